import { readFormula } from '../analysis/formula/read-formula.ts'
import { printNumber, readNumber } from '../analysis/formula/reading/number-literal.ts'
import { Refusal } from '../basics/refusal.ts'
import type { ExitLevel } from './strategy.ts'

export type LevelPlace = 'stop' | 'target'

const RANGES_MAX = 100
const RISKS_MAX = 100
const TARGET_SHARE_MAX = 100
const SHARE = /^[-+]?\s*(\d*\.?\d+)\s*%$/
const RANGES = /^[-+]?\s*(\d*\.?\d+)\s*\*?\s*atr(?:\(\s*(?:14)?\s*\))?$/i
const RISKS = /^[-+]?\s*(\d*\.?\d+)\s*r$/i
const BARE = /^[-+]?\$?\s*[\d.,]+\s*[km]?$/i

const EXAMPLES = {
  stop: 'For example: stop 3%, stop "2 atr" or stop "lowest(low, 10)"',
  target: 'For example: target 6%, target 2r, target "4 atr" or target "highest(high, 50)"',
} as const

/**
 * Reads "3%", "2 atr", "2r" (targets only) or a formula of a price such as "lowest(low, 10)". A sign before it does not matter: a stop is below, a target above.
 * Refuses a plain number, which could be a price or a percentage, and a condition.
 */
export function readLevel(word: string, place: LevelPlace): ExitLevel {
  const text = word.trim()
  const share = matched(SHARE, text, true)
  if (share !== undefined) return { kind: 'share', share: within(share, place === 'stop' ? 1 : TARGET_SHARE_MAX, { text, place }) }
  const ranges = matched(RANGES, text)
  if (ranges !== undefined) return { kind: 'ranges', ranges: within(ranges, RANGES_MAX, { text, place }) }
  const risks = matched(RISKS, text)
  if (risks !== undefined) return { kind: 'risks', risks: within(risks, RISKS_MAX, { text, place }) }
  if (BARE.test(text))
    throw new Refusal('bad-input', `"${text}" could be a price or a percentage; a strategy trades at many prices.`, {
      hint: EXAMPLES[place],
    })
  return { kind: 'formula', formula: priceFormula(text, place) }
}

/** The one form in which it is kept; reading it gives the same level. */
export function printLevel(level: ExitLevel): string {
  switch (level.kind) {
    case 'share':
      return printNumber(level.share, true)
    case 'ranges':
      return `${printNumber(level.ranges)} atr`
    case 'risks':
      return `${printNumber(level.risks)}r`
    case 'formula':
      return level.formula
  }
}

function matched(form: RegExp, text: string, percent = false): number | undefined {
  const [, digits] = form.exec(text) ?? []
  return digits === undefined ? undefined : readNumber(digits, percent)
}

interface Said {
  readonly text: string
  readonly place: LevelPlace
}

/** Nothing, and a stop of all there is, is no level. */
function within(value: number, most: number, { text, place }: Said): number {
  if (value > 0 && (value < most || (place === 'target' && value === most))) return value
  throw new Refusal('bad-input', `A ${place} of ${text} can never be where a price goes.`, { hint: EXAMPLES[place] })
}

function priceFormula(text: string, place: LevelPlace): string {
  const formula = readFormula(text)
  if (formula.yields === 'number') return formula.text
  throw new Refusal('bad-input', `A ${place} is a price, but "${formula.text}" is a yes or no.`, {
    hint: `${EXAMPLES[place]}. To sell where a condition is true: exit "${formula.text}"`,
  })
}
