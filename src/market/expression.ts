import { type Decimal, readAmount } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'

const CHARACTERS_MAX = 200
const DEPTH_MAX = 20
const EXAMPLE = 'An example is (btc+eth)/2.'
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)(?![\w.$])|(\$?(?:[a-z0-9]{2,20}:\$?)?[a-z0-9]{1,20})(?![\w.])|([-+*/()]))/iy

export type Operator = '+' | '-' | '*' | '/'

/** A computed ticker, read but not yet worth anything. `at` is the position that an error names, from 1. A `pair` is `base/quote`. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Decimal }
  | { readonly kind: 'symbol'; readonly name: string; readonly at: number }
  | { readonly kind: 'pair'; readonly base: string; readonly quote: string; readonly at: number }
  | { readonly kind: 'minus'; readonly of: Expression }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression; readonly at: number }

type Token = { readonly kind: 'number' | 'symbol' | 'sign' | 'end'; readonly text: string; readonly at: number }

/**
 * Reads "(btc+eth)/2": numbers, symbols, + - * / and parentheses. Refuses with the position and what was expected.
 *
 * A symbol directly before `/` and a symbol is a pair, unless more is divided: 2/btc/eth is (2/btc)/eth, and btc/eth/sol divides three prices in turn.
 */
export function readExpression(text: string): Expression {
  if (text.length > CHARACTERS_MAX)
    throw new Refusal('bad-input', `A computed ticker has at most ${CHARACTERS_MAX} characters.`, { hint: EXAMPLE })
  const tokens = tokensOf(text)
  let next = 0
  const peek = (ahead = 0): Token => tokens[next + ahead] ?? { kind: 'end', text: '', at: text.length + 1 }
  const takeSign = (signs: string): Token | undefined => {
    const token = peek()
    if (token.kind !== 'sign' || !signs.includes(token.text)) return undefined
    next++
    return token
  }

  const operations = (signs: string, part: (divided: boolean, depth: number) => Expression, depth: number): Expression => {
    let left = part(false, depth)
    for (let token = takeSign(signs); token !== undefined; token = takeSign(signs)) {
      left = { kind: 'operation', operator: token.text as Operator, left, right: part(token.text === '/', depth), at: token.at }
    }
    return left
  }
  const sum = (depth: number): Expression => operations('+-', (_, inner) => operations('*/', factor, inner), depth)
  const factor = (divided: boolean, depth: number): Expression => {
    const token = peek()
    checkDepth(depth, token.at)
    next++
    if (token.kind === 'number') return { kind: 'number', value: numberOf(token) }
    if (token.kind === 'symbol') return divided ? { kind: 'symbol', name: token.text, at: token.at } : symbolOrPair(token)
    if (token.text === '-') return { kind: 'minus', of: factor(divided, depth + 1) }
    if (token.text === '(') {
      const inner = sum(depth + 1)
      if (takeSign(')') === undefined) throw unexpected(peek(), 'an operator or ")"')
      return inner
    }
    throw unexpected(token, 'a number, a coin or "("')
  }
  const symbolOrPair = (token: Token): Expression => {
    const quote = peek(1)
    const chain = peek(2).text === '/' && peek(3).kind === 'symbol'
    if (peek().text !== '/' || quote.kind !== 'symbol' || chain) return { kind: 'symbol', name: token.text, at: token.at }
    next += 2
    return { kind: 'pair', base: token.text, quote: quote.text, at: token.at }
  }

  const expression = sum(1)
  if (peek().kind !== 'end') throw unexpected(peek(), 'an operator such as + or /')
  return expression
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(TOKEN)
  const length = text.trimEnd().length
  while (pattern.lastIndex < length) {
    const from = pattern.lastIndex
    const found = pattern.exec(text)
    if (found === null) {
      const at = from + text.slice(from).search(/\S/)
      throw unexpected({ kind: 'sign', text: text.charAt(at), at: at + 1 }, 'a number, a coin or one of + - * / ( )')
    }
    const [whole, number, symbol, sign = ''] = found
    const kind = number !== undefined ? 'number' : symbol !== undefined ? 'symbol' : 'sign'
    const word = number ?? symbol ?? sign
    tokens.push({ kind, text: word, at: from + whole.length - word.length + 1 })
  }
  return tokens
}

function checkDepth(depth: number, at: number): void {
  if (depth <= DEPTH_MAX) return
  throw new Refusal('bad-input', `Position ${at}: at most ${DEPTH_MAX} levels of parentheses and signs.`, { hint: EXAMPLE })
}

function numberOf({ text, at }: Token): Decimal {
  const value = readAmount(text)
  if (value !== undefined) return value
  throw new Refusal('bad-input', `Position ${at}: a number has at most 18 digits before and after the point.`, { hint: EXAMPLE })
}

function unexpected({ kind, text, at }: Token, wanted: string): Refusal {
  const found = kind === 'end' ? 'the end' : `"${text.replace(/\p{C}/gu, '?')}"`
  return new Refusal('bad-input', `Position ${at}: expected ${wanted} but found ${found}.`, { hint: EXAMPLE })
}
