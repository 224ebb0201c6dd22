import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPatterns } from '../../../src/analysis/find-patterns.ts'
import { gapColumns } from '../../../src/analysis/structure/fair-value-gap.ts'
import type { Candles } from '../../../src/basics/candles.ts'
import { found, path, type Row, timeOf } from '../planted-candles.ts'
import { someWalk, walk } from '../some-candles.ts'

const UP: readonly Row[] = [
  [100, 101, 99, 100.5],
  [100.5, 104, 100, 103.8],
  [103.8, 105, 102, 104],
]

/** Looks from every gap at every bar after it. */
function naiveGaps({ high, low }: Candles): { sign: number[]; filledBy: number[] } {
  const [highs, lows] = [[...high], [...low]]
  const sign = highs.map((top, index) =>
    (lows[index] ?? 0) > (highs[index - 2] ?? Infinity) ? 1 : top < (lows[index - 2] ?? -Infinity) ? -1 : 0,
  )
  const filledBy = sign.map((side, index) => {
    const until = Math.min(highs.length, index + 301)
    for (let later = index + 1; later < until && side !== 0; later++) {
      if (side > 0 ? (lows[later] ?? 0) <= (highs[index - 2] ?? 0) : (highs[later] ?? 0) >= (lows[index - 2] ?? 0)) return later
    }
    return -1
  })
  return { sign, filledBy }
}

describe('fair value gaps', () => {
  it('lie between the first and the third candle', () => {
    expect(found(UP, 'fvg')).toEqual([
      {
        kind: 'fvg',
        direction: 'up',
        first: timeOf(0),
        last: timeOf(2),
        top: 102,
        bottom: 101,
        strength: expect.closeTo(1 / 3, 10),
        state: 'active',
      },
    ])
    const down = UP.map(([open, high, low, close]): Row => [200 - open, 200 - low, 200 - high, 200 - close])
    expect(found(down, 'fvg')).toMatchObject([{ direction: 'down', top: 99, bottom: 98 }])
  })

  it('are none where the candles touch', () => {
    expect(found([...UP.slice(0, 2), [103.8, 105, 101, 104]], 'fvg')).toEqual([])
  })

  it('are used up when they are filled to the end, and expire after 300 bars', () => {
    const half: Row = [104, 104.5, 101.5, 103]
    expect(found([...UP, half], 'fvg')).toMatchObject([{ state: 'active' }])
    expect(found([...UP, half, [103, 103, 101, 102]], 'fvg')).toMatchObject([{ state: 'mitigated', endedAt: timeOf(4) }])
    const still = path(...new Array<number>(301).fill(104))
    expect(found([...UP, ...still.slice(0, 300)], 'fvg')).toMatchObject([{ state: 'active' }])
    expect(found([...UP, ...still], 'fvg')).toMatchObject([{ state: 'expired', endedAt: timeOf(303) }])
  })

  it('are what a look from every gap at every later bar finds', () => {
    fc.assert(
      fc.property(someWalk({ most: 200 }), (candles) => {
        const { sign, filledBy } = gapColumns(candles)
        expect({ sign: [...sign], filledBy: [...filledBy] }).toEqual(naiveGaps(candles))
      }),
    )
  })

  it('are the same in columns and as findings, over more bars than any gap lives', () => {
    const candles = walk({ seed: 5, count: 3000 })
    const { sign, filledBy } = gapColumns(candles)
    expect({ sign: [...sign], filledBy: [...filledBy] }).toEqual(naiveGaps(candles))
    const gaps = findPatterns(candles).filter(({ kind }) => kind === 'fvg')
    const bars = [...sign.keys()].filter((index) => sign[index] !== 0)
    expect(gaps.map(({ last }) => last)).toEqual(bars.map((index) => candles.time[index]))
    expect(gaps.map(({ state, endedAt }) => (state === 'mitigated' ? endedAt : undefined))).toEqual(
      bars.map((index) => candles.time[filledBy[index] ?? -1]),
    )
  })
})
