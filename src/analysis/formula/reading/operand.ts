import type { FormulaNode, Operator } from '../formula-node.ts'
import { printNode } from '../print-node.ts'
import type { FormulaReading } from './formula-reading.ts'
import { refuseAt } from './formula-refusal.ts'

/** A part of a formula that was read: what it is, what it gives on each bar, and where it begins. */
export interface Operand {
  readonly node: FormulaNode
  /** An 'event' is a number that may stand for a yes or no: 0 is no. */
  readonly gives: 'number' | 'truth' | 'event'
  readonly at: number
}

/** A ratio such as `change(1h) > 5` that was surely meant in percent. */
const RATIO_SURE_MAX = 1
const LETTERS_QUOTED_MAX = 60

/** The node where a number is needed. Refuses a yes or no. */
export function numberOf(operand: Operand, { cursor, vocabulary }: FormulaReading): FormulaNode {
  if (operand.gives !== 'truth') return operand.node
  const text = quoted(printNode(operand.node, vocabulary.functions))
  throw refuseAt(
    { text: cursor.text, at: operand.at },
    `${text} is a yes or no, where a number is needed.`,
    'Conditions are joined with and, or, not, for example: rsi(14) < 30 and close > open',
  )
}

/** The node where a yes or no is needed; an event is yes where it is not 0. Refuses a number. */
export function conditionOf(operand: Operand, { cursor, vocabulary }: FormulaReading): FormulaNode {
  if (operand.gives === 'truth') return operand.node
  if (operand.gives === 'event') return happened(operand.node)
  const text = quoted(printNode(operand.node, vocabulary.functions))
  throw refuseAt(
    { text: cursor.text, at: operand.at },
    `${text} is a number; compare it, for example ${text} ${comparisonFor(operand.node)}.`,
  )
}

function happened(event: FormulaNode): FormulaNode {
  return { kind: 'binary', operator: '!=', left: event, right: { kind: 'number', value: 0, percent: false } }
}

/** Joins conditions from left to right, wherever they had brackets: a and (b and c) is a and b and c. */
export function joined(operator: 'and' | 'or', left: FormulaNode, right: FormulaNode): FormulaNode {
  if (right.kind !== 'binary' || right.operator !== operator) return { kind: 'binary', operator, left, right }
  return joined(operator, joined(operator, left, right.left), right.right)
}

/** Two numbers compared or crossing. Refuses a change in percent without the sign. */
export function compared(reading: FormulaReading, operator: Operator, [left, right]: readonly [Operand, Operand]): FormulaNode {
  const sides = [numberOf(left, reading), numberOf(right, reading)] as const
  for (const [ratio, number] of [sides, sides.toReversed()]) {
    const percent = ratio === undefined || number === undefined || !isChange(ratio) ? undefined : plainNumber(number)
    if (percent !== undefined && Math.abs(percent) >= RATIO_SURE_MAX)
      throw refuseAt(
        { text: reading.cursor.text, at: right.at },
        `A change is a share of the price, so ${percent} would be ${percent * 100} %. Write ${percent}%.`,
        `For example: change(1h) > 5%`,
      )
  }
  return { kind: 'binary', operator, left: sides[0], right: sides[1] }
}

function isChange(node: FormulaNode): boolean {
  if (node.kind === 'negative' || node.kind === 'ago' || node.kind === 'on') return isChange(node.of)
  if (node.kind !== 'call') return false
  const [first] = node.args
  return node.name === 'change' || (node.name === 'abs' && first?.kind === 'node' && isChange(first.node))
}

function plainNumber(node: FormulaNode): number | undefined {
  if (node.kind === 'negative') {
    const value = plainNumber(node.of)
    return value === undefined ? undefined : -value
  }
  return node.kind === 'number' && !node.percent ? node.value : undefined
}

function comparisonFor(node: FormulaNode): string {
  if (node.kind === 'call') return '< 30'
  return node.kind === 'series' ? `> sma(${node.series === 'close' ? '' : `${node.series},`}20)` : '> 0.05'
}

function quoted(text: string): string {
  return text.length > LETTERS_QUOTED_MAX ? `${text.slice(0, LETTERS_QUOTED_MAX)}…` : text
}
