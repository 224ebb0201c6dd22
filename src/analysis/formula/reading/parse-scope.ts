import { SCOPE_MARKETS_MAX, SCOPE_TOP_MAX } from '../formula-limits.ts'
import type { FormulaScope } from '../formula-node.ts'
import { refuseAt } from './formula-refusal.ts'
import type { TokenCursor } from './token-cursor.ts'

const HINT = 'For example: any(top50): change(15m) > 5%, or any(all), any(watchlist), any(btc, eth)'
const TOP = /^top(\d{1,6})?$/
const COIN = /^\$?[a-z0-9]{1,20}$/
const MARKET = /^(?:[a-z0-9]{2,20}:)?\$?[a-z0-9]{1,20}$/

/** Over which markets a formula is asked, where it begins with that: any(top50), any(all), any(watchlist), any(btc, eth/btc). A colon follows. */
export function parseScope(cursor: TokenCursor): FormulaScope | undefined {
  if (cursor.peek().text.toLowerCase() !== 'any' || cursor.peek(1).text !== '(') return undefined
  cursor.take()
  cursor.take()
  const word = cursor.peek().text.toLowerCase()
  const scope = readTop(cursor) ?? (cursor.peek(1).text === ')' ? named(cursor, word) : undefined) ?? readMarkets(cursor)
  if (cursor.takeSign(')') === undefined) throw cursor.expected('"," or ")"', HINT)
  if (cursor.takeSign(':') === undefined) throw cursor.expected('":" and what to look for', HINT)
  return scope
}

function named(cursor: TokenCursor, word: string): FormulaScope | undefined {
  if (word !== 'all' && word !== 'watchlist') return undefined
  cursor.take()
  return { kind: word }
}

function readTop(cursor: TokenCursor): FormulaScope | undefined {
  const [whole, digits] = TOP.exec(cursor.peek().text.toLowerCase()) ?? []
  if (whole === undefined) return undefined
  const top = cursor.take()
  const count = Number(digits ?? (cursor.peek().kind === 'number' ? cursor.take().text : Number.NaN))
  if (Number.isInteger(count) && count >= 1 && count <= SCOPE_TOP_MAX) return { kind: 'top', count }
  throw refuseAt({ text: cursor.text, at: top.at }, `I look over the top 1 to ${SCOPE_TOP_MAX} markets.`, HINT)
}

function readMarkets(cursor: TokenCursor): FormulaScope {
  const names = new Set<string>()
  const first = cursor.peek().at
  do names.add(readMarket(cursor))
  while (cursor.takeSign(',') !== undefined)
  if (names.size <= SCOPE_MARKETS_MAX) return { kind: 'markets', names: [...names] }
  throw refuseAt({ text: cursor.text, at: first }, `I look over at most ${SCOPE_MARKETS_MAX} named markets, not ${names.size}.`, HINT)
}

function readMarket(cursor: TokenCursor): string {
  const base = takeCoin(cursor, MARKET)
  return cursor.takeSign('/') === undefined ? base : `${base}/${takeCoin(cursor, COIN)}`
}

function takeCoin(cursor: TokenCursor, shape: RegExp): string {
  const word = cursor.peek().text.toLowerCase()
  if (cursor.peek().kind !== 'word' || !shape.test(word)) throw cursor.expected('top50, all, watchlist or markets', HINT)
  cursor.take()
  return word.replace('$', '')
}
