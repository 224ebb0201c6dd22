import type { Button } from '../basics/reply.ts'
import type { Timeframe } from '../basics/timeframe.ts'

/** What is bought where a formula is true, and where it is tried. */
interface Idea {
  readonly entry: string
  readonly market: string
  readonly timeframe: Timeframe
  /** In words, as /backtest takes them. */
  readonly stop?: string
  readonly target?: string
}

/** Tries a formula that somebody looks at on the candles before. */
export function backtestButton(idea: Idea): Button {
  return { kind: 'run', label: 'Backtest this', command: 'backtest run', input: { ...idea } }
}
