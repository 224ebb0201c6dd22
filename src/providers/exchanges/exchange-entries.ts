import type { WallClock } from '../../basics/clock.ts'
import type { ExchangeEntry } from '../../market/live-ports.ts'
import { venueFacts } from './venue-list.ts'

export interface ExchangeEntriesOptions {
  /** As ccxt names them, in order of preference. */
  readonly ids: readonly string[]
  /** Other base addresses, by id. */
  readonly urls: ReadonlyMap<string, string>
  readonly clock: WallClock
}

/** The exchanges of the settings, none of them loaded yet. */
export function exchangeEntries({ ids, urls, clock }: ExchangeEntriesOptions): readonly ExchangeEntry[] {
  return ids.map((id) => ({
    id,
    label: venueFacts(id).label,
    connect: async (onDropped) => {
      const { connectCcxtExchange } = await import('./ccxt-exchange.ts')
      return connectCcxtExchange({ id, url: urls.get(id), clock, onDropped })
    },
  }))
}
