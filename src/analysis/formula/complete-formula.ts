import { FORMULA_NAMES } from './formula-functions.ts'
import { FORMULA_LETTERS_MAX } from './formula-limits.ts'

const COMPLETIONS_MAX = 25
const LAST_WORD = /(?<![\w.$/]|\w:)(?:ta\.)?[a-z][a-z0-9_]*$/i
const WORDS = ['and', 'or', 'not', 'for', 'crosses above', 'crosses below']
/** What to begin with, for whoever typed nothing. */
const BEGINNINGS = [
  'rsi(14) < 30',
  'close crosses above ema(200)',
  'change(1h) > 5%',
  'volume > 3 * sma(volume,20)',
  'macd_hist crosses above 0',
  'any(top50): change(15m) > 5%',
]

/** Whole lines in which the last word that was typed is completed: names first, then words that join. None where it ends with anything else. */
export function completeFormula(typed: string): readonly string[] {
  if (typed.trim() === '') return BEGINNINGS
  const word = typed.length > FORMULA_LETTERS_MAX ? undefined : LAST_WORD.exec(typed)?.[0]
  if (word === undefined) return []
  const before = typed.slice(0, typed.length - word.length)
  const start = word.toLowerCase().replace('ta.', '')
  return [...FORMULA_NAMES, ...WORDS]
    .filter((name) => name.startsWith(start))
    .slice(0, COMPLETIONS_MAX)
    .map((name) => before + name)
}
