import { describe, expect, it } from 'vitest'
import { found, mirrored, path, timeOf } from '../planted-candles.ts'

/** Up to a high of 110.25 at bar 5, down to a low of 103.75 at bar 11, up through the high at bar 15, and down through the low at bar 24. */
const RISE = path(100, 102, 104, 106, 108, 110, 109, 108, 107, 106, 105, 104, 106, 108, 110, 112)
const TURN = path(
  100,
  102,
  104,
  106,
  108,
  110,
  109,
  108,
  107,
  106,
  105,
  104,
  106,
  108,
  110,
  112,
  114,
  116,
  114,
  112,
  110,
  108,
  106,
  104,
  102,
)
const flat = (bars: number, price: number): number[] => new Array<number>(bars).fill(price)

describe('breaks of structure', () => {
  it('are closes beyond the last confirmed swing', () => {
    expect(found(RISE.slice(0, -1), 'bos')).toEqual([])
    expect(found(RISE, 'bos')).toMatchObject([
      { direction: 'up', first: timeOf(5), last: timeOf(15), top: 110.25, bottom: 110.25, state: 'active' },
    ])
    expect(found([...RISE.slice(0, -1), [110, 115, 109, 110.25]], 'bos')).toEqual([])
  })

  it('happen once to a swing', () => {
    expect(found([...RISE, [112, 112.25, 109, 109.5], [109.5, 113, 109.5, 113]], 'bos')).toHaveLength(1)
  })

  it('are mitigated when prices come back to the level', () => {
    expect(found(TURN, 'bos')).toMatchObject([{ state: 'mitigated', endedAt: timeOf(20) }])
  })

  it('against the trend are a change of character', () => {
    expect(found(TURN, 'choch')).toMatchObject([{ direction: 'down', first: timeOf(11), last: timeOf(24), top: 103.75, state: 'active' }])
    expect(found(mirrored(TURN), 'choch')).toMatchObject([{ direction: 'up', first: timeOf(11), last: timeOf(24), bottom: 98.25 }])
  })

  it('against a trend that was not confirmed for 120 bars are no change', () => {
    const closes = RISE.map(([, , , close]) => close)
    const afterQuiet = (bars: number) => path(...closes, ...flat(bars, 112), 108, 104, 102)
    expect(found(afterQuiet(110), 'choch')).toHaveLength(1)
    expect(found(afterQuiet(125), 'choch')).toEqual([])
    expect(found(afterQuiet(125), 'bos')).toHaveLength(2)
  })

  it('forget swings older than 150 bars', () => {
    const closes = RISE.slice(0, 12).map(([, , , close]) => close)
    expect(found(path(...closes, ...flat(135, 104), 112), 'bos')).toHaveLength(1)
    expect(found(path(...closes, ...flat(150, 104), 112), 'bos')).toEqual([])
  })
})

describe('order blocks', () => {
  it('are the last candle against the run that broke structure', () => {
    expect(found(RISE, 'order-block')).toMatchObject([
      { direction: 'up', first: timeOf(11), last: timeOf(15), top: 105, bottom: 103.75, state: 'active' },
    ])
    expect(found(TURN, 'order-block')).toMatchObject([
      { direction: 'up', state: 'mitigated', endedAt: timeOf(23) },
      { direction: 'down', first: timeOf(17), last: timeOf(24), top: 116.25, bottom: 114, state: 'active' },
    ])
  })

  it('step back over candles that went with the run', () => {
    const rows = RISE.map((row, index) => (index === 11 ? ([104.5, 105, 103.75, 104.75] as const) : row))
    expect(found(rows, 'order-block')).toMatchObject([{ first: timeOf(10) }])
  })

  it('expire when a candle closes through them', () => {
    expect(found([...RISE, [112, 112, 103, 103.5]], 'order-block')).toMatchObject([{ state: 'expired', endedAt: timeOf(16) }])
    expect(found([...RISE, [112, 112, 103, 103.8]], 'order-block')).toMatchObject([{ state: 'mitigated', endedAt: timeOf(16) }])
  })
})
