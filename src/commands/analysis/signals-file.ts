import type { KeptSignal } from '../../signals/signal.ts'
import { csvFile } from '../csv.ts'

const HEADER = [
  'code',
  'market',
  'timeframe',
  'direction',
  'source',
  'version',
  'confidence',
  'entry',
  'stop',
  'targets',
  'said_ms',
  'until_ms',
  'live',
  'outcome',
  'outcome_ms',
  'exit',
  'r',
  'ambiguous',
] as const

/** Signals with all that is known of them, a line each; what is not decided is empty. */
export function signalsFile(signals: readonly KeptSignal[]) {
  return csvFile('signals.csv', HEADER, signals.map(cellsOf))
}

function cellsOf(signal: KeptSignal): readonly string[] {
  const { outcome } = signal
  return [
    signal.code,
    signal.marketId,
    signal.timeframe,
    signal.direction,
    signal.source,
    String(signal.version),
    String(signal.confidence),
    String(signal.entry),
    String(signal.stop),
    signal.targets.join(' '),
    String(signal.at),
    String(signal.until),
    signal.live ? 'yes' : 'no',
    ...(outcome === undefined
      ? ['', '', '', '', '']
      : [outcome.kind, String(outcome.at), String(outcome.exit), String(outcome.r), outcome.ambiguous ? 'yes' : 'no']),
  ]
}
