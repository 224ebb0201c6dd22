import { type Candle, candlesFrom } from '../../src/basics/candles.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import type { CandleRequest, Market, MarketSource, Ticker } from '../../src/market/market-ports.ts'
import { contractMarket } from '../contracts/candle-store.contract.ts'

export interface FlakySource extends MarketSource {
  /** Every request for candles that came. */
  readonly asked: CandleRequest[]
  /** What the venue has: change it as you like. */
  rows: Candle[]
  down: boolean
  now: number
}

/** A venue with hourly candles that can be down, have holes and tell nonsense. */
export function flakySource({
  rows,
  now,
  market = contractMarket('binance'),
  tickers = [],
}: {
  readonly rows: Candle[]
  readonly now: number
  readonly market?: Market
  readonly tickers?: readonly Ticker[]
}): FlakySource {
  const source: FlakySource = {
    asked: [],
    rows,
    down: false,
    now,
    kind: 'live',
    label: 'Binance',
    clock: { now: () => source.now },
    markets: async () => [market],
    tickers: async (markets) => tickers.filter(({ marketId }) => markets.some(({ id }) => id === marketId)),
    timeframes: () => ['1h'],
    async candles(request) {
      source.asked.push(request)
      if (source.down) throw new Refusal('unavailable', 'Binance does not answer.')
      const { from, to, timeframe } = request
      return candlesFrom(
        timeframe,
        source.rows.filter(({ time }) => time >= from && time < to && time <= source.now),
      )
    },
    status: () => ({ ok: !source.down, detail: 'fake' }),
    stop: async () => {},
  }
  return source
}
