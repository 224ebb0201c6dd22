import type { Timeframe } from '../../../basics/timeframe.ts'
import { FORMULA_FRAMES_MAX } from '../formula-limits.ts'
import type { FormulaNode } from '../formula-node.ts'
import { refuseAt } from './formula-refusal.ts'

/** Refuses a formula that looks at too many other markets and timeframes. */
export function checkFrames(root: FormulaNode): void {
  const frames = new Set<string>()
  const visit = (node: FormulaNode, timeframe: Timeframe | undefined): void => {
    switch (node.kind) {
      case 'market':
        frames.add(`${node.name} ${timeframe ?? ''}`)
        return
      case 'on':
        frames.add(` ${node.timeframe}`)
        visit(node.of, node.timeframe)
        return
      case 'binary':
        visit(node.left, timeframe)
        visit(node.right, timeframe)
        return
      case 'call':
        for (const argument of node.args) if (argument.kind === 'node') visit(argument.node, timeframe)
        return
      case 'ago':
      case 'negative':
      case 'not':
      case 'for':
        visit(node.of, timeframe)
        return
      default:
    }
  }
  visit(root, undefined)
  if (frames.size > FORMULA_FRAMES_MAX)
    throw refuseAt(
      undefined,
      `A formula looks at no more than ${FORMULA_FRAMES_MAX} other markets and timeframes, this one at ${frames.size}.`,
      'Part it into several.',
    )
}
