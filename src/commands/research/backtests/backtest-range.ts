import { Refusal } from '../../../basics/refusal.ts'
import { DAY_MS, HOUR_MS, openBefore, openOf, WEEK_MS } from '../../../basics/timeframe.ts'

/** What looks like a stretch of time: "3y", "90d", "2021..2023", "2021-05-01..2021-09-01", "2021-05..". */
const AGO = /^(\d{1,4})\s?(h|hours?|d|days?|w|weeks?|mo|months?|y|yr|years?)$/i
const MOMENT = String.raw`\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2})?)?)?`
const BETWEEN = new RegExp(`^(${MOMENT})?\\.\\.(${MOMENT})?$`, 'i')
export const RANGE_WORD = `${AGO.source}|^(?:${MOMENT})?\\.\\.(?:${MOMENT})?$|^\\d{4}(?:-\\d{2}(?:-\\d{2})?)?$|^all$`

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?$/i
const EARLIEST = Date.UTC(2009, 0, 3)
const EXAMPLE = 'For example: 3y, 90d, 2021..2023 or from 2021-05-01 to 2021-09-01. Times are UTC.'

/** How a stretch of time is said: as one word, or by its ends. */
export interface SaidRange {
  readonly range?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** From the first moment up to the last, in market time; `from` undefined is as far back as there are candles. */
export interface TestedRange {
  readonly from: number | undefined
  readonly to: number
}

/** Reads a stretch of time up to now; both of its ends are in it, so "2021..2023" is three years. Refuses what ends before it begins, or lies ahead. */
export function readRange({ range, from, to }: SaidRange, now: number): TestedRange {
  if (range !== undefined && (from !== undefined || to !== undefined))
    throw new Refusal('bad-input', 'The range is said twice.', { hint: EXAMPLE })
  const read = range === undefined ? between({ from, to }, now) : ofWord(range.trim(), now)
  const end = Math.min(read.to, now)
  const begin = read.from === undefined ? undefined : Math.max(read.from, EARLIEST)
  if (begin === undefined || begin < end) return { from: begin, to: end }
  const isAhead = begin >= now
  throw new Refusal('bad-input', isAhead ? 'That range has not happened yet.' : 'That range ends before it begins.', { hint: EXAMPLE })
}

function ofWord(word: string, now: number): TestedRange {
  if (word.toLowerCase() === 'all') return { from: undefined, to: now }
  const [, count, unit = ''] = AGO.exec(word) ?? []
  if (count !== undefined && !PARTS.test(word)) return { from: ago(Number(count), unit.toLowerCase(), now), to: now }
  const ends = BETWEEN.exec(word)
  if (ends !== null) return between({ from: ends[1], to: ends[2] }, now)
  return between({ from: word, to: word }, now)
}

function between({ from, to }: Pick<SaidRange, 'from' | 'to'>, now: number): TestedRange {
  return { from: from === undefined ? undefined : spanOf(from, now).first, to: to === undefined ? now : spanOf(to, now).end }
}

function ago(count: number, unit: string, now: number): number {
  if (count === 0) throw new Refusal('bad-input', 'A range of nothing has no candles.', { hint: EXAMPLE })
  if (unit.startsWith('h')) return now - count * HOUR_MS
  if (unit.startsWith('d')) return now - count * DAY_MS
  if (unit.startsWith('w')) return now - count * WEEK_MS
  const months = unit.startsWith('y') ? 12 * count : count
  return openBefore('1M', openOf('1M', now), months) + (now - openOf('1M', now))
}

/** A year, a month, a day or a minute: when it begins, and when the next one does. */
function spanOf(word: string, now: number): { readonly first: number; readonly end: number } {
  if (/^now$/i.test(word.trim())) return { first: now, end: now }
  const [, year = '', month, day, hour, minute] = PARTS.exec(word.trim()) ?? []
  const numbers = [Number(year), month === undefined ? 1 : Number(month), day === undefined ? 1 : Number(day)] as const
  const first = Date.UTC(numbers[0], numbers[1] - 1, numbers[2], Number(hour ?? 0), Number(minute ?? 0))
  // What is no date, such as the 30th of February, comes out as another one.
  const isDate = year !== '' && new Date(first).toISOString().startsWith(word.trim().toUpperCase())
  if (!isDate) throw new Refusal('bad-input', `"${word.trim()}" is no date.`, { hint: EXAMPLE })
  if (hour !== undefined) return { first, end: first }
  if (day !== undefined) return { first, end: first + DAY_MS }
  return { first, end: month === undefined ? Date.UTC(numbers[0] + 1, 0) : Date.UTC(numbers[0], numbers[1]) }
}
