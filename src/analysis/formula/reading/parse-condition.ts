import { LOOK_BACK_BARS_MAX } from '../formula-limits.ts'
import type { FormulaNode, Operator } from '../formula-node.ts'
import type { FormulaReading } from './formula-reading.ts'
import { refuseAt } from './formula-refusal.ts'
import { compared, conditionOf, joined, type Operand } from './operand.ts'
import { parseSum } from './parse-value.ts'
import { wholeBars } from './whole-bars.ts'

/** What people say for a comparison; `than` or `to` may follow. */
const RELATION_WORDS: Readonly<Record<string, Operator>> = {
  above: '>',
  over: '>',
  greater: '>',
  more: '>',
  higher: '>',
  below: '<',
  under: '<',
  less: '<',
  lower: '<',
  equals: '==',
  equal: '==',
}
const CROSSING_WORDS: Readonly<Record<string, Operator>> = {
  above: 'crosses above',
  over: 'crosses above',
  up: 'crosses above',
  below: 'crosses below',
  under: 'crosses below',
  down: 'crosses below',
}
const BAR_WORDS = ['bars', 'bar', 'candles', 'candle'] as const

/** "a or b": the weakest of all. */
export function parseCondition(reading: FormulaReading): Operand {
  return parseJoined(reading, 'or', () => parseJoined(reading, 'and', () => parseNot(reading)))
}

function parseJoined(reading: FormulaReading, word: 'and' | 'or', part: () => Operand): Operand {
  let left = part()
  while (reading.cursor.takeWord(word) !== undefined) {
    const first = conditionOf(left, reading)
    left = { node: joined(word, first, conditionOf(part(), reading)), gives: 'truth', at: left.at }
  }
  return left
}

function parseNot(reading: FormulaReading): Operand {
  const not = reading.cursor.takeWord('not')
  if (not === undefined) return parseFor(reading)
  const of = conditionOf(
    reading.cursor.inside(() => parseNot(reading)),
    reading,
  )
  return { node: { kind: 'not', of }, gives: 'truth', at: not.at }
}

/** "a < b for 3 bars". */
function parseFor(reading: FormulaReading): Operand {
  const { cursor } = reading
  const operand = parseComparison(reading)
  if (cursor.takeWord('for') === undefined) return operand
  const of = conditionOf(operand, reading)
  const bars = wholeBars(cursor, {
    least: 1,
    what: `a number of bars from 1 to ${LOOK_BACK_BARS_MAX}`,
    example: 'close > ema(20) for 3 bars',
  })
  cursor.takeWord(...BAR_WORDS)
  return { node: { kind: 'for', of, bars }, gives: 'truth', at: operand.at }
}

/** "a < b", "a crosses above b", "a is below b", and "20 < a < 30", which is 20 < a and a < 30. */
function parseComparison(reading: FormulaReading): Operand {
  const { cursor } = reading
  const left = parseSum(reading)
  const operator = takeRelation(reading)
  if (operator === undefined) return left
  let middle = parseSum(reading)
  let node: FormulaNode = compared(reading, operator, [left, middle])
  for (let at = cursor.peek().at, next = takeRelation(reading); next !== undefined; at = cursor.peek().at, next = takeRelation(reading)) {
    if (!goOn(operator, next))
      throw refuseAt(
        { text: cursor.text, at },
        `I compare two things at a time, or three in a row such as 20 < rsi < 30.`,
        'For example: rsi > 20 and rsi < 30',
      )
    const right = parseSum(reading)
    node = joined('and', node, compared(reading, next, [middle, right]))
    middle = right
  }
  return { node, gives: 'truth', at: left.at }
}

/** Whether both lead the same way, so that a < b <= c makes sense. */
function goOn(first: Operator, next: Operator): boolean {
  return (first.startsWith('<') && next.startsWith('<')) || (first.startsWith('>') && next.startsWith('>'))
}

function takeRelation({ cursor }: FormulaReading): Operator | undefined {
  const sign = cursor.takeSign('<', '<=', '>', '>=', '==', '!=')
  if (sign !== undefined) return sign.text as Operator
  if (cursor.takeWord('crossover', 'crossovers') !== undefined) return 'crosses above'
  if (cursor.takeWord('crossunder', 'crossunders') !== undefined) return 'crosses below'
  if (cursor.takeWord('crosses', 'crossed', 'crossing', 'cross') !== undefined) {
    const way = cursor.takeWord(...Object.keys(CROSSING_WORDS))
    return way === undefined ? 'crosses' : CROSSING_WORDS[way.text.toLowerCase()]
  }
  const is = cursor.takeWord('is', 'are')
  const word = cursor.takeWord(...Object.keys(RELATION_WORDS))
  if (word !== undefined) {
    cursor.takeWord('than', 'to')
    return RELATION_WORDS[word.text.toLowerCase()]
  }
  if (is !== undefined) throw cursor.expected('"above" or "below"', 'For example: rsi(14) is below 30')
  return undefined
}
