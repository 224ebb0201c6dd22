import type { Signal } from './signal.ts'

/** Signals that say the same: of one market, timeframe and direction. */
export interface Agreement<Each> {
  readonly surest: Each
  /** The others, surest first. */
  readonly others: readonly Each[]
}

/** Puts together what says the same, and on the same candle where that is asked for; the surest first, of equally sure ones the newest. */
export function agreementsOf<Each extends Pick<Signal, 'marketId' | 'timeframe' | 'direction' | 'last' | 'confidence' | 'at'>>(
  signals: readonly Each[],
  { sameCandle = false }: { readonly sameCandle?: boolean } = {},
): readonly Agreement<Each>[] {
  const groups = new Map<string, Each[]>()
  for (const signal of signals.toSorted((one, other) => other.confidence - one.confidence || other.at - one.at)) {
    const { marketId, timeframe, direction, last } = signal
    const key = [marketId, timeframe, direction, ...(sameCandle ? [last] : [])].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), signal])
  }
  return [...groups.values()].flatMap(([surest, ...others]) => (surest === undefined ? [] : [{ surest, others }]))
}
