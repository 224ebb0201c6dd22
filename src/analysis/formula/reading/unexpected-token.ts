import { nearest } from '../../../basics/nearest.ts'
import { FORMULA_EXAMPLE } from './formula-refusal.ts'
import type { TokenCursor } from './token-cursor.ts'

const JOINING = ['and', 'or', 'for', 'crosses', 'above', 'below']

/** The refusal of what stands where a formula could have ended: a bracket or a comma too many, a word that is none of ours. */
export function unexpected(cursor: TokenCursor): Error {
  const { kind, text } = cursor.peek()
  if (text === ')') return cursor.expected('no ")", since no bracket is open,')
  if (text === ',') return cursor.expected('no comma; it parts only what a function takes,', 'Thousands have none: 60000 or 60k')
  if (text === '%') return cursor.expected('no % here; it stands behind numbers,', 'For example: change(1h) > 5%')
  if (kind === 'number' && cursor.last()?.kind === 'word')
    return cursor.expected('a bracket', 'Numbers of an indicator stand in brackets: rsi(14)')
  const near = kind === 'word' ? nearest(text, JOINING) : undefined
  return cursor.expected('and, or, a comparison or a sign such as +', near === undefined ? FORMULA_EXAMPLE : `Did you mean "${near}"?`)
}
