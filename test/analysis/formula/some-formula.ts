import fc from 'fast-check'
import type { FormulaFunction, Parameter } from '../../../src/analysis/formula/formula-function.ts'
import { FORMULA_FUNCTIONS } from '../../../src/analysis/formula/formula-functions.ts'
import {
  ARITHMETIC,
  COMPARISONS,
  CROSSINGS,
  type FormulaArgument,
  type FormulaNode,
  LOGIC,
} from '../../../src/analysis/formula/formula-node.ts'
import { SERIES, type SeriesName } from '../../../src/analysis/series.ts'
import { HOUR_MS, type Timeframe } from '../../../src/basics/timeframe.ts'

/** Periods of random formulas are short, so that short walks know some values. */
const PERIOD_MOST = 7
const DEPTH_MAX = 3

export const ASKED_ON: Timeframe = '1h'
export const OTHER_TIMEFRAMES: readonly Timeframe[] = ['30m', '4h', '1d']
export const OTHER_MARKETS = ['eth', 'eth/btc'] as const

interface Wish {
  /** Only functions of these names; all when left out. */
  readonly functions?: readonly string[]
  /** Whether other timeframes, other markets and numbers from outside may stand in it. */
  readonly outside?: boolean
}

/** Any formula of numbers or of conditions, asked on candles of one hour, over every function there is. */
export function someFormula({ functions = [...FORMULA_FUNCTIONS.keys()], outside = true }: Wish = {}): fc.Arbitrary<FormulaNode> {
  const definitions = functions.flatMap((name) => FORMULA_FUNCTIONS.get(name) ?? [])
  const asked = { definitions, outside, mayStand: outside }
  return fc.oneof(numberNode(DEPTH_MAX, asked), conditionNode(DEPTH_MAX, asked))
}

interface Asked {
  readonly definitions: readonly FormulaFunction[]
  readonly outside: boolean
  /** Whether `@` may stand here: never inside another one. */
  readonly mayStand: boolean
}

function numberNode(depth: number, asked: Asked): fc.Arbitrary<FormulaNode> {
  const leaf = leafNode(asked)
  if (depth <= 0) return leaf
  const inner = numberNode(depth - 1, asked)
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 4, arbitrary: callNode(depth - 1, asked, ({ gives }) => gives !== 'truth') },
    { weight: 1, arbitrary: binary(ARITHMETIC, inner) },
    { weight: 1, arbitrary: inner.map((of): FormulaNode => ({ kind: 'negative', of })) },
    ...placed(inner, depth, asked, numberNode),
  )
}

function conditionNode(depth: number, asked: Asked): fc.Arbitrary<FormulaNode> {
  const compared = binary(COMPARISONS, numberNode(depth - 1, asked))
  if (depth <= 0) return compared
  const inner = conditionNode(depth - 1, asked)
  return fc.oneof(
    { weight: 3, arbitrary: compared },
    { weight: 2, arbitrary: binary(CROSSINGS, numberNode(depth - 1, asked)) },
    { weight: 1, arbitrary: callNode(depth - 1, asked, ({ gives }) => gives === 'truth') },
    { weight: 2, arbitrary: binary(LOGIC, inner) },
    { weight: 1, arbitrary: inner.map((of): FormulaNode => ({ kind: 'not', of })) },
    {
      weight: 1,
      arbitrary: fc.tuple(inner, fc.integer({ min: 1, max: 4 })).map(([of, bars]): FormulaNode => ({ kind: 'for', of, bars })),
    },
    ...placed(inner, depth, asked, conditionNode),
  )
}

/** At another bar, or on another timeframe. */
function placed(inner: fc.Arbitrary<FormulaNode>, depth: number, asked: Asked, make: typeof numberNode) {
  const ago = fc.tuple(inner, fc.integer({ min: 0, max: 4 })).map(([of, bars]): FormulaNode => ({ kind: 'ago', of, bars }))
  if (!asked.mayStand) return [{ weight: 1, arbitrary: ago }]
  const on = fc
    .tuple(make(depth - 1, { ...asked, mayStand: false }), fc.constantFrom(...OTHER_TIMEFRAMES, ASKED_ON))
    .map(([of, timeframe]): FormulaNode => ({ kind: 'on', of, timeframe }))
  return [
    { weight: 1, arbitrary: ago },
    { weight: 1, arbitrary: on },
  ]
}

function leafNode({ outside }: Asked): fc.Arbitrary<FormulaNode> {
  const series = fc.constantFrom(...(Object.keys(SERIES) as SeriesName[])).map((name): FormulaNode => ({ kind: 'series', series: name }))
  const number = fc.constantFrom(0, 1, 2, 0.05, 30, 100).map((value): FormulaNode => ({ kind: 'number', value, percent: false }))
  const market = fc.constantFrom(...OTHER_MARKETS).map((name): FormulaNode => ({ kind: 'market', name }))
  return outside ? fc.oneof({ weight: 4, arbitrary: series }, number, market) : fc.oneof({ weight: 4, arbitrary: series }, number)
}

function binary<Operator extends Extract<FormulaNode, { kind: 'binary' }>['operator']>(
  operators: readonly Operator[],
  inner: fc.Arbitrary<FormulaNode>,
): fc.Arbitrary<FormulaNode> {
  return fc
    .tuple(fc.constantFrom(...operators), inner, inner)
    .map(([operator, left, right]): FormulaNode => ({ kind: 'binary', operator, left, right }))
}

function callNode(depth: number, asked: Asked, fits: (definition: FormulaFunction) => boolean): fc.Arbitrary<FormulaNode> {
  const definitions = asked.definitions.filter(fits)
  if (definitions.length === 0) return leafNode(asked)
  return fc.constantFrom(...definitions).chain(({ name, parameters }) => {
    const args = parameters.map((parameter) => argument(parameter, depth, asked))
    return fc.tuple(...args).map((given): FormulaNode => ({ kind: 'call', name, args: given }))
  })
}

function argument(parameter: Parameter, depth: number, asked: Asked): fc.Arbitrary<FormulaArgument> {
  const asNode = (node: FormulaNode): FormulaArgument => ({ kind: 'node', node })
  switch (parameter.kind) {
    case 'source':
      return numberNode(depth, asked).map(asNode)
    case 'condition':
      return conditionNode(depth, asked).map(asNode)
    case 'asset':
      return fc.constant({ kind: 'asset', asset: 'btc' })
    case 'number': {
      const { least, most, whole } = parameter
      const values = whole
        ? fc.integer({ min: least, max: Math.min(most, least + PERIOD_MOST) })
        : fc.constantFrom(parameter.usual, least, (least + parameter.usual) / 2)
      return values.map((value) => ({ kind: 'value', value }))
    }
    case 'window':
      return fc.oneof(
        fc.integer({ min: 1, max: PERIOD_MOST }).map((value): FormulaArgument => ({ kind: 'value', value })),
        // Whole days fit every timeframe that random formulas stand on.
        fc.constantFrom(1, 2).map((days): FormulaArgument => ({ kind: 'duration', ms: days * 24 * HOUR_MS, words: `${days}d` })),
      )
  }
}

/** A call of one function with any numbers, of the close and of whether the candle rose. */
export function someCall(name: string): fc.Arbitrary<FormulaNode> {
  const parameters = FORMULA_FUNCTIONS.get(name)?.parameters ?? []
  const series = (of: SeriesName): FormulaNode => ({ kind: 'series', series: of })
  const asked = { definitions: [], outside: false, mayStand: false }
  const args = parameters.map((parameter, index): fc.Arbitrary<FormulaArgument> => {
    if (parameter.kind === 'source') return fc.constant({ kind: 'node', node: series(index === 0 ? 'close' : 'open') })
    if (parameter.kind !== 'condition') return argument(parameter, 0, asked)
    return fc.constant({ kind: 'node', node: { kind: 'binary', operator: '>', left: series('close'), right: series('open') } })
  })
  return fc.tuple(...args).map((given) => ({ kind: 'call', name, args: given }))
}
