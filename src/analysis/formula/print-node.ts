import { type FormulaFunction, isPercent, type Parameter } from './formula-function.ts'
import { FORMULA_FUNCTIONS } from './formula-functions.ts'
import type { FormulaArgument, FormulaCall, FormulaNode, FormulaScope, Operator } from './formula-node.ts'
import { printNumber } from './reading/number-literal.ts'

type Binary = Extract<FormulaNode, { kind: 'binary' }>

/** How tightly what it prints holds together: the higher, the tighter. */
const HOLDS = { or: 1, and: 2, not: 3, for: 4, comparison: 5, sum: 6, product: 7, negative: 8, power: 9, postfix: 10, atom: 11 } as const
const BINARY_HOLDS: Readonly<Partial<Record<Operator, number>>> = {
  or: HOLDS.or,
  and: HOLDS.and,
  '+': HOLDS.sum,
  '-': HOLDS.sum,
  '*': HOLDS.product,
  '/': HOLDS.product,
  '^': HOLDS.power,
}

/** After a division sign a pair would be read as one more division: 2/eth/btc is (2/eth)/btc. */
const PAIR_FIRST = /^[$\w:]+\//

type Functions = ReadonlyMap<string, FormulaFunction>

/** The canonical text of a formula: no bracket too many, no argument left out but the close. Reading it gives an equal node. */
export function printNode(node: FormulaNode, functions: Functions = FORMULA_FUNCTIONS): string {
  const inside = (of: FormulaNode, least: number): string => {
    const text = printNode(of, functions)
    return holds(of) < least ? `(${text})` : text
  }
  switch (node.kind) {
    case 'number':
      return printNumber(node.value, node.percent)
    case 'series':
      return node.series
    case 'market':
      return node.name
    case 'call':
      return `${node.name}(${printArguments(node, functions)})`
    case 'ago':
      return `${inside(node.of, HOLDS.postfix)}[${node.bars}]`
    case 'on':
      return `${inside(node.of, HOLDS.postfix)} @${node.timeframe}`
    case 'negative':
      return `-${inside(node.of, HOLDS.negative)}`
    case 'not':
      return `not ${inside(node.of, HOLDS.not)}`
    case 'for':
      return `${inside(node.of, HOLDS.comparison)} for ${node.bars} ${node.bars === 1 ? 'bar' : 'bars'}`
    case 'binary': {
      const [left, right] = sides(node)
      const second = inside(node.right, right)
      const kept = node.operator === '/' && PAIR_FIRST.test(second) ? `(${second})` : second
      return `${inside(node.left, left)} ${node.operator} ${kept}`
    }
  }
}

/** How tightly both sides of an operator must hold to stand without brackets. */
function sides({ operator }: Binary): readonly [left: number, right: number] {
  const own = BINARY_HOLDS[operator]
  if (own === undefined) return [HOLDS.sum, HOLDS.sum]
  return operator === '^' ? [HOLDS.postfix, HOLDS.negative] : [own, own + 1]
}

function holds(node: FormulaNode): number {
  switch (node.kind) {
    case 'binary':
      return BINARY_HOLDS[node.operator] ?? HOLDS.comparison
    case 'not':
    case 'for':
    case 'negative':
      return HOLDS[node.kind]
    case 'ago':
    case 'on':
      return HOLDS.postfix
    default:
      return HOLDS.atom
  }
}

function printArguments({ name, args }: FormulaCall, functions: Functions): string {
  const parameters = functions.get(name)?.parameters ?? []
  const [first, second] = parameters
  const usual = first?.kind === 'source' && first.optional && second?.kind !== 'source' && second?.kind !== 'condition'
  const printed = args.map((argument, index) => printArgument(argument, functions, parameters[index]))
  return printed.slice(usual && isClose(args[0]) ? 1 : 0).join(',')
}

function isClose(argument: FormulaArgument | undefined): boolean {
  return argument?.kind === 'node' && argument.node.kind === 'series' && argument.node.series === 'close'
}

function printArgument(argument: FormulaArgument, functions: Functions, parameter: Parameter | undefined): string {
  if (argument.kind === 'node') return printNode(argument.node, functions)
  if (argument.kind === 'value') return printNumber(argument.value, isPercent(parameter))
  return argument.kind === 'duration' ? argument.words : argument.asset
}

/** "any(top50): ", to stand before the formula; nothing where it is asked of one market. */
export function printScope(scope: FormulaScope | undefined): string {
  if (scope === undefined) return ''
  if (scope.kind === 'top') return `any(top${scope.count}): `
  return `any(${scope.kind === 'markets' ? scope.names.join(', ') : scope.kind}): `
}
