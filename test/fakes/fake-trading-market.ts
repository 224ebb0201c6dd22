import { type Candle, candlesFrom } from '../../src/basics/candles.ts'
import { decimal } from '../../src/basics/money.ts'
import { lengthOf } from '../../src/basics/timeframe.ts'
import type { TradedMarket, TradingMarket } from '../../src/trading/trading-ports.ts'

const TIMEFRAME = '1m'
export const BAR_MS = lengthOf(TIMEFRAME)

export const BTC: TradedMarket = {
  id: 'binance:BTC/USDT',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.01',
  lot: '0.0001',
  minimumCost: '5',
  active: true,
}

/** Prices of a bar: open, high, low, close. The volume is large where nothing is said. */
export type Prices = readonly [open: number, high: number, low: number, close: number, volume?: number]

export interface FakeTradingMarket extends TradingMarket {
  at: number
  /** Adds a bar after the last one and moves the clock to its end. */
  bar(...prices: Prices): void
  isDown: boolean
  /** Its prices are too old to trade at. */
  isLate: boolean
}

/** One market of minute bars, from 1970 on. Between bars the price stands at the last close. */
export function createFakeTradingMarket({
  market = BTC,
  first = 100,
}: {
  readonly market?: TradedMarket
  readonly first?: number
} = {}): FakeTradingMarket {
  const rows: Candle[] = []
  const fake: FakeTradingMarket = {
    source: 'replay',
    kind: 'main',
    at: 0,
    isDown: false,
    isLate: false,
    now: () => fake.at,
    bar(open, high, low, close, volume = 1e9) {
      rows.push({ time: rows.length * BAR_MS, open, high, low, close, volume })
      fake.at = rows.length * BAR_MS
    },
    market: async () => market,
    async quotes() {
      const last = decimal((rows.at(-1)?.close ?? first).toString())
      const quote = { marketId: market.id, last, bid: undefined, ask: undefined, hourVolume: undefined, at: fake.at }
      return fake.isDown ? new Map() : new Map([[market.id, quote]])
    },
    async bars(_marketId, { from, to, limit }) {
      return [candlesFrom(TIMEFRAME, rows.filter(({ time }) => time + BAR_MS > from && time + BAR_MS <= to).slice(0, limit))]
    },
    isStale: () => fake.isLate,
    barsFrom: (placedAt, barMs) => Math.floor(placedAt / barMs) * barMs,
    rate: async (asset) => (asset === 'BNB' ? { price: decimal('500'), at: fake.at } : undefined),
  }
  return fake
}
