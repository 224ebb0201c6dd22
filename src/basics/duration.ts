import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from './timeframe.ts'

const UNITS_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, min: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: WEEK_MS }
const WRITTEN = /^(?:\d{1,5}(?:min|m|h|d|w)){1,4}$/
const PART = /(\d{1,5})(min|m|h|d|w)/g
const SHOWN = [
  [DAY_MS, 'd'],
  [HOUR_MS, 'h'],
  [MINUTE_MS, 'm'],
] as const

/** The milliseconds of "90m", "2h", "1d12h" or "2w", or undefined for anything else. An m is a minute here. */
export function readDuration(word: string): number | undefined {
  const text = word.toLowerCase()
  if (!WRITTEN.test(text)) return undefined
  return [...text.matchAll(PART)].reduce((sum, [, count = '', unit = '']) => sum + Number(count) * (UNITS_MS[unit] ?? 0), 0)
}

/** The same in one word that can be read again: "1d12h". What is less than a minute is dropped. */
export function showDuration(durationMs: number): string {
  const parts = SHOWN.map(([unit, letter], at) => {
    const above = SHOWN[at - 1]?.[0] ?? Number.POSITIVE_INFINITY
    const count = Math.floor((durationMs % above) / unit)
    return count === 0 ? '' : `${count}${letter}`
  })
  return parts.join('') || '0m'
}
