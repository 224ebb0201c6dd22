import type { FormulaReading } from './formula-reading.ts'
import { FORMULA_EXAMPLE, type Place, refuseAt } from './formula-refusal.ts'
import type { Token } from './formula-token.ts'
import { type Meaning, meaningOf, nearestName } from './formula-vocabulary.ts'
import { callOf, type GivenArgument, usualForm } from './function-call.ts'
import { marketOf, writtenPair } from './market-word.ts'
import type { Operand } from './operand.ts'
import { parseArguments } from './parse-arguments.ts'
import type { TokenCursor } from './token-cursor.ts'

const COUNTS: Readonly<Record<number, string>> = { 1: 'one line', 2: 'two lines', 3: 'three lines', 4: 'four lines', 5: 'five lines' }
const LETTERS_QUOTED_MAX = 30
const COIN = /^[a-z0-9]+$/

/** A series, a function with its arguments, or another market: whatever begins with a word. Functions and series win over coins. */
export function parseName(reading: FormulaReading): Operand {
  const { cursor, vocabulary } = reading
  const divided = cursor.last()?.text === '/'
  const token = cursor.take()
  const { at } = token
  const pair = divided ? undefined : takePair(reading, token)
  if (pair !== undefined) return { node: { kind: 'market', name: pair }, gives: 'number', at }
  const meaning = meaningOf(token.text.toLowerCase(), vocabulary)
  switch (meaning.kind) {
    case 'series':
      takeEmptyBrackets(cursor, meaning.series)
      return { node: { kind: 'series', series: meaning.series }, gives: 'number', at }
    case 'function':
      return parseFunction(reading, token, meaning)
    case 'lines':
      throw severalLines(reading, token, meaning.names)
    case 'unknown':
      if (token.text.toLowerCase() === 'any' && opensBracket(cursor))
        throw refuseAt({ text: cursor.text, at }, 'any(…) stands at the beginning.', 'For example: any(top50): change(15m) > 5%')
      return parseMarket(reading, token)
  }
}

function parseFunction(
  reading: FormulaReading,
  { text, at }: Token,
  { definition, digits }: Extract<Meaning, { kind: 'function' }>,
): Operand {
  const { cursor } = reading
  if (digits !== undefined && opensBracket(cursor)) throw unknown(text, definition.name, { text: cursor.text, at })
  const given: readonly GivenArgument[] =
    digits === undefined ? parseArguments(reading, definition) : [{ kind: 'literal', text: digits, value: Number(digits), at }]
  return { node: callOf(reading, definition, { given, at }), gives: definition.gives, at }
}

function parseMarket({ cursor, vocabulary }: FormulaReading, { text, at }: Token): Operand {
  const word = text.toLowerCase()
  const market = opensBracket(cursor) ? undefined : marketOf(word, vocabulary)
  if (market === undefined) throw unknown(text, nearestName(word, vocabulary), { text: cursor.text, at })
  return { node: { kind: 'market', name: market }, gives: 'number', at }
}

/** The rest of eth/btc, where the word before was its first half. Spaces tell it from a division by a price: 2 * eth / btc. */
function takePair({ cursor, vocabulary }: FormulaReading, base: Token): string | undefined {
  const [slash, quote, next] = [cursor.peek(), cursor.peek(1), cursor.peek(2)]
  const close = slash.text === '/' && slash.at === base.end && quote.at === slash.end && quote.kind === 'word' && next.text !== '('
  const pair = close ? writtenPair(base.text.toLowerCase(), quote.text.toLowerCase(), vocabulary) : undefined
  if (pair === undefined) return undefined
  cursor.take()
  cursor.take()
  return pair
}

function takeEmptyBrackets(cursor: TokenCursor, series: string): void {
  if (cursor.takeSign('(') === undefined || cursor.takeSign(')') !== undefined) return
  throw cursor.expected(`")", since ${series} takes nothing,`, `For example: ${series}, ${series}[1] or sma(${series},20)`)
}

function opensBracket(cursor: TokenCursor): boolean {
  return cursor.peek().text === '('
}

function severalLines({ cursor, vocabulary }: FormulaReading, { text, at }: Token, names: readonly string[]): Error {
  const count = COUNTS[names.length] ?? `${names.length} lines`
  const hint = `Choose one, for example: ${usualForm(vocabulary.functions.get(names[0] ?? ''))}`
  return refuseAt({ text: cursor.text, at }, `${text.toLowerCase()} has ${count}: ${names.join(', ')}.`, hint)
}

function unknown(word: string, near: string | undefined, place: Place): Error {
  const shown = word.slice(0, LETTERS_QUOTED_MAX).toLowerCase()
  const alone = COIN.test(shown) && place.text[place.at + word.length] !== '('
  const hint = alone ? `If it is a coin, write $${shown} or ${shown}/usdt.` : FORMULA_EXAMPLE
  return refuseAt(place, near === undefined ? `I know nothing named ${shown}.` : `${shown} is unknown: did you mean ${near}?`, hint)
}
