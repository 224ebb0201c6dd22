import { type Candles, candlesFrom, indexFrom, joinCandles, sliceCandles } from '../basics/candles.ts'
import { ONE } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { DAY_MS, HOUR_MS, nextOpen, openOf } from '../basics/timeframe.ts'
import type { Ticker } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'
import type { BookKind } from '../trading/book.ts'
import type { Quote, TradingMarket } from '../trading/trading-ports.ts'

const HOURS_A_DAY = DAY_MS / HOUR_MS

/** The market at the caller's time, in the terms of trading; `source` is what a book's entries are booked under. */
export function tradingMarket(
  market: MarketService,
  { kind, source }: { readonly kind: BookKind; readonly source: string },
): TradingMarket {
  return {
    source,
    kind,
    now: () => market.now(),
    market: (id) => market.find(id),
    async quotes(marketIds, signal) {
      const markets = await Promise.all(marketIds.map((id) => market.find(id, signal)))
      const tickers = markets.length === 0 ? [] : await market.tickers(markets, signal)
      return new Map(tickers.map((ticker) => [ticker.marketId, quoteFrom(ticker)]))
    },
    bars: (marketId, range) => closedBars(market, { marketId, ...range }),
    barsFrom: (placedAt, barMs) => (market.kind === 'replay' ? Math.floor(placedAt / barMs) : Math.ceil(placedAt / barMs)) * barMs,
    async rate(asset, currency) {
      if (asset === currency) return { price: ONE, at: market.now() }
      try {
        const { price, at } = await market.evaluate(`${asset}/${currency}`)
        return { price, at }
      } catch (error) {
        if (error instanceof Refusal) return undefined
        throw error
      }
    },
  }
}

function quoteFrom({ marketId, last, bid, ask, quoteVolume, at }: Ticker): Quote {
  return { marketId, last, bid, ask, hourVolume: quoteVolume?.div(HOURS_A_DAY), at }
}

/** The finest bars that closed in (from, to], the oldest first; farther on as long as there are gaps. */
async function closedBars(
  market: MarketService,
  { marketId, from, to, limit }: { readonly marketId: string; readonly from: number; readonly to: number; readonly limit: number },
): Promise<Candles> {
  const found = await market.find(marketId)
  const [timeframe] = market.timeframes(found)
  if (timeframe === undefined) return candlesFrom('1m', [])
  const parts: Candles[] = []
  let count = 0
  let begin = openOf(timeframe, from)
  const end = openOf(timeframe, to)
  while (begin < end && count < limit) {
    const until = Math.min(begin + limit * (nextOpen(timeframe, begin) - begin), end)
    const { candles } = await market.candles({ market: found, timeframe, limit, to: until })
    const fresh = sliceCandles(candles, indexFrom(candles.time, begin))
    parts.push(fresh)
    count += fresh.time.length
    begin = openOf(timeframe, until)
  }
  const bars = joinCandles(timeframe, parts)
  return sliceCandles(bars, 0, Math.min(limit, bars.time.length))
}
