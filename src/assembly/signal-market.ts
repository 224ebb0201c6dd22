import { HOUR_MS } from '../basics/timeframe.ts'
import { deepestMarkets } from '../market/deepest-markets.ts'
import type { Market } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'
import type { SignalMarket } from '../signals/signal-ports.ts'
import { watchedTimeframes } from '../signals/watched-timeframes.ts'

const WATCHED_MAX = 50
/** How long the deepest markets are taken to stay so, in market time: rows of a picture that change places every minute are hard to read. */
const WATCHED_KEPT_MS = HOUR_MS

/** The market as signals know it. What stands still for a day or more, such as a listing, is asked for once an hour. */
export function signalMarket(service: MarketService): SignalMarket {
  let kept: { readonly markets: Promise<readonly Market[]>; readonly at: number } | undefined
  const watched = (signal?: AbortSignal): Promise<readonly Market[]> => {
    const now = service.now()
    if (kept !== undefined && now >= kept.at && now < kept.at + WATCHED_KEPT_MS) return kept.markets
    const markets = deepestMarkets(service, WATCHED_MAX, signal)
    kept = { markets, at: now }
    markets.catch(() => {
      kept = undefined
    })
    return markets
  }
  return {
    feed: service.kind,
    now: () => service.now(),
    watched,
    timeframes: (market) => watchedTimeframes(service.timeframes(market)),
    candles: ({ market, timeframe, limit }, signal) => service.recent({ market, timeframe, limit }, signal),
  }
}
