import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../basics/timeframe.ts'

/** A label under the candle with this index. */
export interface TimeLabel {
  readonly index: number
  readonly text: string
}

const LABELS_MAX = 8
const LEAST_GAP_SHARE = 0.095
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** What the time axis may be stepped by: how to number the steps of a local time, and how to write their beginnings. */
interface Step {
  readonly number: (local: number) => number
  readonly write: (local: number, before: number) => string
}

/** Monday, 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY_MS = 4 * DAY_MS
const every = (lengthMs: number, write: Step['write']): Step => ({ number: (local) => Math.floor(local / lengthMs), write })
const everyWeeks = (count: number): Step => ({ number: (local) => Math.floor((local - FIRST_MONDAY_MS) / (count * WEEK_MS)), write: day })
const everyMonths = (count: number): Step => ({ number: (local) => Math.floor(monthNumber(local) / count), write: monthOrYear })
const STEPS: readonly Step[] = [
  ...[5, 10, 15, 30].map((minutes) => every(minutes * MINUTE_MS, dayOrHour)),
  ...[1, 2, 4, 6, 12].map((hours) => every(hours * HOUR_MS, dayOrHour)),
  every(DAY_MS, day),
  every(2 * DAY_MS, day),
  everyWeeks(1),
  everyWeeks(2),
  ...[1, 2, 3, 6, 12, 24, 60].map(everyMonths),
]

/** Chooses the candles to write a time under, in the zone of the reader: round times, few enough to be read on a phone. */
export function timeLabels(time: Float64Array, zone: string): TimeLabel[] {
  const local = localTimes(time, zone)
  for (const step of STEPS) {
    const labels = beginnings(local, step)
    if (labels.length > 1 && labels.length <= LABELS_MAX) return apart(labels, local.length)
  }
  const first = local[0]
  return first === undefined ? [] : [{ index: 0, text: first % DAY_MS === 0 ? day(first) : `${day(first)} ${clock(first)}` }]
}

function beginnings(local: readonly number[], step: Step): TimeLabel[] {
  return local.flatMap((at, index) => {
    const before = local[index - 1]
    return before !== undefined && step.number(at) !== step.number(before) ? [{ index, text: step.write(at, before) }] : []
  })
}

/** Leaves out what would stand too near to the label before, as happens where candles are missing. */
function apart(labels: readonly TimeLabel[], count: number): TimeLabel[] {
  const kept: TimeLabel[] = []
  for (const label of labels) {
    const before = kept.at(-1)
    if (before === undefined || (label.index - before.index) / count >= LEAST_GAP_SHARE) kept.push(label)
  }
  return kept
}

/** The clock on the wall of a zone, written as if it were UTC. */
function localTimes(time: Float64Array, zone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  return Array.from(time, (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  })
}

function monthNumber(local: number): number {
  const date = new Date(local)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** "Apr ’24": without the mark it would read as the 24th of April. */
function monthOrYear(local: number): string {
  const date = new Date(local)
  return date.getUTCMonth() === 0
    ? String(date.getUTCFullYear())
    : `${MONTHS[date.getUTCMonth()] ?? ''} ’${String(date.getUTCFullYear()).slice(2)}`
}

function dayOrHour(local: number, before: number): string {
  return Math.floor(local / DAY_MS) === Math.floor(before / DAY_MS) ? clock(local) : day(local)
}

function day(local: number): string {
  const date = new Date(local)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`
}

function clock(local: number): string {
  return new Date(local).toISOString().slice(11, 16)
}
