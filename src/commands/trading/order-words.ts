import { Decimal, readAmount } from '../../basics/money.ts'
import type { Size } from '../../trading/trading.ts'

/** What was read, or in words what was expected instead. */
export type Reading<Value extends object> = Value | string

/** A price, or a distance: `sign` is the one that stood before it, if any. Shares are ratios. */
export type SaidLevel = { readonly price: Decimal } | { readonly away: Decimal; readonly sign: '+' | '-' | undefined }

/** Several prices between two, both included: "60k..55k:5". */
export interface SaidLine {
  readonly from: SaidLevel
  readonly to: SaidLevel
  readonly count: number
}

export interface SaidTarget {
  readonly level: SaidLevel
  readonly share?: Decimal
}

/** The most orders of one ladder or grid. */
const LINES_MAX = 25
const LINES_MIN = 2
/** Beyond this no amount or price is meant. */
const NUMBER_MAX = new Decimal('1e18')
const AWAY_PERCENT_MAX = 10_000

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6 }
const SCALED = /^(.*?)([km]?)$/is
const WITH_COMMA = /^\d{1,18}(?:,\d{1,18})+(?:\.\d{1,18})?[km]?$/i
const MONEY = /^\$|(?:\$|usd[tc]?)$/
const PERCENT = /^(\d{1,5}(?:\.\d{1,9})?)%$/
const DISTANCE = /^([-+]?)(.*%)$/s
const LINE = /^(.+?)\.\.(.+):(\d{1,3})$/s
const TARGET = /^([^:]+)(?::(.*))?$/s

/** How an amount, a target and a share look, for telling them from other words of a line. What looks so and is none gets a refusal of its own. */
/** What people write for the currency of a market that is counted in dollars. */
export const DOLLARS = ['usd', 'usdt', 'usdc']
export const SIZE_WORD = '^(?:[-+]?[$€]?\\d[\\d.,_]*(?:[a-zA-Z]{0,2}[$€%]?|[km]?usd[tc]?)|max|all)$'
export const TARGET_WORD = '^[-+]?\\d[\\d.,_]*[kKmM]?%?(?::.*)?$'
export const PERCENT_WORD = '^\\d[\\d.,]*%$'

/** "0.01", "$100", "100usd", "1.5k", "10%", "max". */
export function readSize(word: string): Reading<Size> {
  const text = word.toLowerCase()
  if (text === 'max' || text === 'all') return { kind: 'max' }
  if (text.endsWith('%')) {
    const share = readShare(text)
    return share instanceof Decimal ? { kind: 'share', share } : share
  }
  const digits = text.replace(MONEY, '')
  const isMoney = digits !== text
  const amount = readScaled(digits)
  if (amount instanceof Decimal) return { kind: isMoney ? 'money' : 'base', amount }
  return `${amount} such as 0.01, $100, 10% or max`
}

/** A part of a whole, as a ratio in (0, 1]. */
export function readShare(word: string): Reading<Decimal> {
  const percent = readPercent(word)
  if (typeof percent === 'string') return percent
  return percent.gt(0) && percent.lte(100) ? percent.div(100) : 'expected more than 0% and at most 100%'
}

/** How far below something, as a ratio in (0, 1). */
export function readDrop(word: string): Reading<Decimal> {
  const percent = readPercent(word)
  if (typeof percent === 'string') return percent
  return percent.gt(0) && percent.lt(100) ? percent.div(100) : 'expected more than 0% and less than 100%'
}

/** How far above something, as a ratio above 0. */
export function readRise(word: string): Reading<Decimal> {
  const percent = readPercent(word)
  if (typeof percent === 'string') return percent
  return percent.gt(0) && percent.lte(AWAY_PERCENT_MAX) ? percent.div(100) : `expected more than 0% and at most ${AWAY_PERCENT_MAX}%`
}

/** "60k", "2%", "-2%". */
export function readLevel(word: string): Reading<SaidLevel> {
  const [, sign, percent] = DISTANCE.exec(word) ?? []
  if (percent !== undefined) {
    const away = readRise(percent)
    return away instanceof Decimal ? { away, sign: sign === '+' || sign === '-' ? sign : undefined } : away
  }
  const price = readScaled(word.replace(/^\$/, ''))
  return price instanceof Decimal ? { price } : `${price} such as 60k or 2%`
}

/** "60k..55k:5": five prices from the one to the other. */
export function readLine(word: string): Reading<SaidLine> {
  const [, first, last, digits] = LINE.exec(word) ?? []
  if (first === undefined || last === undefined) return 'expected two prices and how many, such as 60k..55k:5'
  const from = readLevel(first)
  const to = readLevel(last)
  if (typeof from === 'string') return from
  if (typeof to === 'string') return to
  const count = Number(digits)
  return count >= LINES_MIN && count <= LINES_MAX ? { from, to, count } : `expected ${LINES_MIN} to ${LINES_MAX} prices`
}

/** Where an order rests: one price or several. */
export function readPlace(word: string): Reading<SaidLevel | SaidLine> {
  return word.includes('..') ? readLine(word) : readLevel(word)
}

/** "62k", "4%", "62k:50%": half of the position goes there. */
export function readTarget(word: string): Reading<SaidTarget> {
  const [, at = '', part] = TARGET.exec(word) ?? []
  const level = readLevel(at)
  if (typeof level === 'string') return level
  if (part === undefined) return { level }
  const share = readShare(part)
  return share instanceof Decimal ? { level, share } : `${share}, such as 62k:50%`
}

function readPercent(word: string): Reading<Decimal> {
  const [, digits] = PERCENT.exec(word) ?? []
  return digits === undefined ? 'expected a percentage such as 2%' : new Decimal(digits)
}

/** An amount above zero; k stands for thousand, m for million. */
function readScaled(word: string): Reading<Decimal> {
  if (WITH_COMMA.test(word)) return 'is that comma a decimal point? expected plain digits'
  const [, digits = '', unit = ''] = SCALED.exec(word) ?? []
  const read = readAmount(digits)?.times(FACTORS[unit.toLowerCase()] ?? 1)
  if (read === undefined) return 'expected plain digits'
  if (read.isZero()) return 'expected more than zero'
  return read.lt(NUMBER_MAX) ? read : 'expected a smaller number'
}
