import { describe, expect, it } from 'vitest'
import { PALETTES } from '../../src/charts/charts.ts'
import { contrast } from '../../src/charts/contrast.ts'
import { lineColour, lineDash, PALETTE, pale } from '../../src/charts/palettes.ts'

describe.each(PALETTES)('the palette %s', (name) => {
  const palette = PALETTE[name]

  it('can be read', () => {
    for (const colour of [palette.strong, palette.text, palette.dim]) expect(contrast(colour, palette.background)).toBeGreaterThan(4.5)
    for (const colour of [palette.up, palette.down, ...palette.lines]) expect(contrast(colour, palette.background)).toBeGreaterThan(3)
    expect(contrast(palette.badge, palette.badgeText)).toBeGreaterThan(4.5)
    for (const colour of [palette.up, palette.down, palette.neutral]) expect(contrast(colour, palette.chipText)).toBeGreaterThan(2.5)
  })
})

it('tells lines apart by dashes too, where colours may not', () => {
  const dashes = [0, 1, 2].map((number) => JSON.stringify(lineDash(PALETTE['colour-blind'], number)))
  expect(new Set(dashes).size).toBe(3)
  expect(lineDash(PALETTE.classic, 1)).toBe('solid')
  expect(lineColour(PALETTE.classic, 7)).toBe(lineColour(PALETTE.classic, 1))
  expect(pale('#102030', 0.5)).toBe('#10203080')
})
