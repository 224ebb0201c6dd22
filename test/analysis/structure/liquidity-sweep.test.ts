import { describe, expect, it } from 'vitest'
import { found, mirrored, path, type Row, timeOf } from '../planted-candles.ts'

/** A swing high of 110.25 at bar 5, known at bar 10; the next candle is bar 13. */
const BEFORE = path(100, 102, 104, 106, 108, 110, 109, 108, 107, 106, 105, 106, 108)
const SWEEP: Row = [108, 111, 107, 109]

describe('liquidity sweeps', () => {
  it('go beyond a swing and close back', () => {
    expect(found([...BEFORE, SWEEP], 'sweep-high')).toMatchObject([
      { direction: 'down', first: timeOf(5), last: timeOf(13), top: 111, bottom: 110.25, state: 'active' },
    ])
    expect(found(mirrored([...BEFORE, SWEEP]), 'sweep-low')).toMatchObject([{ direction: 'up', top: 91.75, bottom: 91 }])
  })

  it('are none where the candle stays below, or closes beyond', () => {
    expect(found([...BEFORE, [108, 110.25, 107, 109]], 'sweep-high')).toEqual([])
    expect(found([...BEFORE, [108, 112, 107, 111]], 'sweep-high')).toEqual([])
  })

  it('happen once to a swing', () => {
    const again = found([...BEFORE, SWEEP, [109, 111.5, 108, 110]], 'sweep-high')
    expect(again).toMatchObject([{ state: 'mitigated', endedAt: timeOf(14) }])
    expect(found([...BEFORE, [108, 112, 107, 111], [111, 112, 108, 109]], 'sweep-high')).toEqual([])
  })

  it('are over when a candle closes beyond the tip, or after 50 bars', () => {
    expect(found([...BEFORE, SWEEP, [109, 112, 109, 111.5]], 'sweep-high')).toMatchObject([{ state: 'expired', endedAt: timeOf(14) }])
    const quiet = path(...new Array<number>(51).fill(109))
    expect(found([...BEFORE, SWEEP, ...quiet], 'sweep-high')).toMatchObject([{ state: 'expired', endedAt: timeOf(64) }])
  })
})
