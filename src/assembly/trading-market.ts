import { ONE } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { DAY_MS, HOUR_MS } from '../basics/timeframe.ts'
import type { Ticker } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'
import type { BookKind } from '../trading/book.ts'
import type { Quote, TradingMarket } from '../trading/trading-ports.ts'

const HOURS_A_DAY = DAY_MS / HOUR_MS
/** A price of a living market that is older is one that could not be asked for since. */
const QUOTE_AGE_MS_MAX = 60_000

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
    bars: async (marketId, range) => market.closed(await market.find(marketId), range),
    isStale: ({ at }) => market.kind === 'live' && market.now() - at > QUOTE_AGE_MS_MAX,
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
