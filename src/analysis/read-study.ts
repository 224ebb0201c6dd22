import { nearest } from '../basics/nearest.ts'
import { Refusal } from '../basics/refusal.ts'

import { readSeries, SERIES } from './series.ts'
import { type NamedStudy, STUDY_NAMES, seriesRequest, studyRequest } from './studies.ts'
import type { StudyRequest } from './study.ts'
import type { Argument, Numbers, StudyDefinition } from './study-definition.ts'

const WORD_LETTERS_MAX = 60
const NUMBER = /^\d{1,6}(?:\.\d{1,6})?$/
/** Names such as t3, whose digits are no number. */
const NAMES_WITH_DIGITS = [...STUDY_NAMES.keys()].filter((name) => /\d/.test(name))
/** A name, and its numbers in brackets, after a colon or a comma, or straight after it: rsi, rsi(14), rsi:14, rsi14. */
const PARTS = new RegExp(`^(?:ta\\.)?(${[...NAMES_WITH_DIGITS, '[a-z_]+'].join('|')})(?:\\(([^()]*)\\)|[:,-]?(\\d[\\d.,:/]*))?$`)

/** Every name of an indicator or a series that can be read: for completing and for "did you mean". */
export const STUDY_VOCABULARY: readonly string[] = [...STUDY_NAMES.keys(), ...Object.keys(SERIES)]

/** What looks like an indicator: a known name, with or without numbers. Whether the numbers make sense, `readStudy` says. */
export const STUDY_WORD: RegExp = new RegExp(
  `^(?:ta\\.)?(?:${[...STUDY_VOCABULARY].sort((a, b) => b.length - a.length).join('|')})(?:\\([^()]*\\)|[:-]?\\d[\\d.,:/]*)?$`,
  'i',
)

/**
 * Reads "rsi", "rsi14", "rsi(14)", "ema:20", "bb(20,2)", "macd_hist(12,26,9)", "sma(volume,20)", "close". Numbers that are left out are the usual ones.
 * Refuses an unknown name with the nearest one, and numbers that make no sense with what was expected.
 */
export function readStudy(word: string): StudyRequest {
  const lower = tidy(word)
  const alone = readSeries(lower.replace(/^ta\./, '').replace(/\(\)$/, ''))
  if (alone !== undefined) return seriesRequest(alone)
  const [, name, bracketed, attached] = lower.length > WORD_LETTERS_MAX ? [] : (PARTS.exec(lower) ?? [])
  const named = name === undefined ? undefined : STUDY_NAMES.get(name)
  if (named === undefined) throw unknownName(name ?? lower)
  const given = (bracketed ?? attached ?? '')
    .split(bracketed === undefined ? /[,:/]/ : ',')
    .filter((part, _, all) => part !== '' || all.length > 1)
  const series = readSeries(given[0] ?? '')
  if (series !== undefined && !named.definition.source) throw wrongNumbers(named, 'is not computed of a series that you can choose')
  const numbers = readNumbers(named, series === undefined ? given : given.slice(1))
  return studyRequest(named, numbers, series ?? 'close')
}

/** Small letters, without spaces around punctuation; where spaces part numbers, commas do: "BB 20 2" becomes "bb,20,2". */
function tidy(word: string): string {
  const short = word
    .slice(0, WORD_LETTERS_MAX + 1)
    .trim()
    .toLowerCase()
  return short.replace(/\s*([(),:/])\s*/g, '$1').replace(/\s+/g, ',')
}

function readNumbers(named: NamedStudy, given: readonly string[]): Numbers {
  const args = Object.entries(named.definition.args)
  if (given.length > args.length) throw wrongNumbers(named, `takes ${countOf(args.length)}, not ${given.length}`)
  return Object.fromEntries(
    args.map(([name, argument], index) => {
      const digits = given[index]
      if (digits === undefined) return [name, argument.usual]
      const value = NUMBER.test(digits) ? Number(digits) : Number.NaN
      const fits = value >= argument.least && value <= argument.most && (!argument.whole || Number.isInteger(value))
      if (!fits) throw wrongNumbers(named, `wants ${rangeOf(argument)} for its ${name}`)
      return [name, value]
    }),
  )
}

function countOf(count: number): string {
  if (count === 0) return 'no numbers'
  return count === 1 ? 'one number' : `at most ${count} numbers`
}

function rangeOf({ least, most, whole }: Argument): string {
  return `a ${whole ? 'whole number' : 'number'} from ${least} to ${most}`
}

function wrongNumbers({ definition, output }: NamedStudy, why: string): Refusal {
  const name = output?.name ?? definition.name
  return new Refusal('bad-input', `${definition.title} ${why}.`, { hint: `For example: ${usualForm(name, definition)}` })
}

function unknownName(name: string): Refusal {
  const guess = nearest(name, STUDY_VOCABULARY)
  const shown = name.slice(0, WORD_LETTERS_MAX)
  const question = guess === undefined ? '' : ` Did you mean ${guess}?`
  return new Refusal('bad-input', `I know no indicator named ${shown}.${question}`, { hint: 'For example: rsi, ema(20), bb(20,2), macd' })
}

function usualForm(name: string, { args }: StudyDefinition): string {
  return `${name}(${Object.values(args)
    .map(({ usual }) => usual)
    .join(',')})`
}
