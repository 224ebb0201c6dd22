import { nearest } from '../../../basics/nearest.ts'
import { readSeries, SERIES, type SeriesName } from '../../series.ts'
import type { FormulaFunction } from '../formula-function.ts'
import { COINS_LIKE_NAMES } from './coin-words.ts'

/** The words that a formula may use. */
export interface FormulaVocabulary {
  readonly functions: ReadonlyMap<string, FormulaFunction>
  /** Other names of functions to the names they have: psar is sar. */
  readonly aliases: ReadonlyMap<string, string>
  /** What has several lines and is no function itself, with its lines: bb has bb_upper, bb_middle and bb_lower. */
  readonly lines: ReadonlyMap<string, readonly string[]>
}

export type Meaning =
  | { readonly kind: 'series'; readonly series: SeriesName }
  /** `digits` stood straight after the name, as in rsi14. */
  | { readonly kind: 'function'; readonly definition: FormulaFunction; readonly digits: string | undefined }
  | { readonly kind: 'lines'; readonly names: readonly string[] }
  | { readonly kind: 'unknown' }

const DIGITS_BEHIND = /^([a-z_]+)(\d{1,4})$/
const TICKER = /^[a-z0-9]+$/
/** Shorter words are one letter away from far too many. */
const NEAR_LETTERS_MIN = 3

/** What a word in small letters means. */
export function meaningOf(word: string, vocabulary: FormulaVocabulary): Meaning {
  const name = bareName(word)
  const series = readSeries(name)
  if (series !== undefined) return { kind: 'series', series }
  const definition = functionNamed(name, vocabulary)
  if (definition !== undefined) return { kind: 'function', definition, digits: undefined }
  const names = vocabulary.lines.get(name)
  if (names !== undefined) return { kind: 'lines', names }
  const [, letters = '', digits] = DIGITS_BEHIND.exec(name) ?? []
  const attached = functionNamed(letters, vocabulary)
  if (attached?.parameters.some(({ kind }) => kind === 'number' || kind === 'window'))
    return { kind: 'function', definition: attached, digits }
  return { kind: 'unknown' }
}

/** The word of the language that was perhaps meant by an unknown one. */
export function nearestName(word: string, vocabulary: FormulaVocabulary): string | undefined {
  return nearest(bareName(word), [...namesOf(vocabulary), 'and'])
}

/** Whether an unknown word on its own can be the ticker of a coin: letters and digits, and not one letter away from a name unless a coin is known by it. */
export function isTicker(word: string, vocabulary: FormulaVocabulary): boolean {
  if (!TICKER.test(word)) return false
  if (word.length < NEAR_LETTERS_MIN || COINS_LIKE_NAMES.has(word)) return true
  return ![...namesOf(vocabulary), 'and'].some((name) => name.length >= NEAR_LETTERS_MIN && isOneLetterOff(word, name))
}

function bareName(word: string): string {
  return word.startsWith('ta.') ? word.slice('ta.'.length) : word
}

function functionNamed(name: string, { functions, aliases }: FormulaVocabulary): FormulaFunction | undefined {
  return functions.get(name) ?? functions.get(aliases.get(name) ?? '')
}

function namesOf({ functions, lines }: FormulaVocabulary): readonly string[] {
  return [...Object.keys(SERIES), ...functions.keys(), ...lines.keys()]
}

/** One letter wrong, too many or missing, or two neighbours in the wrong order. */
function isOneLetterOff(typed: string, name: string): boolean {
  const [short, long] = typed.length < name.length ? [typed, name] : [name, typed]
  let same = 0
  while (same < short.length && short[same] === long[same]) same++
  const rest = short.slice(same)
  if (long.length - short.length === 1) return rest === long.slice(same + 1)
  if (long.length !== short.length) return false
  const swapped = `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`
  return rest.slice(1) === long.slice(same + 1) || swapped === long.slice(same)
}
