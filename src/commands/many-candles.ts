import { type Candles, joinCandles } from '../basics/candles.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { Market } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'

export const FILE_CANDLES_MAX = 100_000
const FILE_CANDLES_LIVE = 1000
const AT_ONCE_MAX = 20_000

/** How many candles go into a file when nobody said: all there are, unless an exchange would have to be asked for them. */
export function usualCount({ kind }: Pick<MarketService, 'kind'>): number {
  return kind === 'replay' ? FILE_CANDLES_MAX : FILE_CANDLES_LIVE
}

/** The last closed candles, more of them than the market gives at once. */
export async function manyCandles(
  service: Pick<MarketService, 'candles'>,
  { market, timeframe, count }: { readonly market: Market; readonly timeframe: Timeframe; readonly count: number },
  signal: AbortSignal,
): Promise<Candles> {
  const parts: Candles[] = []
  let left = Math.min(count, FILE_CANDLES_MAX)
  let before: number | undefined
  while (left > 0) {
    const limit = Math.min(left, AT_ONCE_MAX)
    const { candles } = await service.candles({ market, timeframe, limit, ...(before === undefined ? {} : { to: before }) }, signal)
    const first = candles.time[0]
    if (first === undefined) break
    parts.unshift(candles)
    if (candles.time.length < limit) break
    left -= candles.time.length
    before = first
  }
  return joinCandles(timeframe, parts)
}
