import { describe, expect, it } from 'vitest'
import { PALETTES } from '../../src/charts/charts.ts'
import { lineColour, lineDash, PALETTE, pale } from '../../src/charts/palettes.ts'

/** Contrast of two colours. Source: WCAG 2.2, relative luminance. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    const [red = 0, green = 0, blue = 0] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (bright + 0.05) / (dark + 0.05)
}

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
