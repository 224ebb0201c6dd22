import { Refusal } from '../basics/refusal.ts'
import type { Market, MarketSource, MarketStore } from './market-ports.ts'

/** The source, with its list of markets kept: when nobody answers after a restart, names are still known and kept candles can be read. */
export function rememberMarkets(source: MarketSource, store: MarketStore): MarketSource {
  let saved: readonly Market[] | undefined
  let remembered: readonly Market[] | undefined

  const keep = async (markets: readonly Market[]): Promise<readonly Market[]> => {
    if (markets === saved) return markets
    saved = markets
    await store.save(markets)
    return markets
  }
  const recall = async (error: unknown): Promise<readonly Market[]> => {
    if (!(error instanceof Refusal) || error.code !== 'unavailable') throw error
    remembered ??= await store.list()
    if (remembered.length === 0) throw error
    return remembered
  }

  return {
    kind: source.kind,
    label: source.label,
    clock: source.clock,
    markets: (signal) => source.markets(signal).then(keep, recall),
    ...(source.moreMarkets && { moreMarkets: (venue, signal) => source.moreMarkets?.(venue, signal) ?? Promise.resolve([]) }),
    tickers: (markets, signal) => source.tickers(markets, signal),
    timeframes: (market, at) => source.timeframes(market, at),
    candles: (request, signal) => source.candles(request, signal),
    status: () => source.status(),
    stop: () => source.stop(),
  }
}
