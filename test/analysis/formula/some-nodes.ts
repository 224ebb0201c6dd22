import type { FormulaArgument, FormulaNode, Operator } from '../../../src/analysis/formula/formula-node.ts'
import type { SeriesName } from '../../../src/analysis/series.ts'
import type { Timeframe } from '../../../src/basics/timeframe.ts'

/** Short words for the nodes of formulas. */
export const num = (value: number): FormulaNode => ({ kind: 'number', value, percent: false })
export const of = (series: SeriesName): FormulaNode => ({ kind: 'series', series })
export const other = (name: string): FormulaNode => ({ kind: 'market', name })
export const ago = (node: FormulaNode, bars: number): FormulaNode => ({ kind: 'ago', of: node, bars })
export const on = (node: FormulaNode, timeframe: Timeframe): FormulaNode => ({ kind: 'on', of: node, timeframe })
export const held = (node: FormulaNode, bars: number): FormulaNode => ({ kind: 'for', of: node, bars })
export const not = (node: FormulaNode): FormulaNode => ({ kind: 'not', of: node })
export const op = (left: FormulaNode, operator: Operator, right: FormulaNode): FormulaNode => ({ kind: 'binary', operator, left, right })
export const call = (name: string, ...args: readonly (FormulaNode | number | FormulaArgument)[]): FormulaNode => ({
  kind: 'call',
  name,
  args: args.map((arg): FormulaArgument => {
    if (typeof arg === 'number') return { kind: 'value', value: arg }
    return arg.kind === 'value' || arg.kind === 'duration' || arg.kind === 'asset' || arg.kind === 'node'
      ? arg
      : { kind: 'node', node: arg }
  }),
})
export const over = (words: string, ms: number): FormulaArgument => ({ kind: 'duration', ms, words })
