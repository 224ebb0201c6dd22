import { LRUCache } from 'lru-cache'
import { type Candles, sliceCandles } from '../basics/candles.ts'
import { nextOpen, openOf, type Timeframe } from '../basics/timeframe.ts'
import type { Market } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

/** About fifteen megabytes. */
const CANDLES_KEPT_MAX = 300_000
/** How long to wait, in market time, before asking again for a candle that should be there. */
const LATE_MS = 10_000

export interface RecentQuery {
  /** By its id, such as "binance:BTC/USDT". */
  readonly market: Pick<Market, 'id'>
  readonly timeframe: Timeframe
  readonly limit: number
}

/** The last closed candles of many markets, for whoever looks at them again and again. */
export interface RecentCandles {
  /** The last `limit` closed candles, oldest first; read again only when the next one has closed. Refuses what the market refuses. */
  recent(query: RecentQuery, signal?: AbortSignal): Promise<Candles>
}

interface Kept {
  readonly candles: Candles
  /** There may be older ones, if there are as many as this. */
  readonly limit: number
  /** Market time. */
  readonly from: number
  readonly until: number
}

/** Keeps what was read last of each market and timeframe, those that were asked for least recently dropped first. */
export function createRecentCandles(service: Pick<MarketService, 'find' | 'candles' | 'now'>): RecentCandles {
  const kept = new LRUCache<string, Kept>({ maxSize: CANDLES_KEPT_MAX, sizeCalculation: ({ candles }) => Math.max(1, candles.time.length) })
  return {
    async recent({ market: { id }, timeframe, limit }, signal) {
      const key = `${id} ${timeframe}`
      const now = service.now()
      const known = kept.get(key)
      if (known !== undefined && known.limit >= limit && now >= known.from && now < known.until) return last(known.candles, limit)
      const market = await service.find(id, signal)
      const { candles } = await service.candles({ market, timeframe, limit }, signal)
      kept.set(key, { candles, limit, from: now, until: freshUntil(candles, now) })
      return candles
    },
  }
}

/** Until the next candle closes; not for long when the one that closed last is missing, for it may still come. */
function freshUntil({ time, timeframe }: Candles, now: number): number {
  const forming = openOf(timeframe, now)
  const newest = time.at(-1)
  const isThere = newest !== undefined && nextOpen(timeframe, newest) >= forming
  const next = nextOpen(timeframe, forming)
  return isThere ? next : Math.min(next, now + LATE_MS)
}

function last(candles: Candles, limit: number): Candles {
  return sliceCandles(candles, Math.max(0, candles.time.length - limit))
}
