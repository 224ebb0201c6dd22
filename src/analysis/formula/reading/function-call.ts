import { readDuration } from '../../../basics/duration.ts'
import { type FormulaFunction, isPercent, type Parameter } from '../formula-function.ts'
import type { FormulaArgument, FormulaCall, FormulaNode } from '../formula-node.ts'
import type { FormulaReading } from './formula-reading.ts'
import { refuseAt } from './formula-refusal.ts'
import { printNumber } from './number-literal.ts'
import { conditionOf, numberOf, type Operand } from './operand.ts'

/** A number or a length of time: its value is NaN where it is no number, its text empty where it is no length of time. */
export interface LiteralArgument {
  readonly kind: 'literal'
  readonly text: string
  readonly value: number
  readonly percent?: boolean
  readonly at: number
}

/** What somebody wrote for an argument. */
export type GivenArgument =
  | LiteralArgument
  | { readonly kind: 'operand'; readonly operand: Operand }
  | { readonly kind: 'coin'; readonly coin: string; readonly at: number }

interface Given {
  readonly given: readonly GivenArgument[]
  /** Where the name of the function stands. */
  readonly at: number
}

const CLOSE: FormulaArgument = { kind: 'node', node: { kind: 'series', series: 'close' } }
const SERIES_SHOWN = ['close', 'open']

/** A call with what was left out filled in: the close where a source comes first, usual numbers elsewhere. Refuses what does not fit. */
export function callOf(reading: FormulaReading, definition: FormulaFunction, { given, at }: Given): FormulaCall {
  const { name, parameters } = definition
  const ofClose = leavesOutSource(parameters, given)
  const expected = parameters.length - (ofClose ? 1 : 0)
  if (given.length > expected) throw wrong(reading, definition, { at, why: `takes ${countOf(parameters)}, not ${given.length}` })
  const args = parameters.flatMap((parameter, index): readonly FormulaArgument[] => {
    if (index === 0 && ofClose) return [CLOSE]
    const argument = given[ofClose ? index - 1 : index]
    if (argument !== undefined) return [argumentOf(reading, definition, { parameter, argument })]
    const usual = usualOf(parameter)
    if (usual !== undefined) return usual
    throw wrong(reading, definition, { at, why: `wants ${wantedFor(parameter)}` })
  })
  return { kind: 'call', name, args }
}

/** How a function is usually written: "sma(20)", "rising(close,3)". */
export function usualForm(definition: FormulaFunction | undefined): string {
  if (definition === undefined) return 'rsi(14)'
  let shown = 0
  const words = definition.parameters.flatMap((parameter, index) => {
    if (parameter.kind === 'asset') return ['btc']
    if (parameter.kind === 'condition') return ['close > open']
    if (parameter.kind !== 'source') return [printNumber(parameter.usual, isPercent(parameter))]
    return index === 0 && parameter.optional ? [] : [SERIES_SHOWN[shown++] ?? 'high']
  })
  return `${definition.name}(${words.join(',')})`
}

/** Whether the first argument that was given is already what follows the source: a number, where not all are given. */
function leavesOutSource(parameters: readonly Parameter[], given: readonly GivenArgument[]): boolean {
  const [first] = parameters
  if (first?.kind !== 'source' || !first.optional) return false
  return given.length === 0 || (given.length < parameters.length && given[0]?.kind === 'literal')
}

function usualOf(parameter: Parameter): readonly FormulaArgument[] | undefined {
  if (parameter.kind === 'number' || parameter.kind === 'window') return [{ kind: 'value', value: parameter.usual }]
  if (parameter.kind === 'source') return parameter.optional ? [CLOSE] : undefined
  return parameter.kind === 'asset' && parameter.optional ? [] : undefined
}

interface Fitting {
  readonly parameter: Parameter
  readonly argument: GivenArgument
}

function argumentOf(reading: FormulaReading, definition: FormulaFunction, { parameter, argument }: Fitting): FormulaArgument {
  if (parameter.kind === 'asset' && argument.kind === 'coin') return { kind: 'asset', asset: argument.coin }
  if ((parameter.kind === 'source' || parameter.kind === 'condition') && argument.kind === 'operand') {
    const { operand } = argument
    if (isOptionalSource(parameter) && isConstant(operand.node))
      throw wrong(reading, definition, { at: operand.at, why: `wants ${wantedFor(parameter)}` })
    return { kind: 'node', node: parameter.kind === 'source' ? numberOf(operand, reading) : conditionOf(operand, reading) }
  }
  if (argument.kind === 'literal') {
    const fitting = literalFor(parameter, argument)
    if (fitting !== undefined) return fitting
  }
  const at = argument.kind === 'operand' ? argument.operand.at : argument.at
  throw wrong(reading, definition, { at, why: `wants ${wantedFor(parameter)}` })
}

function isOptionalSource(parameter: Parameter): boolean {
  return parameter.kind === 'source' && parameter.optional
}

/** Whether it is the same on every bar, such as 2 * 10: no source, and meant as a number that has to be written out. */
function isConstant(node: FormulaNode): boolean {
  if (node.kind === 'binary') return isConstant(node.left) && isConstant(node.right)
  return node.kind === 'number' || (node.kind === 'negative' && isConstant(node.of))
}

function literalFor(parameter: Parameter, literal: LiteralArgument): FormulaArgument | undefined {
  switch (parameter.kind) {
    case 'window':
      return windowFor(parameter.most, literal)
    case 'source':
      return parameter.optional || Number.isNaN(literal.value) ? undefined : { kind: 'node', node: numberNode(literal) }
    case 'number': {
      const { value } = literal
      const fits = value >= parameter.least && value <= parameter.most && (!parameter.whole || Number.isInteger(value))
      return fits ? { kind: 'value', value } : undefined
    }
    default:
      return undefined
  }
}

/** A length of time before a number: 15m is a quarter of an hour here. */
function windowFor(most: number, { text, value }: LiteralArgument): FormulaArgument | undefined {
  const ms = readDuration(text) ?? 0
  if (ms > 0) return { kind: 'duration', ms, words: text }
  return Number.isInteger(value) && value >= 1 && value <= most ? { kind: 'value', value } : undefined
}

function numberNode({ value, percent = false }: LiteralArgument): FormulaNode {
  const number: FormulaNode = { kind: 'number', value: Math.abs(value), percent }
  return value < 0 ? { kind: 'negative', of: number } : number
}

function wantedFor(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'source':
      return `numbers, such as close, for its ${parameter.name}`
    case 'condition':
      return `a condition, such as close > open, for its ${parameter.name}`
    case 'asset':
      return `a coin, such as btc, for its ${parameter.name}`
    case 'window':
      return `a number of bars from 1 to ${parameter.most}, or a time such as 4h, for its ${parameter.name}`
    case 'number':
      return `a ${parameter.whole ? 'whole number' : 'number'} from ${boundOf(parameter, 'least')} to ${boundOf(parameter, 'most')} for its ${parameter.name}`
  }
}

function boundOf(parameter: Extract<Parameter, { kind: 'number' }>, bound: 'least' | 'most'): string {
  return printNumber(parameter[bound], isPercent(parameter))
}

function countOf(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return 'nothing in its brackets'
  const names = parameters.map(({ name }) => name).join(', ')
  return parameters.length === 1 ? `one argument (${names})` : `at most ${parameters.length} arguments (${names})`
}

function wrong({ cursor }: FormulaReading, definition: FormulaFunction, { at, why }: { readonly at: number; readonly why: string }): Error {
  return refuseAt({ text: cursor.text, at }, `${definition.name} ${why}.`, `For example: ${usualForm(definition)}`)
}
