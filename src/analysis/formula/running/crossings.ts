import { CROSSINGS, type FormulaNode, type Operator } from '../formula-node.ts'

/** One value getting past another: `a crosses above b`. */
export interface Crossing {
  readonly operator: (typeof CROSSINGS)[number]
  readonly left: FormulaNode
  readonly right: FormulaNode
}

const FUNCTIONS: Readonly<Record<string, Crossing['operator']>> = {
  cross: 'crosses',
  crossover: 'crosses above',
  crossunder: 'crosses below',
}

/** The crossing that a node is, as an operator or as a function. */
export function crossingOf(node: FormulaNode): Crossing | undefined {
  if (node.kind === 'binary') {
    const operator = CROSSINGS.find((each) => each === node.operator)
    return operator && { operator, left: node.left, right: node.right }
  }
  if (node.kind !== 'call') return undefined
  const operator = FUNCTIONS[node.name]
  const [left, right] = node.args
  return operator && left?.kind === 'node' && right?.kind === 'node' ? { operator, left: left.node, right: right.node } : undefined
}

/** "Crossed `bars` − 1 bars ago, and stayed": `a > b for n bars and (a <= b)[n]`. For one bar it is the crossing itself. */
export function crossingHeld({ operator, left, right }: Crossing, bars: number): FormulaNode {
  const above = beyond('>', '<=')
  const below = beyond('<', '>=')
  if (operator === 'crosses') return { kind: 'binary', operator: 'or', left: above, right: below }
  return operator === 'crosses above' ? above : below

  function beyond(now: Operator, before: Operator): FormulaNode {
    const is: FormulaNode = { kind: 'binary', operator: now, left, right }
    const was: FormulaNode = { kind: 'ago', of: { kind: 'binary', operator: before, left, right }, bars }
    return { kind: 'binary', operator: 'and', left: bars === 1 ? is : { kind: 'for', of: is, bars }, right: was }
  }
}
