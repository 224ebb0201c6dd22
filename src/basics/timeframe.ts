export const TIMEFRAMES = ['1m', '3m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d', '3d', '1w', '1M'] as const

export type Timeframe = (typeof TIMEFRAMES)[number]

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
export const WEEK_MS = 7 * DAY_MS

/** Monday, 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY_MS = 4 * DAY_MS

const LENGTHS_MS: Record<Exclude<Timeframe, '1M'>, number> = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '2h': 2 * HOUR_MS,
  '4h': 4 * HOUR_MS,
  '6h': 6 * HOUR_MS,
  '12h': 12 * HOUR_MS,
  '1d': DAY_MS,
  '3d': 3 * DAY_MS,
  '1w': WEEK_MS,
}

const UNITS: Readonly<Record<string, readonly [factor: number, base: 'm' | 'h' | 'd' | 'w' | 'M']>> = {
  m: [1, 'm'],
  min: [1, 'm'],
  h: [1, 'h'],
  hr: [1, 'h'],
  d: [1, 'd'],
  day: [1, 'd'],
  w: [1, 'w'],
  wk: [1, 'w'],
  week: [1, 'w'],
  mo: [1, 'M'],
  month: [1, 'M'],
}
const MINUTES_IN = { m: 1, h: 60, d: 1440, w: 10_080 } as const
const WORDS: Readonly<Record<string, Timeframe>> = { hourly: '1h', daily: '1d', weekly: '1w', monthly: '1M' }
const WRITTEN = /^(\d{1,5})([a-z]{1,5})$/

/** What people write for a timeframe, whatever it then turns out to be worth: for telling such words from others. */
export const TIMEFRAME_WORD = /^(?:\d{1,5}\s?(?:m|min|h|hr|d|day|w|wk|week|mo|month|M|H|D|W)|hourly|daily|weekly|monthly)$/

/** The milliseconds of a candle; a month counts as thirty days here, so ask `nextOpen` for its real end. */
export function lengthOf(timeframe: Timeframe): number {
  return timeframe === '1M' ? 30 * DAY_MS : LENGTHS_MS[timeframe]
}

/** When the candle opened that `at` lies in. */
export function openOf(timeframe: Timeframe, at: number): number {
  if (timeframe === '1M') {
    const day = new Date(at)
    return Date.UTC(day.getUTCFullYear(), day.getUTCMonth())
  }
  const offset = timeframe === '1w' ? FIRST_MONDAY_MS : 0
  const length = LENGTHS_MS[timeframe]
  return Math.floor((at - offset) / length) * length + offset
}

/** When the candle that opens at `open` closes, which is when the next one opens. */
export function nextOpen(timeframe: Timeframe, open: number): number {
  if (timeframe !== '1M') return open + LENGTHS_MS[timeframe]
  const day = new Date(open)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1)
}

/** The opening `count` candles before `open`; a negative count goes forward. */
export function openBefore(timeframe: Timeframe, open: number, count: number): number {
  if (timeframe !== '1M') return open - count * LENGTHS_MS[timeframe]
  const day = new Date(open)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - count)
}

/** Reads "4h", "4H", "240m", "1mo", "daily"; undefined for what is none of ours. A capital M means a month, a small one a minute. */
export function readTimeframe(word: string): Timeframe | undefined {
  const exact = TIMEFRAMES.find((timeframe) => timeframe === word)
  if (exact !== undefined) return exact
  const lower = word.toLowerCase()
  const named = WORDS[lower]
  if (named !== undefined) return named
  const [, digits = '', letters = ''] = WRITTEN.exec(word.endsWith('M') ? `${word.slice(0, -1)}mo` : lower) ?? []
  const [factor, base] = UNITS[letters] ?? [0, 'm']
  const count = Number(digits) * factor
  if (count === 0) return undefined
  if (base === 'M') return count === 1 ? '1M' : undefined
  const minutes = count * MINUTES_IN[base]
  return TIMEFRAMES.find((timeframe) => timeframe !== '1M' && LENGTHS_MS[timeframe] === minutes * MINUTE_MS)
}

/** Whether candles of `finer` fit into those of `coarser` without a remainder. */
export function dividesInto(finer: Timeframe, coarser: Timeframe): boolean {
  if (finer === coarser || finer === '1M') return false
  if (coarser === '1M') return finer !== '1w' && finer !== '3d'
  if (coarser === '1w' && finer === '3d') return false
  return lengthOf(coarser) > lengthOf(finer) && lengthOf(coarser) % lengthOf(finer) === 0
}
