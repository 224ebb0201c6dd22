import { isDollar } from './market-names.ts'
import type { Market, Ticker } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

/** The markets in dollars or stablecoins with the most turnover of 24 hours, at most `count`, each coin once; those whose turnover nobody tells come last. */
export async function deepestMarkets(
  service: Pick<MarketService, 'markets' | 'tickers'>,
  count: number,
  signal?: AbortSignal,
): Promise<readonly Market[]> {
  const markets = (await service.markets(signal)).filter(({ quote, active }) => active && isDollar(quote))
  if (markets.length === 0) return []
  const turnover = new Map((await service.tickers(markets, signal)).map((ticker) => [ticker.marketId, turnoverOf(ticker)]))
  const ranked = markets
    .map((market) => ({ market, turnover: turnover.get(market.id) ?? -1 }))
    .sort((one, other) => other.turnover - one.turnover || one.market.id.localeCompare(other.market.id))
  const deepest = new Map<string, Market>()
  for (const { market } of ranked) if (!deepest.has(market.base)) deepest.set(market.base, market)
  return [...deepest.values()].slice(0, count)
}

function turnoverOf({ quoteVolume }: Ticker): number {
  return quoteVolume?.toNumber() ?? -1
}
