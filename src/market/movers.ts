import type { Decimal } from '../basics/money.ts'
import { isDollar } from './market-names.ts'
import type { Market, Ticker } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

/** A market with less turnover than this in a day moves by chance. In dollars. */
const DAY_VOLUME_MIN = 100_000

export interface Mover {
  readonly market: Market
  readonly ticker: Ticker
  /** The change over 24 hours: 0.05 is five percent up. */
  readonly change: number
  /** The change is since midnight UTC instead: the venue does not tell the price of 24 hours before. */
  readonly sinceMidnight: boolean
}

export interface Movers {
  readonly gainers: readonly Mover[]
  readonly losers: readonly Mover[]
  /** How many markets were compared. */
  readonly compared: number
}

/** What rose and fell most in 24 hours, at most `limit` each: dollar markets with some turnover, each coin once. */
export async function findMovers(market: MarketService, limit: number, signal?: AbortSignal): Promise<Movers> {
  const markets = (await market.markets(signal)).filter(({ quote, active }) => active && isDollar(quote))
  return rankMovers(markets, markets.length === 0 ? [] : await market.tickers(markets, signal), limit)
}

function rankMovers(markets: readonly Market[], tickers: readonly Ticker[], limit: number): Movers {
  const byId = new Map(markets.map((market) => [market.id, market]))
  const deepest = new Map<string, Mover & { readonly volume: Decimal }>()
  for (const ticker of tickers) {
    const market = byId.get(ticker.marketId)
    const { dayOpen, midnightOpen, quoteVolume: volume, last } = ticker
    const before = dayOpen ?? midnightOpen
    if (market === undefined || before === undefined || before.isZero() || !volume?.gte(DAY_VOLUME_MIN)) continue
    const rival = deepest.get(market.base)
    if (rival?.volume.gte(volume)) continue
    deepest.set(market.base, { market, ticker, volume, change: last.div(before).minus(1).toNumber(), sinceMidnight: dayOpen === undefined })
  }
  const ranked = [...deepest.values()].sort((a, b) => b.change - a.change || a.market.id.localeCompare(b.market.id))
  const shown = ({ volume, ...mover }: Mover & { readonly volume: Decimal }): Mover => mover
  return {
    gainers: ranked
      .filter(({ change }) => change > 0)
      .slice(0, limit)
      .map(shown),
    losers: ranked
      .filter(({ change }) => change < 0)
      .reverse()
      .slice(0, limit)
      .map(shown),
    compared: ranked.length,
  }
}
