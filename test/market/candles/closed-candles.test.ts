import { describe, expect, test } from 'vitest'
import type { Candle } from '../../../src/basics/candles.ts'
import { HOUR_MS, MINUTE_MS, nextOpen } from '../../../src/basics/timeframe.ts'
import { closedCandles } from '../../../src/market/candles/closed-candles.ts'
import { readRecordedCandles } from '../../../src/market/recorded/recorded-candles.ts'
import { recordedMarket } from '../../../src/market/recorded/recorded-market.ts'
import { fixedClock } from '../../../src/market/recorded/replay-clock.ts'
import { recordedFiles, risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2021, 4, 17)
const LATER = Date.UTC(2026, 0, 1)
const MANY = 5000

interface Span {
  readonly from: number
  readonly to: number
  readonly limit?: number
}

/** The openings and closings, in hours after the start, of what closed in a span of two series. */
async function closedIn(files: Readonly<Record<string, readonly Candle[]>>, { from, to, limit = MANY }: Span) {
  const history = await readRecordedCandles(recordedFiles(files), LATER)
  const clock = fixedClock(START + to * HOUR_MS)
  const source = recordedMarket({ kind: 'replay', label: 'Replay', history, clock, status: () => ({ ok: true, detail: '' }) })
  const [market] = await source.markets()
  if (market === undefined) throw new Error('There is a market')
  const found = await closedCandles(source, market, { from: START + from * HOUR_MS, to: START + to * HOUR_MS, limit })
  return found.map(({ timeframe, time }) => {
    const [first, last] = [time[0], time.at(-1)]
    const hours = (at: number) => (at - START) / HOUR_MS
    return {
      timeframe,
      count: time.length,
      ...(first !== undefined && last !== undefined && { from: hours(first), to: hours(nextOpen(timeframe, last)) }),
    }
  })
}

const coarse = { 'binance_BTC_USDT_2h.csv': risingCandles('2h', { from: START, count: 48 }) }

describe('what closed', () => {
  test('is of one series where there is one', async () => {
    expect(await closedIn(coarse, { from: 5, to: 12.5 })).toEqual([{ timeframe: '2h', count: 4, from: 4, to: 12 }])
    expect(await closedIn(coarse, { from: 5, to: 12.5, limit: 2 })).toEqual([{ timeframe: '2h', count: 2, from: 4, to: 8 }])
  })

  test('goes on in the coarser series where the finer one ends, without telling anything twice', async () => {
    const files = { ...coarse, 'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START, count: 600 }) }
    expect(await closedIn(files, { from: 9, to: 24 })).toEqual([
      { timeframe: '1m', count: 60, from: 9, to: 10 },
      { timeframe: '2h', count: 7, from: 10, to: 24 },
    ])
    const uneven = { ...coarse, 'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START, count: 570 }) }
    expect(await closedIn(uneven, { from: 9, to: 24, limit: 33 })).toEqual([
      { timeframe: '1m', count: 30, from: 9, to: 9.5 },
      { timeframe: '2h', count: 3, from: 10, to: 16 },
    ])
    expect(await closedIn(files, { from: 9, to: 24, limit: 60 })).toEqual([{ timeframe: '1m', count: 60, from: 9, to: 10 }])
    expect(await closedIn(files, { from: 10.5, to: 24 })).toEqual([{ timeframe: '2h', count: 7, from: 10, to: 24 }])
  })

  test('begins in the coarser series where the finer one begins later', async () => {
    const files = { ...coarse, 'binance_BTC_USDT_1m.csv': risingCandles('1m', { from: START + 11 * HOUR_MS, count: 600 }) }
    expect(await closedIn(files, { from: 5, to: 12 })).toEqual([
      { timeframe: '2h', count: 3, from: 4, to: 10 },
      { timeframe: '1m', count: 60, from: 11, to: 12 },
    ])
    expect(await closedIn(files, { from: 5, to: 12, limit: 4 })).toEqual([
      { timeframe: '2h', count: 3, from: 4, to: 10 },
      { timeframe: '1m', count: 1, from: 11, to: 11 + MINUTE_MS / HOUR_MS },
    ])
  })
})
