import { isDollar } from '../market-names.ts'
import type { CandleHistory, Market, MarketSource, TimeSpan } from '../market-ports.ts'
import { openAlone } from './recorded-candles.ts'

/** Practice looks back at the deepest markets only: each asks the venue for its own candles. */
const MARKETS_MAX = 60
/** No venue has candles from before that. */
const EARLIEST = Date.UTC(2010, 0, 1)

/** The past of a market that runs now, through what its venues tell of it: the deepest dollar markets. */
export function sourceHistory(source: MarketSource): CandleHistory {
  const markets = remembered((signal) => deepestMarkets(source, signal))
  const range = remembered(async (signal): Promise<Pick<TimeSpan, 'from'>> => {
    const [market] = await markets(signal)
    const coarsest = market && source.timeframes(market).at(-1)
    if (market === undefined || coarsest === undefined) return { from: source.clock.now() }
    const candles = await source.candles({ market, timeframe: coarsest, from: EARLIEST, to: source.clock.now() }, signal)
    return { from: candles.time[0] ?? source.clock.now() }
  })
  return {
    markets,
    spans: (market) => source.timeframes(market).map((timeframe) => ({ timeframe, from: 0, to: source.clock.now() })),
    range: async (signal) => ({ ...(await range(signal)), to: source.clock.now() }),
    read: (request, signal) => source.candles(request, signal),
    unfinished: openAlone,
  }
}

async function deepestMarkets(source: MarketSource, signal: AbortSignal | undefined): Promise<readonly Market[]> {
  const dollars = (await source.markets(signal)).filter(({ quote, active }) => active && isDollar(quote))
  const tickers = new Map((await source.tickers(dollars, signal)).map((ticker) => [ticker.marketId, ticker]))
  const depth = ({ id }: Market): number => tickers.get(id)?.quoteVolume?.toNumber() ?? 0
  return [...dollars].sort((a, b) => depth(b) - depth(a)).slice(0, MARKETS_MAX)
}

/** Asks once and keeps the answer; a failure is not kept. */
function remembered<Result>(ask: (signal: AbortSignal | undefined) => Promise<Result>): (signal?: AbortSignal) => Promise<Result> {
  let known: Promise<Result> | undefined
  return (signal) => {
    known ??= ask(signal).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
}
