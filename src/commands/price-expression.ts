import { Refusal } from '../basics/refusal.ts'
import { assetOf, isCurrency } from '../market/market-names.ts'

const EXPRESSIONS_MAX = 10
const SPACED_OPERATOR = /\s*([-+*/])\s+|\s+([-+*/])\s*/g
const ARITHMETIC = /[-+*/()]/

/**
 * Puts words together into prices to look up: "(btc + eth) / 2" is one, "eth eur" is the market ETH/EUR, "btc eth" are two.
 * Throws a `Refusal` for more than ten.
 */
export function priceExpressions(words: readonly string[]): readonly string[] {
  const joined = words.join(' ').replace(SPACED_OPERATOR, '$1$2').replace(/\(\s+/g, '(').replace(/\s+\)/g, ')')
  const expressions = [...new Set(joined.split(/[\s,]+/).filter((word) => word !== ''))]
  const [first = '', second = ''] = expressions
  if (expressions.length === 2 && !isArithmetic(first) && isCurrency(assetOf(second))) return [`${first}/${second}`]
  if (expressions.length > EXPRESSIONS_MAX)
    throw new Refusal('over-limit', `At most ${EXPRESSIONS_MAX} prices at once.`, { hint: 'More of them: /markets' })
  return expressions
}

/** Whether it is more than the name of one market. */
export function isArithmetic(expression: string): boolean {
  return ARITHMETIC.test(expression)
}
