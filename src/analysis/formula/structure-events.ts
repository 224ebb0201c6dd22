import type { Finding } from '../finding.ts'
import type { PatternStep } from '../structure/open-findings.ts'
import { type StructureBar, startBars, ZONE_BARS_MAX } from '../structure/structure-bar.ts'
import type { FormulaFunction, LookBack } from './formula-function.ts'

/** A machine of structure at work. */
export type Machine = (bar: StructureBar, step: PatternStep) => void

/** What of the findings of one machine a formula sees. */
interface Draft {
  readonly name: string
  readonly about: string
  readonly lookBack: LookBack
  readonly machine: () => Machine
  /** What a finding is worth that became known at this bar. */
  readonly value: (finding: Finding) => number
}

/** 1, −1 or 0 at each bar: what became known at its close. */
export function event({ name, about, lookBack, machine, value }: Draft): FormulaFunction {
  return {
    name,
    about,
    parameters: [],
    gives: 'event',
    lookBack: () => lookBack,
    start() {
      const next = startFound(machine)
      return {
        next(candle) {
          const { index, found } = next(candle)
          if (index < lookBack.warmUp) return Number.NaN
          return found.map(value).find((worth) => worth !== 0) ?? 0
        },
      }
    },
  }
}

/** The price of the last level that became known; unknown before the first, and from 300 bars after it. */
export function level({ name, about, lookBack, machine, value }: Draft): FormulaFunction {
  return {
    name,
    about,
    parameters: [],
    gives: 'number',
    lookBack: () => lookBack,
    start() {
      const next = startFound(machine)
      const remember = startMemory()
      return {
        next(candle) {
          const { index, found } = next(candle)
          return remember(
            index,
            found.map(value).find((price) => !Number.isNaN(price)),
          )
        },
      }
    },
  }
}

function startFound(
  machine: () => Machine,
): (candle: StructureBar['candle']) => { readonly index: number; readonly found: readonly Finding[] } {
  const barOf = startBars()
  const next = machine()
  return (candle) => {
    const bar = barOf(candle)
    const step: PatternStep = { found: [], ended: [] }
    next(bar, step)
    return { index: bar.index, found: step.found }
  }
}

/** Remembers the last price that became known, for as long as a zone lives. */
export function startMemory(): (bar: number, price: number | undefined) => number {
  let last = Number.NaN
  let lastBar = 0
  return (bar, price) => {
    if (price !== undefined) {
      last = price
      lastBar = bar
    }
    return bar - lastBar < ZONE_BARS_MAX ? last : Number.NaN
  }
}
