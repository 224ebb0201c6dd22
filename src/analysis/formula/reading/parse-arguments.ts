import type { FormulaFunction } from '../formula-function.ts'
import type { FormulaReading } from './formula-reading.ts'
import type { GivenArgument } from './function-call.ts'
import { readNumber } from './number-literal.ts'

/** What stands in the brackets behind a function's name; nothing where there are none. */
export function parseArguments(reading: FormulaReading, { parameters }: FormulaFunction): readonly GivenArgument[] {
  const { cursor } = reading
  if (cursor.takeSign('(') === undefined) return []
  if (cursor.takeSign(')') !== undefined) return []
  const ofCoins = parameters.some(({ kind }) => kind === 'asset')
  return cursor.inside(() => {
    const given: GivenArgument[] = []
    do given.push(ofCoins ? parseCoin(reading) : parseArgument(reading))
    while (cursor.takeSign(',') !== undefined)
    if (cursor.takeSign(')') === undefined) throw cursor.expected('"," or ")"')
    return given
  })
}

function parseCoin({ cursor }: FormulaReading): GivenArgument {
  const { kind, text, at } = cursor.peek()
  const coin = text.toLowerCase().replace('$', '')
  if (kind !== 'word' || !/^[a-z0-9]{1,20}$/.test(coin)) throw cursor.expected('a coin', 'For example: sentiment(btc) > 60')
  cursor.take()
  return { kind: 'coin', coin, at }
}

/** A number or a length of time that stands alone, or anything else. */
function parseArgument(reading: FormulaReading): GivenArgument {
  return parseLiteral(reading) ?? { kind: 'operand', operand: reading.whole() }
}

function parseLiteral({ cursor }: FormulaReading): GivenArgument | undefined {
  const signed = cursor.peek().kind === 'sign' && ['-', '+'].includes(cursor.peek().text) ? 1 : 0
  const { kind, text } = cursor.peek(signed)
  const percent = cursor.peek(signed + 1).text === '%' ? 1 : 0
  const behind = cursor.peek(signed + percent + 1)
  const alone = behind.kind === 'sign' && (behind.text === ',' || behind.text === ')')
  if (!alone || (kind !== 'number' && kind !== 'stretch') || (kind === 'stretch' && signed + percent > 0)) return undefined
  const value = kind === 'number' ? readNumber(text, percent === 1) : Number.NaN
  if (value === undefined) return undefined
  const { at, text: sign } = cursor.peek()
  for (let taken = 0; taken <= signed + percent; taken++) cursor.take()
  return {
    kind: 'literal',
    text: signed + percent === 0 ? text.toLowerCase() : '',
    value: signed === 1 && sign === '-' ? -value : value,
    percent: percent === 1,
    at,
  }
}
