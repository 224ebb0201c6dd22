import { readDuration } from '../../../basics/duration.ts'
import { readTimeframe } from '../../../basics/timeframe.ts'
import { FORMULA_LETTERS_MAX, FORMULA_TOKENS_MAX } from '../formula-limits.ts'
import { FORMULA_EXAMPLE, refuseAt } from './formula-refusal.ts'
import { NUMBER_WORD } from './number-literal.ts'

/**
 * A piece of a formula, from letter `at` up to `end`, both counted from 0. Signs and words stand in the one form that the parser knows.
 * A 'stretch' is a length of time that can be no number, such as 4h; 15m is a number (fifteen million) until it stands where time is meant.
 */
export interface Token {
  readonly kind: 'number' | 'stretch' | 'word' | 'sign' | 'end'
  readonly text: string
  readonly at: number
  readonly end: number
}

/** Never fails, so it never goes back: what it passes over is linear. */
const NOTHING = /(?:\s+|#.*)*/y
const WORD = /\$?[a-z0-9_.]+(?::\$?[a-z0-9]+)?/iy
const SIGN = /<=|=<|>=|=>|==|!=|<>|&&|\|\||\*\*|[-+*/^<>=!&|()[\],:@%≥≤≠−–—×·÷¬∧∨]/y
const DOLLARS = /^\$(?:\d+\.?\d*|\.\d+)[kmb]?$/i
const TICKER = /^[\d.]*[a-z_$]/

/** What people write or paste instead of the signs of the language. */
const MEANT: Readonly<Record<string, string>> = {
  '=': '==',
  '<>': '!=',
  '≠': '!=',
  '=>': '>=',
  '≥': '>=',
  '=<': '<=',
  '≤': '<=',
  '−': '-',
  '–': '-',
  '—': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '**': '^',
  '&': 'and',
  '&&': 'and',
  '|': 'or',
  '||': 'or',
  '!': 'not',
  '¬': 'not',
  '∧': 'and',
  '∨': 'or',
}

/** The pieces of a formula with an 'end' behind the last one. Comments, from # to the end of a line, are left out. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > FORMULA_LETTERS_MAX)
    throw refuseAt(undefined, `A formula has at most ${FORMULA_LETTERS_MAX} letters, this one ${text.length}.`)
  const tokens: Token[] = []
  let end = 0
  for (let at = passed(NOTHING, text, 0); at < text.length; at = passed(NOTHING, text, end)) {
    const token = tokenAt(text, at)
    if (tokens.length === FORMULA_TOKENS_MAX)
      throw refuseAt(undefined, `A formula has at most ${FORMULA_TOKENS_MAX} words, numbers and signs.`, 'Part it into several.')
    tokens.push(token)
    end = token.end
  }
  return [...tokens, { kind: 'end', text: '', at: end, end }]
}

function tokenAt(text: string, at: number): Token {
  const wordEnd = passed(WORD, text, at)
  const end = wordEnd > at ? wordEnd : passed(SIGN, text, at)
  const written = text.slice(at, end)
  if (DOLLARS.test(written)) return { kind: 'number', text: written.slice(1), at, end }
  if (wordEnd > at) return { kind: kindOf(written, { text, at }), text: written, at, end }
  if (written === '') {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0).replace(/\p{C}/u, '?')
    throw refuseAt({ text, at }, `I cannot read "${letter}" at letter ${at + 1}.`, FORMULA_EXAMPLE)
  }
  const sign = MEANT[written] ?? written
  return { kind: /^[a-z]/.test(sign) ? 'word' : 'sign', text: sign, at, end }
}

function kindOf(written: string, place: { readonly text: string; readonly at: number }): Token['kind'] {
  if (NUMBER_WORD.test(written)) return 'number'
  if (/^\d/.test(written) && (readDuration(written) ?? readTimeframe(written)) !== undefined) return 'stretch'
  if (TICKER.test(written.toLowerCase())) return 'word'
  throw refuseAt(place, `I cannot read "${written.slice(0, 30)}" as a number at letter ${place.at + 1}.`, 'For example: 0.5, 5%, 60k, 1.2m')
}

function passed(pattern: RegExp, text: string, from: number): number {
  const sticky = new RegExp(pattern)
  sticky.lastIndex = from
  return sticky.test(text) ? sticky.lastIndex : from
}
