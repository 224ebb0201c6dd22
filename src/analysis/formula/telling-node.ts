import { COMPARISONS, CROSSINGS, type FormulaNode } from './formula-node.ts'
import { crossingOf } from './running/crossings.ts'

/** The part of a formula whose number says most of how near it is: of `rsi(14) < 30 and close > ema(200)` that is `rsi(14)`. */
export interface Telling {
  readonly node: FormulaNode
  /** It is a share, to be shown as percent. */
  readonly percent: boolean
  /** Which end of it the formula is after. */
  readonly wants: 'high' | 'low'
}

/** The first thing that is compared and no more than a price or a plain number; undefined where nothing is. */
export function tellingNode(node: FormulaNode): Telling | undefined {
  switch (node.kind) {
    case 'not':
    case 'for':
      return tellingNode(node.of)
    case 'ago':
    case 'on': {
      const inner = tellingNode(node.of)
      // What stands at another bar or timeframe is told from there.
      return inner && { ...inner, node: { ...node, of: inner.node } }
    }
    case 'negative':
      return numberNode(node)
    case 'binary': {
      if (isCompared(node.operator)) return compared(node)
      if (node.operator === 'and' || node.operator === 'or') return tellingNode(node.left) ?? tellingNode(node.right)
      return numberNode(node)
    }
    case 'call': {
      const crossing = crossingOf(node)
      return crossing === undefined ? numberNode(node) : compared(crossing)
    }
    default:
      return numberNode(node)
  }
}

/** A formula of numbers tells by itself. */
export function numberNode(node: FormulaNode): Telling {
  return { node, percent: isShare(node), wants: 'high' }
}

function compared({
  operator,
  left,
  right,
}: Pick<Extract<FormulaNode, { kind: 'binary' }>, 'operator' | 'left' | 'right'>): Telling | undefined {
  const [node, other] = isPlain(left) ? [right, left] : [left, right]
  if (isPlain(node)) return undefined
  const percent = isShare(node) || (other.kind === 'number' && other.percent)
  const less = operator === '<' || operator === '<=' || operator === 'crosses below'
  return { node, percent, wants: less === (node === left) ? 'low' : 'high' }
}

function isCompared(operator: string): boolean {
  return [...COMPARISONS, ...CROSSINGS].some((each) => each === operator)
}

/** What is shown anyway, or never changes. */
function isPlain(node: FormulaNode): boolean {
  return node.kind === 'number' || (node.kind === 'series' && node.series === 'close')
}

function isShare(node: FormulaNode): boolean {
  if (node.kind === 'ago' || node.kind === 'on') return isShare(node.of)
  return node.kind === 'call' && node.name === 'change'
}
