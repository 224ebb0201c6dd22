import { HOUR_MS, lengthOf, type Timeframe } from '../basics/timeframe.ts'
import type { Market } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'

const USUAL: Timeframe = '1h'

/** The timeframe when nobody named one: an hour, or the next longer one where there are no candles as short as that. */
export function usualTimeframe(service: Pick<MarketService, 'timeframes'>, market: Market): Timeframe {
  const offered = service.timeframes(market)
  return offered.find((timeframe) => lengthOf(timeframe) >= HOUR_MS) ?? offered.at(-1) ?? USUAL
}
