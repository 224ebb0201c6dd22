import type { KeptSignal } from './signal.ts'
import type { RecordQuery, RecordRow } from './signal-ports.ts'

/** The track records of sources over these signals, in the order of `SignalStore.record`. */
export function recordOf(signals: readonly KeptSignal[], { since, marketId, timeframe, source }: RecordQuery): readonly RecordRow[] {
  const asked = signals.filter(
    (signal) =>
      (since === undefined || signal.at >= since) &&
      (marketId === undefined || signal.marketId === marketId) &&
      (timeframe === undefined || signal.timeframe === timeframe) &&
      (source === undefined || signal.source === source),
  )
  const groups = new Map<string, KeptSignal[]>()
  for (const signal of asked) {
    const key = `${signal.source} ${signal.version} ${signal.live}`
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [signal])
    else same.push(signal)
  }
  return [...groups.values()].flatMap(rowOf).sort(inOrder)
}

function rowOf(signals: readonly KeptSignal[]): readonly RecordRow[] {
  const [first] = signals
  if (first === undefined) return []
  const outcomes = signals.flatMap(({ outcome }) => outcome ?? [])
  const count = (counts: (outcome: (typeof outcomes)[number]) => boolean): number => outcomes.filter(counts).length
  return [
    {
      source: first.source,
      version: first.version,
      live: first.live,
      decided: outcomes.length,
      targets: count(({ kind }) => kind === 'target'),
      stops: count(({ kind }) => kind === 'stop'),
      expired: count(({ kind }) => kind === 'expired'),
      ambiguous: count(({ ambiguous }) => ambiguous),
      winners: count(({ r }) => r > 0),
      averageR: outcomes.length === 0 ? 0 : outcomes.reduce((sum, { r }) => sum + r, 0) / outcomes.length,
      open: signals.length - outcomes.length,
      firstAt: Math.min(...signals.map(({ at }) => at)),
      lastAt: Math.max(...signals.map(({ at }) => at)),
    },
  ]
}

function inOrder(one: RecordRow, other: RecordRow): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1
  return other.version - one.version || Number(other.live) - Number(one.live)
}
