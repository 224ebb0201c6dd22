import { computeFormula } from '../../analysis/formula/compute-formula.ts'
import type { FormulaData } from '../../analysis/formula/formula-data.ts'
import type { Formula } from '../../analysis/formula/formula-node.ts'
import { readCondition } from '../../analysis/formula/read-formula.ts'
import type { SignalDirection } from '../signal.ts'
import type { SignalEvent, SignalSource } from './signal-source.ts'

interface Draft extends Omit<SignalSource, 'events' | 'entry'> {
  /** The formulas of its two directions; each is true on the one candle at which something happens. */
  readonly long: string
  readonly short: string
}

type Way = readonly [SignalDirection, Formula]

/** A source that is the formula language alone, so that whoever wants to see more of it can ask the same formula elsewhere. */
export function formulaSource({ long, short, ...about }: Draft): SignalSource {
  // Read when they are first needed: most processes start without ever asking.
  let ways: readonly Way[] | undefined
  return {
    ...about,
    entry: long,
    events({ reading: { candles }, from }) {
      const data: FormulaData = { candles, frames: new Map(), outside: new Map() }
      ways ??= [
        ['long', readCondition(long)],
        ['short', readCondition(short)],
      ]
      return ways
        .flatMap(([direction, formula]) => eventsOf(computeFormula(formula, data), direction, from))
        .sort((one, other) => one.index - other.index)
    },
  }
}

/** What crossed did so against the candle before, so both belong to it. */
function eventsOf(answers: Float64Array, direction: SignalDirection, from: number): readonly SignalEvent[] {
  const events: SignalEvent[] = []
  for (let index = Math.max(1, from); index < answers.length; index++) {
    if (answers[index] === 1) events.push({ index, direction, first: index - 1 })
  }
  return events
}
