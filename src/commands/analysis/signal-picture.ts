import { Refusal } from '../../basics/refusal.ts'
import { type Block, picture, text } from '../../basics/reply.ts'
import { CANDLES_SHOWN_MAX, type Charts, type PaletteName } from '../../charts/charts.ts'
import type { Market } from '../../market/market-ports.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { KeptSignal } from '../../signals/signal.ts'
import { badgeOf } from '../source-words.ts'
import { signalMarks } from './signal-card.ts'

interface SignalPictureParts {
  readonly market: Market
  readonly service: MarketService
  readonly charts: Charts
  readonly zone: string
  readonly palette?: PaletteName
  readonly signal?: AbortSignal
}

/** The last candles of a signal's market with its entry, stop and targets. Where no picture can be had it says so, since the words matter more. */
export async function signalPicture(
  said: Pick<KeptSignal, 'timeframe' | 'entry' | 'stop' | 'targets'>,
  { market, service, charts, zone, palette = 'classic', signal }: SignalPictureParts,
): Promise<readonly Block[]> {
  try {
    const badge = badgeOf(service)
    const { candles, forming } = await service.candles(
      { market, timeframe: said.timeframe, limit: CANDLES_SHOWN_MAX, forming: true },
      signal,
    )
    const drawing = await charts.candles(
      {
        symbol: market.symbol,
        venue: market.venue,
        ...(badge === undefined ? {} : { badge }),
        candles,
        forming,
        tick: market.tick,
        style: 'candles',
        log: false,
        studies: [],
        marks: signalMarks(said),
        zone,
        palette,
        at: service.now(),
      },
      signal,
    )
    return [picture(drawing)]
  } catch (error) {
    if (error instanceof Refusal) return [text(`No picture: ${error.message}`)]
    throw error
  }
}
