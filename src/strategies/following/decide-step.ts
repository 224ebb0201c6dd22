import { nextOpen, openBefore, openOf, type Timeframe } from '../../basics/timeframe.ts'
import type { StrategyRules } from '../strategy.ts'
import type { OwnStanding } from './following-ports.ts'
import type { RuleReading } from './rule-reading.ts'

export type Decision = { readonly act: 'nothing' | 'enter' } | { readonly act: 'exit'; readonly code: string }

export interface StepFacts {
  readonly rules: Pick<StrategyRules, 'coolDownBars' | 'entriesMax'>
  readonly timeframe: Timeframe
  readonly reading: Pick<RuleReading, 'candle' | 'entry' | 'exits'>
  readonly standing: OwnStanding
}

const NOTHING: Decision = { act: 'nothing' }

/**
 * What is to be done at the close of a candle, by the same rules as in a backtest: while something is held `exit` sells it, else `entry` buys more, up to
 * `entriesMax` times; where nothing is held, `entry` buys from `coolDownBars` candles after the last exit on.
 *
 * What counts is how it stood as the candle closed. What came of it was entered or left after that close, so deciding again says 'nothing': a step that a
 * crash cut off can be taken again.
 */
export function decideStep({ rules, timeframe, reading, standing }: StepFacts): Decision {
  const { candle, entry, exits } = reading
  const closed = nextOpen(timeframe, candle)
  const { held, leftAt } = standing
  const { entriesMax = 1, coolDownBars = 0 } = rules
  if (held !== undefined) {
    if (held.openedAt >= closed) return NOTHING
    if (exits.some((each) => held.openedAt < nextOpen(timeframe, each))) return { act: 'exit', code: held.code }
    return entry && held.entries < entriesMax ? { act: 'enter' } : NOTHING
  }
  if (!entry) return NOTHING
  if (leftAt === undefined) return { act: 'enter' }
  // What was left as a candle closed was left in that candle: bars are matched when they close.
  const leftIn = openOf(timeframe, leftAt - 1)
  return openBefore(timeframe, leftIn, -coolDownBars) <= candle ? { act: 'enter' } : NOTHING
}
