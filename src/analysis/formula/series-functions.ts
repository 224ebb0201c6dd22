import { Extreme } from '../indicators/extremes.ts'
import { RollingCorrelation } from '../indicators/rolling-correlation.ts'
import type { FormulaFunction, FunctionRun, LookBack, Parameter } from './formula-function.ts'
import { barsAgo, startHeld } from './running/bars-before.ts'
import { both, compared, either, finite, LESS, MORE, NOT_LESS, NOT_MORE } from './running/operators.ts'
import { changeOverTime, extremeOverTime } from './running/over-time.ts'

const WINDOW_BARS_MAX = 5000
/** How far back `barssince` and `valuewhen` remember, so that their answers do not depend on where the candles begin; and the longest period. */
const REMEMBERED_BARS_MAX = 500

const CLOSE: Parameter = { kind: 'source', name: 'source', optional: true }
const source = (name: string): Parameter => ({ kind: 'source', name, optional: false })
const windowOf = (usual: number): Parameter => ({ kind: 'window', name: 'window', usual, most: WINDOW_BARS_MAX })
const barsOf = (usual: number, least: number): Parameter => ({
  kind: 'number',
  name: 'bars',
  usual,
  least,
  most: REMEMBERED_BARS_MAX,
  whole: true,
})

const bars = (count: number): LookBack => ({ warmUp: count, history: count })

/** A function of this bar's values alone. */
function ofValues(name: string, about: string, names: readonly string[], value: (...values: readonly number[]) => number): FormulaFunction {
  return {
    name,
    about,
    parameters: names.map(source),
    gives: 'number',
    lookBack: () => bars(0),
    start: () => ({ next: (_, values) => value(...values) }),
  }
}

function extreme(name: 'highest' | 'lowest', about: string): FormulaFunction {
  const side = name === 'highest' ? 'high' : 'low'
  return {
    name,
    about,
    parameters: [CLOSE, windowOf(20)],
    gives: 'number',
    lookBack: ([count = 0]) => bars(count - 1),
    start([count = 1]) {
      const machine = new Extreme(count, side)
      return { next: (_, [value = Number.NaN]) => machine.next(value) }
    },
    overTime: (ms, timeframe) => extremeOverTime(side, ms, timeframe),
  }
}

/** Each of the last bars further that way than the bar before it. */
function moving(name: 'rising' | 'falling', about: string): FormulaFunction {
  const outcome = name === 'rising' ? MORE : LESS
  return {
    name,
    about,
    parameters: [CLOSE, barsOf(3, 1)],
    gives: 'truth',
    lookBack: ([count = 0]) => bars(count),
    start([count = 1]) {
      const held = startHeld(count)
      let before = Number.NaN
      return {
        next(candle, [value = Number.NaN]) {
          const moved = compared(value, before, outcome)
          before = value
          return held.next(candle, [moved])
        },
      }
    },
  }
}

/** `a > b and a[1] <= b[1]`, or the other way round, or either. */
function crossing(name: 'cross' | 'crossover' | 'crossunder', about: string): FormulaFunction {
  return {
    name,
    about,
    parameters: [source('a'), source('b')],
    gives: 'truth',
    lookBack: () => bars(1),
    start() {
      let [a, b] = [Number.NaN, Number.NaN]
      return {
        next(_, [nextA = Number.NaN, nextB = Number.NaN]) {
          const up = both(compared(nextA, nextB, MORE), compared(a, b, NOT_MORE))
          const down = both(compared(nextA, nextB, LESS), compared(a, b, NOT_LESS))
          a = nextA
          b = nextB
          if (name === 'cross') return either(up, down)
          return name === 'crossover' ? up : down
        },
      }
    },
  }
}

/** Counts bars since the condition was last true; whether it was so where it was unknown nobody can say. */
function countSince(): (condition: number) => number {
  let since = Number.NaN
  return (condition) => {
    since = condition === 1 ? 0 : condition === 0 && since < REMEMBERED_BARS_MAX ? since + 1 : Number.NaN
    return since
  }
}

const barsSince: FormulaFunction = {
  name: 'barssince',
  about: `How many bars ago it was last true; unknown after ${REMEMBERED_BARS_MAX}`,
  parameters: [{ kind: 'condition', name: 'condition' }],
  gives: 'number',
  lookBack: () => ({ warmUp: 0, history: REMEMBERED_BARS_MAX }),
  start() {
    const since = countSince()
    return { next: (_, [condition = Number.NaN]) => since(condition) }
  },
}

const valueWhen: FormulaFunction = {
  name: 'valuewhen',
  about: `What the value was when it was last true; unknown after ${REMEMBERED_BARS_MAX} bars`,
  parameters: [{ kind: 'condition', name: 'condition' }, source('value')],
  gives: 'number',
  lookBack: () => ({ warmUp: 0, history: REMEMBERED_BARS_MAX }),
  start() {
    const since = countSince()
    let kept = Number.NaN
    return {
      next(_, [condition = Number.NaN, value = Number.NaN]) {
        const ago = since(condition)
        if (ago === 0) kept = value
        return Number.isNaN(ago) ? Number.NaN : kept
      },
    }
  },
}

const change: FormulaFunction = {
  name: 'change',
  about: 'By how much of itself it moved over the window: 5% is up by a twentieth',
  parameters: [CLOSE, windowOf(1)],
  gives: 'number',
  lookBack: ([count = 0]) => bars(count),
  start([count = 1]) {
    const ago = barsAgo(count).start()
    return { next: (candle, [value = Number.NaN]) => finite(value / ago.next(candle, [value]) - 1) }
  },
  overTime: changeOverTime,
}

const correl: FormulaFunction = {
  name: 'correl',
  about: 'How much two values move together, from -1 to 1',
  parameters: [source('a'), source('b'), barsOf(30, 2)],
  gives: 'number',
  lookBack: ([count = 0]) => bars(count - 1),
  start([count = 2]): FunctionRun {
    const machine = new RollingCorrelation(count)
    return { next: (_, [a = Number.NaN, b = Number.NaN]) => machine.next(a, b) }
  },
}

/** Functions of any values, beside the indicators. */
export const SERIES_FUNCTIONS: readonly FormulaFunction[] = [
  extreme('highest', 'The highest of the window'),
  extreme('lowest', 'The lowest of the window'),
  change,
  moving('rising', 'Whether each of the last bars was higher than the one before it'),
  moving('falling', 'Whether each of the last bars was lower than the one before it'),
  barsSince,
  valueWhen,
  crossing('cross', 'Whether one got past the other at this bar, either way'),
  crossing('crossover', 'Whether the first got above the second at this bar'),
  crossing('crossunder', 'Whether the first got below the second at this bar'),
  ofValues('abs', 'Its size, without its sign', ['value'], (value = Number.NaN) => Math.abs(value)),
  ofValues('min', 'The smaller of the two', ['a', 'b'], (a = Number.NaN, b = Number.NaN) => Math.min(a, b)),
  ofValues('max', 'The larger of the two', ['a', 'b'], (a = Number.NaN, b = Number.NaN) => Math.max(a, b)),
  ofValues('sqrt', 'Its square root; unknown below 0', ['value'], (value = Number.NaN) => Math.sqrt(value)),
  ofValues('log', 'Its natural logarithm; unknown from 0 down', ['value'], (value = Number.NaN) => finite(Math.log(value))),
  correl,
]
