import { expect, test } from 'vitest'
import { readFormula } from '../../src/analysis/formula/read-formula.ts'
import { type Candles, sliceCandles } from '../../src/basics/candles.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import { nextOpen } from '../../src/basics/timeframe.ts'
import { scanMarkets } from '../../src/market/scan-markets.ts'
import { walk } from '../analysis/some-candles.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'

const whole = walk({ seed: 3, count: 60 })
const marketOf = (base: string) => contractMarket('binance', `${base}/USDT`)

/** Markets by their coins; what throws has no candles. */
function serviceOf(candles: Readonly<Record<string, Candles | Error>>) {
  return {
    markets: Object.keys(candles).map(marketOf),
    service: {
      find: async (text: string) => marketOf(text),
      async recent({ market: { id } }: { readonly market: { readonly id: string } }) {
        const found = Object.entries(candles).find(([base]) => marketOf(base).id === id)?.[1]
        if (found === undefined || found instanceof Error) throw found ?? new Error(`Nobody made ${id}`)
        return found
      },
    },
  }
}

const formula = readFormula('highest(close, 20) > 0')
const telling = readFormula('close[1]').root
const without = new Refusal('not-found', 'There are no candles of that.')

test('asks each market, in their order, and says when the candle closed', async () => {
  const { service, markets } = serviceOf({ BTC: whole, ETH: whole })
  const seen: number[] = []
  const progress = async (done: number) => void seen.push(done)
  const { rows, closedAt } = await scanMarkets(service, { formula, telling, markets, timeframe: '1h', progress })
  expect(closedAt).toBe(nextOpen('1h', whole.time[59] ?? 0))
  expect(rows.map(({ market, answer, price, value }) => [market.base, answer, price, value])).toEqual([
    ['BTC', 1, whole.close[59], whole.close[58]],
    ['ETH', 1, whole.close[59], whole.close[58]],
  ])
  expect(seen).toEqual([1, 2])
})

test('too few candles, old ones and none at all are no answer', async () => {
  const { service, markets } = serviceOf({
    BTC: whole,
    NEW: sliceCandles(whole, 50),
    OLD: sliceCandles(whole, 0, 59),
    NONE: sliceCandles(whole, 0, 0),
    GONE: without,
  })
  const { rows } = await scanMarkets(service, { formula, telling, markets, timeframe: '1h' })
  expect(rows.map(({ answer }) => answer)).toEqual([1, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  expect(rows[2]?.value).toBeNaN()
})

test('what no market can be asked is refused, and a failure is thrown', async () => {
  const refused = serviceOf({ BTC: without, ETH: without })
  await expect(scanMarkets(refused.service, { formula, telling, markets: refused.markets, timeframe: '1h' })).rejects.toBe(without)
  const broken = serviceOf({ BTC: whole, ETH: new TypeError('broken') })
  await expect(scanMarkets(broken.service, { formula, telling, markets: broken.markets, timeframe: '1h' })).rejects.toThrow('broken')
})

test('stops when nobody waits any more', async () => {
  const { service, markets } = serviceOf({ BTC: without, ETH: whole })
  const wish = { formula, telling, markets, timeframe: '1h' } as const
  await expect(scanMarkets(service, wish, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
})
