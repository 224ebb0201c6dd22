import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../src/basics/timeframe.ts'
import { recordedMarket } from '../../../src/market/recorded/recorded-market.ts'
import { fixedClock } from '../../../src/market/recorded/replay-clock.ts'
import { sourceHistory } from '../../../src/market/recorded/source-history.ts'
import { flakySource } from '../../fakes/flaky-source.ts'
import { risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 0, 1)

test('the past of a live market is a market at another clock', async () => {
  const source = flakySource({ rows: risingCandles('1h', { from: START, count: 24 * 40 }), now: START + 30 * DAY_MS })
  const history = sourceHistory(source)
  expect(await history.range()).toEqual({ from: START, to: START + 30 * DAY_MS })
  const clock = fixedClock(START + 10 * DAY_MS + 90 * 60_000)
  const past = recordedMarket({ kind: 'replay', label: 'Practice', history, clock, status: () => ({ ok: true, detail: '' }) })
  const [ticker] = await past.tickers(await past.markets())
  expect(ticker).toMatchObject({ at: START + 10 * DAY_MS + HOUR_MS })
  expect(ticker?.last.toNumber()).toBe(100 + 241)
  expect(ticker?.dayOpen?.toNumber()).toBe(100 + 241 - 24)
})

test('a failure is not remembered', async () => {
  const source = flakySource({ rows: risingCandles('1h', { from: START, count: 48 }), now: START + 2 * DAY_MS })
  const history = sourceHistory(source)
  source.down = true
  await expect(history.range()).rejects.toMatchObject({ code: 'unavailable' })
  source.down = false
  expect((await history.range()).from).toBe(START)
})
