import { readTimeframe, TIMEFRAMES, type Timeframe } from '../../../basics/timeframe.ts'
import { LOOK_BACK_BARS_MAX } from '../formula-limits.ts'
import type { FormulaNode, Operator } from '../formula-node.ts'
import type { FormulaReading } from './formula-reading.ts'
import { refuseAt } from './formula-refusal.ts'
import { pairOf } from './market-word.ts'
import { NUMBER_LIMITS, readNumber } from './number-literal.ts'
import { numberOf, type Operand } from './operand.ts'
import { parseName } from './parse-name.ts'
import { wholeBars } from './whole-bars.ts'

/** Words that can begin no value. */
const RESERVED = ['and', 'or', 'not', 'for', 'is', 'crosses', 'crossed', 'above', 'below']
const VALUE = 'a number or a name'

/** "a + b - c". */
export function parseSum(reading: FormulaReading): Operand {
  return parseOperations(reading, ['+', '-'], () => parseOperations(reading, ['*', '/'], () => parseSigned(reading)))
}

function parseOperations(reading: FormulaReading, signs: readonly string[], part: () => Operand): Operand {
  let left = part()
  for (let sign = reading.cursor.takeSign(...signs); sign !== undefined; sign = reading.cursor.takeSign(...signs)) {
    const sides = [numberOf(left, reading), numberOf(part(), reading)] as const
    left = { node: operation(sign.text as Operator, ...sides), gives: 'number', at: left.at }
  }
  return left
}

/** Two coins divided are their market, however far apart they were written. */
function operation(operator: Operator, left: FormulaNode, right: FormulaNode): FormulaNode {
  const pair = operator === '/' && left.kind === 'market' && right.kind === 'market' ? pairOf(left.name, right.name) : undefined
  return pair === undefined ? { kind: 'binary', operator, left, right } : { kind: 'market', name: pair }
}

/** "-a"; a plus in front says nothing. */
function parseSigned(reading: FormulaReading): Operand {
  const { cursor } = reading
  const sign = cursor.takeSign('-', '+')
  if (sign === undefined) return parsePower(reading)
  const operand = cursor.inside(() => parseSigned(reading))
  const of = numberOf(operand, reading)
  return sign.text === '+' ? operand : { node: { kind: 'negative', of }, gives: 'number', at: sign.at }
}

/**
 * "a ^ b" as mathematicians read it, and whoever knows Python: it binds tighter than * and / and than a minus before it (-2 ^ 2 is -4), and from the right (2 ^ 3 ^ 2 is 2 ^ 9).
 */
function parsePower(reading: FormulaReading): Operand {
  const { cursor } = reading
  const base = parsePostfix(reading)
  if (cursor.takeSign('^') === undefined) return base
  const left = numberOf(base, reading)
  const right = numberOf(
    cursor.inside(() => parseSigned(reading)),
    reading,
  )
  return { node: { kind: 'binary', operator: '^', left, right }, gives: 'number', at: base.at }
}

/** "a[1]" and "a @4h", as many as there are. */
function parsePostfix(reading: FormulaReading): Operand {
  const { cursor } = reading
  let operand = parsePrimary(reading)
  for (;;) {
    if (cursor.takeSign('[') !== undefined) operand = { ...operand, node: agoOf(reading, operand.node) }
    else if (cursor.takeSign('@') !== undefined || cursor.takeWord('on') !== undefined)
      operand = { ...operand, node: onOf(reading, operand.node) }
    else return operand
  }
}

function agoOf({ cursor }: FormulaReading, of: FormulaNode): FormulaNode {
  const bars = wholeBars(cursor, { least: 0, what: `how many bars ago, from 0 to ${LOOK_BACK_BARS_MAX},`, example: 'close > close[1]' })
  cursor.expectSign(']')
  return bars === 0 ? of : { kind: 'ago', of, bars }
}

function onOf({ cursor }: FormulaReading, of: FormulaNode): FormulaNode {
  const { kind, text, at } = cursor.peek()
  const timeframe: Timeframe | undefined = kind === 'sign' || kind === 'end' ? undefined : readTimeframe(text)
  if (timeframe === undefined) throw cursor.expected(`a timeframe, one of ${TIMEFRAMES.join(' ')},`, 'For example: rsi(14) @4h < 35')
  if (holdsFrame(of))
    throw refuseAt(
      { text: cursor.text, at },
      'There is one timeframe in another here.',
      'Each @ stands for itself: sma(close,20) @4h > close @1d',
    )
  cursor.take()
  return { kind: 'on', of, timeframe }
}

function holdsFrame(node: FormulaNode): boolean {
  switch (node.kind) {
    case 'on':
      return true
    case 'call':
      return node.args.some((argument) => argument.kind === 'node' && holdsFrame(argument.node))
    case 'binary':
      return holdsFrame(node.left) || holdsFrame(node.right)
    case 'ago':
    case 'negative':
    case 'not':
    case 'for':
      return holdsFrame(node.of)
    default:
      return false
  }
}

function parsePrimary(reading: FormulaReading): Operand {
  const { cursor } = reading
  const token = cursor.peek()
  if (token.kind === 'number') return parseNumber(reading)
  if (token.kind === 'word' && !RESERVED.includes(token.text.toLowerCase())) return parseName(reading)
  if (token.kind === 'stretch')
    throw refuseAt(
      { text: cursor.text, at: token.at },
      `${token.text} is a length of time; those stand after @ and where a function counts bars or time.`,
      'For example: change(4h) > 5% or rsi(14) @4h < 35',
    )
  if (cursor.takeSign('(') === undefined) throw cursor.expected(VALUE)
  const inner = cursor.inside(reading.whole)
  cursor.expectSign(')')
  return { ...inner, at: token.at }
}

function parseNumber({ cursor }: FormulaReading): Operand {
  const { text, at } = cursor.take()
  const percent = cursor.takeSign('%') !== undefined
  const value = readNumber(text, percent)
  if (value === undefined) throw refuseAt({ text: cursor.text, at }, `${NUMBER_LIMITS}.`, 'For example: 0.5, 5%, 60k, 1.2m')
  return { node: { kind: 'number', value, percent }, gives: 'number', at }
}
