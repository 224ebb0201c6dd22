import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CANDLESTICKS } from '../../../src/analysis/candlesticks/candlestick-list.ts'
import { STRUCTURES } from '../../../src/analysis/finding.ts'
import { agoWords, isCandlestick, levelWords, pictureName, shortName, toldPrices } from '../../../src/commands/analysis/finding-words.ts'
import { someFinding } from './some-finding.ts'

const KINDS = [...STRUCTURES, ...CANDLESTICKS]
const CHARS_MAX = 13

describe('names', () => {
  it('are short enough for a phone, whatever the direction', () => {
    const names = KINDS.flatMap((kind) => (['up', 'down', 'none'] as const).map((direction) => shortName({ kind, direction })))
    expect(names.filter((name) => name.length > CHARS_MAX)).toEqual([])
  })

  it('tell candlesticks apart', () => {
    for (const nameOf of [pictureName, (kind: (typeof KINDS)[number]) => shortName({ kind, direction: 'up' })])
      expect(new Set(CANDLESTICKS.map(nameOf)).size).toBe(CANDLESTICKS.length)
    expect(KINDS.filter((kind) => isCandlestick({ kind }))).toEqual(CANDLESTICKS)
  })

  it('have an arrow where the direction does not go without saying', () => {
    expect(shortName({ kind: 'order-block', direction: 'down' })).toBe('Block ↓')
    expect(shortName({ kind: 'support', direction: 'up' })).toBe('Support')
    expect(shortName({ kind: 'cdl_doji', direction: 'none' })).toBe('Doji')
  })
})

describe('prices', () => {
  it.each([
    [{ bottom: 42_000.12, top: 42_310.77 }, '42000–42311'],
    [{ bottom: 0.054_321_9, top: 0.055 }, '0.05432–0.055'],
    [{ bottom: 42_000.1, top: 42_000.2 }, '42,000.15'],
    [{ bottom: 68_200, top: 68_200 }, '68,200.00'],
    [{ bottom: 1.234_56e-7, top: 1.3e-7 }, '0.00000013'],
  ])('of %o are %s', (prices, words) => {
    expect(levelWords(prices, prices.top < 1 ? '0.00000001' : '0.01')).toBe(words)
  })

  it('fit a phone at any size', () => {
    const price = fc.double({ min: 1e-8, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(price, fc.double({ min: 0, max: 0.2, noNaN: true }), (bottom, height) => {
        const tick = bottom < 1 ? '0.00000001' : '0.01'
        expect(levelWords({ bottom, top: bottom * (1 + height) }, tick).length).toBeLessThanOrEqual(CHARS_MAX)
      }),
    )
  })

  it('of a sweep are the level that was swept', () => {
    expect(toldPrices(someFinding({ kind: 'sweep-high' }))).toEqual({ top: 100, bottom: 100 })
    expect(toldPrices(someFinding({ kind: 'sweep-low' }))).toEqual({ top: 102, bottom: 102 })
    expect(toldPrices(someFinding())).toEqual({ top: 102, bottom: 100 })
  })
})

it('says how long ago something was', () => {
  expect([agoWords(0), agoWords(7_200_000)]).toEqual(['now', '2 h'])
})
