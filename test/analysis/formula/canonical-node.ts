import fc from 'fast-check'
import type { FormulaFunction, Parameter } from '../../../src/analysis/formula/formula-function.ts'
import { FORMULA_FUNCTIONS } from '../../../src/analysis/formula/formula-functions.ts'
import { ARITHMETIC, COMPARISONS, CROSSINGS, type FormulaArgument, type FormulaNode } from '../../../src/analysis/formula/formula-node.ts'
import { SERIES, type SeriesName } from '../../../src/analysis/series.ts'
import { HOUR_MS, MINUTE_MS } from '../../../src/basics/timeframe.ts'

const DEPTH_MAX = 4
/** All series under their one name, and few enough markets and timeframes that no formula has too many. */
const SERIES_NAMES = (Object.keys(SERIES) as SeriesName[]).filter((name) => name !== 'price' && name !== 'typical')
const MARKETS = ['eth', 'eth/btc'] as const
const FRAMES = ['4h', '1M'] as const

interface Where {
  readonly depth: number
  /** Whether `@` may stand here: never inside another one. */
  readonly mayStand: boolean
}

/** Any node that reading can give, over all functions: numbers and conditions. */
export function canonicalNode(): fc.Arbitrary<FormulaNode> {
  const where = { depth: DEPTH_MAX, mayStand: true }
  return fc.oneof(numberNode(where), conditionNode(where))
}

function numberNode(where: Where): fc.Arbitrary<FormulaNode> {
  const leaf = fc.oneof(
    literal(),
    fc.constantFrom(...SERIES_NAMES).map((series): FormulaNode => ({ kind: 'series', series })),
    fc.constantFrom(...MARKETS).map((name): FormulaNode => ({ kind: 'market', name })),
  )
  if (where.depth <= 0) return leaf
  const inner = numberNode(deeper(where))
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 3, arbitrary: callNode(where, ({ gives }) => gives !== 'truth') },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...ARITHMETIC), inner, inner).map(([operator, left, right]) => operation(operator, left, right)),
    },
    { weight: 1, arbitrary: inner.map((of): FormulaNode => ({ kind: 'negative', of })) },
    { weight: 2, arbitrary: placed(where, numberNode) },
  )
}

function conditionNode(where: Where): fc.Arbitrary<FormulaNode> {
  const operand = numberNode(deeper(where)).map(inPercent)
  const compared = fc
    .tuple(fc.constantFrom(...COMPARISONS, ...CROSSINGS), operand, operand)
    .map(([operator, left, right]): FormulaNode => ({ kind: 'binary', operator, left, right }))
  if (where.depth <= 1) return compared
  const inner = conditionNode(deeper(where))
  return fc.oneof(
    { weight: 3, arbitrary: compared },
    { weight: 1, arbitrary: callNode(where, ({ gives }) => gives === 'truth') },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom('and', 'or'), inner, inner).map(([operator, left, right]) => joined(operator, left, right)),
    },
    { weight: 1, arbitrary: inner.map((of): FormulaNode => ({ kind: 'not', of })) },
    {
      weight: 1,
      arbitrary: fc.tuple(inner, fc.integer({ min: 1, max: 5000 })).map(([of, bars]): FormulaNode => ({ kind: 'for', of, bars })),
    },
    { weight: 1, arbitrary: placed(where, conditionNode) },
  )
}

/** Some bars ago, or on another timeframe. */
function placed(where: Where, node: (where: Where) => fc.Arbitrary<FormulaNode>): fc.Arbitrary<FormulaNode> {
  const ago = fc.tuple(node(deeper(where)), fc.integer({ min: 1, max: 5000 })).map(([of, bars]): FormulaNode => ({ kind: 'ago', of, bars }))
  if (!where.mayStand) return ago
  const inner = node({ depth: where.depth - 1, mayStand: false })
  return fc.oneof(
    ago,
    fc.tuple(inner, fc.constantFrom(...FRAMES)).map(([of, timeframe]): FormulaNode => ({ kind: 'on', of, timeframe })),
  )
}

function literal(): fc.Arbitrary<FormulaNode> {
  const decimals = fc.tuple(fc.nat(999_999), fc.integer({ min: 0, max: 9 })).map(([digits, shift]) => Number(`${digits}e-${shift}`))
  const any = fc.oneof(decimals, fc.nat(), fc.double({ min: 0.1, max: 9e14, noNaN: true }))
  return fc
    .tuple(any, fc.boolean())
    .map(([value, percent]): FormulaNode => ({ kind: 'number', value: percent ? Number(shifted(value)) : value, percent }))
}

function shifted(value: number): string {
  const [digits = '', power = ''] = value.toExponential().split('e')
  return `${digits}e${Number(power) - 2}`
}

function callNode(where: Where, fits: (definition: FormulaFunction) => boolean): fc.Arbitrary<FormulaNode> {
  return fc
    .constantFrom(...[...FORMULA_FUNCTIONS.values()].filter(fits))
    .chain(({ name, parameters }) =>
      fc
        .tuple(...parameters.map((parameter) => argument(parameter, deeper(where))))
        .map((args): FormulaNode => ({ kind: 'call', name, args: args.flat() })),
    )
}

/** What fits in one place; nothing for a coin that was left out. */
function argument(parameter: Parameter, where: Where): fc.Arbitrary<readonly FormulaArgument[]> {
  switch (parameter.kind) {
    case 'source':
      return numberNode(where).map((node) => [{ kind: 'node', node: parameter.optional && isConstant(node) ? CLOSE : node }])
    case 'condition':
      return conditionNode(where).map((node) => [{ kind: 'node', node }])
    case 'asset':
      return fc.constantFrom<readonly FormulaArgument[]>([{ kind: 'asset', asset: 'btc' }], ...(parameter.optional ? [[]] : []))
    case 'window':
      return fc.oneof(
        fc.integer({ min: 1, max: parameter.most }).map((value): readonly FormulaArgument[] => [{ kind: 'value', value }]),
        fc.constantFrom<readonly FormulaArgument[]>(
          [{ kind: 'duration', ms: 15 * MINUTE_MS, words: '15m' }],
          [{ kind: 'duration', ms: 36 * HOUR_MS, words: '1d12h' }],
        ),
      )
    case 'number': {
      const { least, most, whole } = parameter
      const value = whole
        ? fc.integer({ min: least, max: most })
        : fc.double({ min: least, max: most, noNaN: true }).map((any) => cut(any, least))
      return value.map((fitting) => [{ kind: 'value', value: fitting }])
    }
  }
}

const CLOSE: FormulaNode = { kind: 'series', series: 'close' }

function cut(value: number, least: number): number {
  return Math.max(least, Math.floor(value * 1000) / 1000)
}

function deeper({ depth, mayStand }: Where): Where {
  return { depth: depth - 1, mayStand }
}

/** Two coins divided are a pair, so a division of a coin by another is none. */
function operation(operator: (typeof ARITHMETIC)[number], left: FormulaNode, right: FormulaNode): FormulaNode {
  const coins = [left, right].every((side) => side.kind === 'market' && !side.name.includes('/'))
  return { kind: 'binary', operator: operator === '/' && coins ? '*' : operator, left, right }
}

/** From left to right, as `and` and `or` are always read. */
function joined(operator: 'and' | 'or', left: FormulaNode, right: FormulaNode): FormulaNode {
  if (right.kind === 'binary' && right.operator === operator) return joined(operator, joined(operator, left, right.left), right.right)
  return { kind: 'binary', operator, left, right }
}

/** A number that is compared is in percent, because a change would be refused otherwise. */
function inPercent(node: FormulaNode): FormulaNode {
  if (node.kind === 'negative') return { kind: 'negative', of: inPercent(node.of) }
  return node.kind === 'number' && !node.percent ? { kind: 'number', value: 0.05, percent: true } : node
}

function isConstant(node: FormulaNode): boolean {
  if (node.kind === 'binary') return isConstant(node.left) && isConstant(node.right)
  return node.kind === 'number' || (node.kind === 'negative' && isConstant(node.of))
}
