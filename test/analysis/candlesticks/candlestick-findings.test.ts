import { describe, expect, it } from 'vitest'
import { CALM, found, type Row, timeOf } from '../planted-candles.ts'

const BLACK: Row = [102, 102.5, 100.5, 101]
const ENGULFING: readonly Row[] = [...CALM, BLACK, [100.5, 103, 100, 102.5]]
const HAMMER: readonly Row[] = [...CALM, [99.5, 100.1, 96, 100]]
const [before, after] = [timeOf(CALM.length), timeOf(CALM.length + 1)]

/** The last of a kind: calm candles hold some of their own. */
const last = (rows: readonly Row[], kind: Parameters<typeof found>[1]) => found(rows, kind).at(-1)

describe('candlesticks as findings', () => {
  it('span all their candles, and are strong as they span two usual ranges', () => {
    const finding = last(ENGULFING, 'cdl_engulfing')
    expect(finding).toMatchObject({ direction: 'up', first: before, last: after, top: 103, bottom: 100, state: 'active' })
    expect(finding?.strength).toBeCloseTo(3 / (((12 * 4 + 2.5 + 3) / 14) * 2), 10)
    expect(last([...CALM, [100, 112, 99.9, 111]], 'cdl_belt_hold')?.strength).toBe(1)
  })

  it('point where the textbooks say', () => {
    expect(last(HAMMER, 'cdl_hammer')).toMatchObject({ direction: 'up', first: before })
    expect(last([...CALM, [102.5, 103.1, 99, 103]], 'cdl_hanging_man')).toMatchObject({ direction: 'down' })
    expect(last([...CALM, [101, 103, 100.9, 101]], 'cdl_gravestone_doji')).toMatchObject({ direction: 'down' })
    expect(last([...CALM, [101, 102, 100, 101.1]], 'cdl_doji')).toMatchObject({ direction: 'none' })
    expect(last([...CALM, [101, 103.5, 99.5, 102]], 'cdl_spinning_top')).toMatchObject({ direction: 'none' })
  })

  it('are used up when prices have gone as far again', () => {
    expect(last([...ENGULFING, [102.5, 105.9, 102, 104]], 'cdl_engulfing')).toMatchObject({ state: 'active' })
    expect(last([...ENGULFING, [102.5, 106, 102, 104]], 'cdl_engulfing')).toMatchObject({ state: 'mitigated', endedAt: timeOf(16) })
  })

  it('are over when a candle closes beyond their other side', () => {
    expect(last([...ENGULFING, [102, 103, 99, 100]], 'cdl_engulfing')).toMatchObject({ state: 'active' })
    expect(last([...ENGULFING, [102, 103, 99, 99.9]], 'cdl_engulfing')).toMatchObject({ state: 'expired', endedAt: timeOf(16) })
  })

  it('without direction are decided by a close outside them', () => {
    const doji: readonly Row[] = [...CALM, [101, 102, 100, 101.1]]
    expect(found([...doji, [101, 102.6, 100.5, 102.5]], 'cdl_doji')[0]).toMatchObject({ state: 'mitigated', endedAt: timeOf(15) })
  })

  it('are old after 20 bars', () => {
    const quiet: readonly Row[] = new Array(21).fill([102, 102.9, 100.1, 101])
    expect(found([...ENGULFING, ...quiet.slice(1)], 'cdl_engulfing').find(({ last }) => last === after)).toMatchObject({ state: 'active' })
    expect(found([...ENGULFING, ...quiet], 'cdl_engulfing').find(({ last }) => last === after)).toMatchObject({
      state: 'expired',
      endedAt: timeOf(36),
    })
  })
})
