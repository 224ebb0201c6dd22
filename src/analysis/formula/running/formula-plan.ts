import type { Timeframe } from '../../../basics/timeframe.ts'
import type { SeriesName } from '../../series.ts'
import type { OutsideNeed } from '../formula-data.ts'
import { FORMULA_FUNCTIONS } from '../formula-functions.ts'
import type { FormulaCall, FormulaNode } from '../formula-node.ts'
import { OUTSIDE_FUNCTIONS } from '../outside-functions.ts'
import { barsAgo, heldFor } from './bars-before.ts'
import { crossingHeld, crossingOf } from './crossings.ts'
import { functionKernel } from './function-kernel.ts'
import type { Kernel } from './kernel.ts'
import { comparisonWith, isComparison, NEGATIVE, NOT, operatorKernel } from './operators.ts'

/** What is done at each candle of one timeframe, one step after another; each may use the values of the steps before it, by their places in the list. */
export interface Place {
  readonly timeframe: Timeframe
  readonly steps: readonly Step[]
}

export type Step =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'series'; readonly series: SeriesName }
  /** The close of another market's candle of the same time. */
  | { readonly kind: 'market'; readonly market: string }
  | { readonly kind: 'outside'; readonly need: OutsideNeed }
  /** The value of a step of another timeframe, at its last candle that closed by then. */
  | { readonly kind: 'frame'; readonly timeframe: Timeframe; readonly step: number }
  | { readonly kind: 'kernel'; readonly kernel: Kernel; readonly sources: readonly number[] }

/** A formula made ready for candles of one timeframe. What it says more than once is one step. */
export interface Plan {
  readonly own: Place
  /** The step of `own` whose value is the answer: the last. */
  readonly answer: number
  /** What is worth keeping for other formulas on the same candles: functions, values of other timeframes and the answer, by their steps of `own`, in words that mean the same everywhere. */
  readonly worth: ReadonlyMap<number, string>
  readonly frames: ReadonlyMap<Timeframe, Place>
}

interface Draft {
  readonly timeframe: Timeframe
  readonly steps: Step[]
  /** Steps by what they compute. */
  readonly known: Map<string, number>
}

const OUTSIDE_NAMES: ReadonlySet<string> = new Set(OUTSIDE_FUNCTIONS.map(({ name }) => name))

/** Plans by the formula that they are of: whoever asks it of one series asks it of many. */
const plans = new WeakMap<FormulaNode, Map<Timeframe, Plan>>()

/** Puts a formula's nodes in an order in which each can be computed, once. Refuses a window that does not fit the timeframe. */
export function planFormula(root: FormulaNode, timeframe: Timeframe): Plan {
  const known = plans.get(root) ?? new Map<Timeframe, Plan>()
  const plan = known.get(timeframe) ?? makePlan(root, timeframe)
  plans.set(root, known.set(timeframe, plan))
  return plan
}

function makePlan(root: FormulaNode, timeframe: Timeframe): Plan {
  const own = draftOf(timeframe)
  const frames = new Map<Timeframe, Draft>()
  const worth = new Map<number, string>()

  const place = (node: FormulaNode, draft: Draft): number => {
    if (node.kind === 'on' && node.timeframe === draft.timeframe) return place(node.of, draft)
    const key = JSON.stringify(node)
    const known = draft.known.get(key)
    if (known !== undefined) return known
    const at = draft.steps.push(stepOf(node, draft)) - 1
    draft.known.set(key, at)
    if (draft === own && (node.kind === 'call' || node.kind === 'on')) worth.set(at, key)
    return at
  }
  const kernel = (made: Kernel, sources: readonly FormulaNode[], draft: Draft): Step => ({
    kind: 'kernel',
    kernel: made,
    sources: sources.map((source) => place(source, draft)),
  })
  const stepOf = (node: FormulaNode, draft: Draft): Step => {
    switch (node.kind) {
      case 'number':
        return { kind: 'constant', value: node.value }
      case 'series':
        return { kind: 'series', series: node.series }
      case 'market':
        return { kind: 'market', market: node.name }
      case 'on': {
        const frame = frames.get(node.timeframe) ?? draftOf(node.timeframe)
        frames.set(node.timeframe, frame)
        return { kind: 'frame', timeframe: node.timeframe, step: place(node.of, frame) }
      }
      case 'ago':
        return kernel(barsAgo(node.bars), [node.of], draft)
      case 'negative':
        return kernel(NEGATIVE, [node.of], draft)
      case 'not':
        return kernel(NOT, [node.of], draft)
      case 'for': {
        const crossing = crossingOf(node.of)
        return crossing === undefined ? kernel(heldFor(node.bars), [node.of], draft) : stepOf(crossingHeld(crossing, node.bars), draft)
      }
      case 'binary': {
        const { operator, left, right } = node
        if (operator === 'crosses' || operator === 'crosses above' || operator === 'crosses below')
          return stepOf(crossingHeld({ operator, left, right }, 1), draft)
        if (isComparison(operator) && right.kind === 'number') return kernel(comparisonWith(operator, right.value), [left], draft)
        return kernel(operatorKernel(operator), [left, right], draft)
      }
      case 'call':
        return callStep(node, draft)
    }
  }
  const callStep = (call: FormulaCall, draft: Draft): Step => {
    const asset = call.args.find((arg) => arg.kind === 'asset')?.asset
    if (OUTSIDE_NAMES.has(call.name)) return { kind: 'outside', need: { name: call.name, asset } }
    const definition = FORMULA_FUNCTIONS.get(call.name)
    if (definition === undefined) throw new TypeError(`There is no function ${call.name}`)
    const sources = call.args.flatMap((arg) => (arg.kind === 'node' ? [arg.node] : []))
    return kernel(functionKernel(definition, call.args, draft.timeframe), sources, draft)
  }

  const answer = place(root, own)
  worth.set(answer, JSON.stringify(root))
  return { own, answer, worth, frames }
}

function draftOf(timeframe: Timeframe): Draft {
  return { timeframe, steps: [], known: new Map() }
}
