import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Market, Ticker, WatchlistStore } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

const WATCHED_MAX = 50

/** The markets that a person follows. */
export interface Watchlists {
  /** In the order of adding, with prices of `market`; a market that it does not know, or has no price of, comes without. */
  list(userId: string, market: MarketService, signal?: AbortSignal): Promise<readonly Watched[]>
  /** Gives back those that were not followed before. Refuses more than fifty in all. */
  add(userId: string, markets: readonly Market[], origin: Origin): Promise<readonly Market[]>
  /** Gives back those that were followed. */
  remove(userId: string, markets: readonly Market[], origin: Origin): Promise<readonly Market[]>
}

export interface Watched {
  readonly marketId: string
  readonly market?: Market
  readonly ticker?: Ticker
}

export function createWatchlists(store: WatchlistStore): Watchlists {
  return {
    async list(userId, service, signal) {
      const ids = await store.list(userId)
      if (ids.length === 0) return []
      const known = new Map((await service.markets(signal)).map((market) => [market.id, market]))
      const markets = ids.flatMap((id) => known.get(id) ?? [])
      const tickers = markets.length === 0 ? [] : await service.tickers(markets, signal)
      return ids.map((marketId) => {
        const market = known.get(marketId)
        const ticker = tickers.find((each) => each.marketId === marketId)
        return { marketId, ...(market && { market }), ...(ticker && { ticker }) }
      })
    },
    async add(userId, markets, origin) {
      const followed = new Set(await store.list(userId))
      const added = unique(markets).filter(({ id }) => !followed.has(id))
      if (followed.size + added.length > WATCHED_MAX) {
        throw new Refusal('over-limit', `A watchlist holds at most ${WATCHED_MAX} markets; yours has ${followed.size}.`, {
          hint: 'Take some off, such as /watchlist remove BTC.',
        })
      }
      if (added.length > 0) await store.add(userId, idsOf(added), origin)
      return added
    },
    async remove(userId, markets, origin) {
      const followed = new Set(await store.list(userId))
      const removed = unique(markets).filter(({ id }) => followed.has(id))
      if (removed.length > 0) await store.remove(userId, idsOf(removed), origin)
      return removed
    },
  }
}

const idsOf = (markets: readonly Market[]): readonly string[] => markets.map(({ id }) => id)

const unique = (markets: readonly Market[]): readonly Market[] => [...new Map(markets.map((market) => [market.id, market])).values()]
