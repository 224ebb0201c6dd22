import { FORMULA_DEPTH_MAX } from '../formula-limits.ts'
import { FORMULA_EXAMPLE, refuseAt } from './formula-refusal.ts'
import { type Token, tokensOf } from './formula-token.ts'

/** A way through the tokens of one formula, from the first to the last. */
export interface TokenCursor {
  readonly text: string
  peek(ahead?: number): Token
  /** The token before the next one; undefined at the beginning. */
  last(): Token | undefined
  take(): Token
  /** Takes the next token if it is one of these signs. */
  takeSign(...signs: readonly string[]): Token | undefined
  /** Takes the next token if it is one of these words, whatever their letter case. */
  takeWord(...words: readonly string[]): Token | undefined
  /** Takes this sign or refuses. */
  expectSign(sign: string): Token
  /** What `read` gives, one level further inside. */
  inside<Read>(read: () => Read): Read
  /** A refusal at the next token: "I expected a number after "<" at letter 10." */
  expected(what: string, hint?: string): Error
}

export function cursorOf(text: string): TokenCursor {
  const tokens = tokensOf(text)
  let next = 0
  let depth = 1
  const end: Token = { kind: 'end', text: '', at: text.length, end: text.length }
  const takeIf = (fits: boolean): Token | undefined => (fits ? cursor.take() : undefined)
  const cursor: TokenCursor = {
    text,
    peek: (ahead = 0) => tokens[next + ahead] ?? tokens.at(-1) ?? end,
    last: () => tokens[next - 1],
    take() {
      const token = cursor.peek()
      next++
      return token
    },
    takeSign: (...signs) => takeIf(cursor.peek().kind === 'sign' && signs.includes(cursor.peek().text)),
    takeWord: (...words) => takeIf(cursor.peek().kind === 'word' && words.includes(cursor.peek().text.toLowerCase())),
    expectSign(sign) {
      const token = cursor.takeSign(sign)
      if (token === undefined) throw cursor.expected(`"${sign}"`)
      return token
    },
    inside(read) {
      if (depth === FORMULA_DEPTH_MAX)
        throw refuseAt({ text, at: cursor.peek().at }, `A formula has at most ${FORMULA_DEPTH_MAX} brackets and signs inside one another.`)
      depth++
      const found = read()
      depth--
      return found
    },
    expected(what, hint = FORMULA_EXAMPLE) {
      const token = cursor.peek()
      const before = cursor.last()
      const after = before === undefined ? '' : ` after "${text.slice(before.at, before.end).slice(0, 30)}"`
      const where = token.kind === 'end' ? 'at the end' : `at letter ${token.at + 1}`
      return refuseAt({ text, at: token.at }, `I expected ${what}${after} ${where}.`, hint)
    },
  }
  return cursor
}
