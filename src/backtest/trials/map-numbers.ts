import {
  COMPARISONS,
  CROSSINGS,
  type FormulaArgument,
  type FormulaCall,
  type FormulaNode,
  type Operator,
} from '../../analysis/formula/formula-node.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import { isMeasure } from './function-studies.ts'

/** A number in a formula that can be another one without making it a different idea. */
export type NumberSite = { readonly value: number; readonly on: Timeframe | undefined } & (
  | { readonly kind: 'argument'; readonly call: FormulaCall; readonly index: number }
  /** What a measure is compared with: the 30 in `rsi(14) < 30`. */
  | { readonly kind: 'threshold'; readonly of: FormulaCall; readonly operator: Operator; readonly percent: boolean }
  /** How many times something: the 2 in `volume > 2 * sma(volume,20)`. */
  | { readonly kind: 'factor'; readonly percent: boolean }
)

type Visit = (site: NumberSite) => number
type NumberNode = Extract<FormulaNode, { kind: 'number' }>
type Binary = Extract<FormulaNode, { kind: 'binary' }>

const COMPARED: ReadonlySet<string> = new Set([...COMPARISONS, ...CROSSINGS].filter((each) => each !== '==' && each !== '!='))

/**
 * The same formula with the numbers that `visit` says, which is asked from left to right. Left alone are zeros in comparisons, which are signs and no sizes, prices,
 * what is only equal or not, `[n]`, `for n bars` and stretches of time.
 */
export function mapNumbers(node: FormulaNode, visit: Visit, on?: Timeframe): FormulaNode {
  switch (node.kind) {
    case 'number':
    case 'series':
    case 'market':
      return node
    case 'on':
      return { ...node, of: mapNumbers(node.of, visit, node.timeframe) }
    case 'ago':
    case 'negative':
    case 'not':
    case 'for':
      return { ...node, of: mapNumbers(node.of, visit, on) }
    case 'call':
      return { ...node, args: node.args.map((arg, index) => mapArgument(arg, visit, { call: node, index, on })) }
    case 'binary':
      return mapBinary(node, visit, on)
  }
}

interface ArgumentPlace {
  readonly call: FormulaCall
  readonly index: number
  readonly on: Timeframe | undefined
}

function mapArgument(arg: FormulaArgument, visit: Visit, place: ArgumentPlace): FormulaArgument {
  if (arg.kind === 'node') return { kind: 'node', node: mapNumbers(arg.node, visit, place.on) }
  return arg.kind === 'value' ? { kind: 'value', value: visit({ kind: 'argument', value: arg.value, ...place }) } : arg
}

function mapBinary(node: Binary, visit: Visit, on: Timeframe | undefined): FormulaNode {
  const { operator, left, right } = node
  const side = (of: FormulaNode, other: FormulaNode): FormulaNode => {
    const number = numberOf(of)
    if (number === undefined || number.value === 0) return mapNumbers(of, visit, on)
    const { value, percent } = number
    if (operator === '*') return withNumber(of, visit({ kind: 'factor', value, percent, on }))
    const call = callOf(other)
    if (!COMPARED.has(operator) || call === undefined) return of
    return withNumber(of, visit({ kind: 'threshold', of: call, operator, value, percent, on }))
  }
  return { ...node, left: side(left, right), right: side(right, left) }
}

/** A number, with a minus before it or not. */
function numberOf(node: FormulaNode): NumberNode | undefined {
  const inner = node.kind === 'negative' ? node.of : node
  return inner.kind === 'number' ? inner : undefined
}

function withNumber(node: FormulaNode, value: number): FormulaNode {
  if (node.kind === 'negative') return { ...node, of: withNumber(node.of, value) }
  return node.kind === 'number' ? { ...node, value } : node
}

/** What is compared, if it is a measure; the level of a price belongs to its time. */
function callOf(node: FormulaNode): FormulaCall | undefined {
  if (node.kind === 'ago' || node.kind === 'on') return callOf(node.of)
  return node.kind === 'call' && isMeasure(node.name) ? node : undefined
}
