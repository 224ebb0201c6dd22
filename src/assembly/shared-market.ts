import type { Quote, TradedMarket, TradingMarket } from '../trading/trading-ports.ts'

/** A market for one round over many books: its time stands still, and what one of them asked the next is told without asking again. */
export function sharedMarket(market: TradingMarket): TradingMarket {
  const now = market.now()
  const markets = new Map<string, Promise<TradedMarket>>()
  const quotes = new Map<string, Promise<Quote | undefined>>()
  const bars = new Map<string, ReturnType<TradingMarket['bars']>>()
  const rates = new Map<string, ReturnType<TradingMarket['rate']>>()
  return {
    ...market,
    now: () => now,
    market: (id) => once(markets, id, () => market.market(id)),
    async quotes(marketIds) {
      const news = marketIds.filter((id) => !quotes.has(id))
      const asked = news.length === 0 ? undefined : market.quotes(news)
      if (asked !== undefined)
        for (const id of news)
          quotes.set(
            id,
            asked.then((told) => told.get(id)),
          )
      const told = await Promise.all(marketIds.map(async (id) => [id, await quotes.get(id)] as const))
      return new Map(told.flatMap(([id, quote]) => (quote === undefined ? [] : [[id, quote]])))
    },
    bars: (id, range) => once(bars, [id, range.from, range.to, range.limit].join(' '), () => market.bars(id, range)),
    rate: (asset, currency) => once(rates, `${asset}/${currency}`, () => market.rate(asset, currency)),
  }
}

function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = known.get(key) ?? ask()
  known.set(key, answer)
  return answer
}
