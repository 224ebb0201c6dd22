import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { expect, it } from 'vitest'
import { FONT_FAMILY, font, registerFonts } from '../../src/charts/fonts.ts'

it('brings its own letters, in three weights, whatever the machine has', () => {
  registerFonts()
  registerFonts()
  expect(GlobalFonts.has(FONT_FAMILY)).toBe(true)
  const context = createCanvas(10, 10).getContext('2d')
  const widths = ([400, 600, 700] as const).map((weight) => {
    context.font = font(weight, 40)
    return context.measureText('Bollinger 68,519.6').width
  })
  expect(new Set(widths).size).toBe(3)
  expect(widths.toSorted((a, b) => a - b)).toEqual(widths)
})
