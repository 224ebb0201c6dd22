import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startBars } from '../../../src/analysis/structure/structure-bar.ts'
import { startSwings } from '../../../src/analysis/structure/swings.ts'
import { type Candles, candleAt } from '../../../src/basics/candles.ts'
import { candlesOf, found, path, timeOf } from '../planted-candles.ts'
import { someWalk } from '../some-candles.ts'

/** Bars at which a swing is confirmed, and those of the swings. */
function swingsOf(candles: Candles, side: number): { highs: [number, number][]; lows: [number, number][] } {
  const barOf = startBars()
  const swingsAt = startSwings(side)
  const highs: [number, number][] = []
  const lows: [number, number][] = []
  for (let index = 0; index < candles.time.length; index++) {
    const candle = candleAt(candles, index)
    if (candle === undefined) continue
    const { high, low } = swingsAt(barOf(candle))
    if (high !== undefined) highs.push([index, high.bar])
    if (low !== undefined) lows.push([index, low.bar])
  }
  return { highs, lows }
}

function naiveHighs(high: readonly number[], side: number): [number, number][] {
  return high.flatMap((level, bar): [number, number][] => {
    const before = high.slice(Math.max(0, bar - side), bar)
    const after = high.slice(bar + 1, bar + side + 1)
    const isSwing =
      before.length === side && after.length === side && before.every((each) => each <= level) && after.every((each) => each < level)
    return isSwing ? [[bar + side, bar]] : []
  })
}

const MOUNTAIN = path(100, 102, 104, 106, 108, 110, 109, 108, 107, 106, 105)

describe('swings', () => {
  it('are the bars that a look at every bar finds', () => {
    const rounded = someWalk({ most: 120 }).map(({ high, low, ...rest }) => ({ ...rest, high: high.map(coarse), low: low.map(coarse) }))
    fc.assert(
      fc.property(fc.oneof(someWalk({ most: 120 }), rounded), fc.integer({ min: 1, max: 8 }), (candles, side) => {
        const { highs, lows } = swingsOf(candles, side)
        expect(highs).toEqual(naiveHighs([...candles.high], side))
        expect(lows).toEqual(
          naiveHighs(
            Array.from(candles.low, (low) => -low),
            side,
          ),
        )
      }),
    )
  })

  it('are known five bars later, and taken by the first bar beyond', () => {
    expect(found(MOUNTAIN.slice(0, -1), 'swing-high')).toEqual([])
    const [swing] = found(MOUNTAIN, 'swing-high')
    expect(swing).toMatchObject({ direction: 'down', first: timeOf(5), last: timeOf(10), top: 110.25, bottom: 110.25, state: 'active' })
    const [taken] = found([...MOUNTAIN, [105, 110.25, 105, 106], [106, 110.3, 106, 107]], 'swing-high')
    expect(taken).toMatchObject({ state: 'mitigated', endedAt: timeOf(12) })
  })

  it('expire after 150 bars', () => {
    const later = found([...MOUNTAIN, ...path(...new Array<number>(151).fill(105))], 'swing-high')
    expect(later).toMatchObject([{ state: 'expired', endedAt: timeOf(161) }])
  })

  it('count the last of equal highs, and none where nothing moves', () => {
    const flat = candlesOf(new Array(30).fill([1, 1, 1, 1]))
    expect(swingsOf(flat, 2)).toEqual({ highs: [], lows: [] })
    const twice = candlesOf([1, 2, 5, 5, 2, 1].map((high) => [1, high, 1, 1]))
    expect(swingsOf(twice, 2).highs).toEqual([[5, 3]])
  })
})

function coarse(price: number): number {
  return Number(price.toPrecision(2))
}
