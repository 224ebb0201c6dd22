import { z } from 'zod'
import { Decimal, readAmount } from '../basics/money.ts'
import { readZone } from './time-zones.ts'

/** One thing that people can set. It is stored in its canonical words, and these are read back the way a user's words are. */
export interface SettingDefinition<Value> {
  readonly title: string
  /** What it does, in one sentence. */
  readonly about: string
  /** From words to the value. */
  readonly schema: z.ZodType<Value, string>
  /** From words to the canonical words of the same value. */
  readonly canonical: z.ZodType<string, string>
  /** The value when nobody set it, and its canonical words. */
  readonly fallback: Value
  readonly usual: string
  /** The values worth a button. */
  readonly choices: readonly string[]
  readonly examples: readonly string[]
  /** Whether going from one value to another, both in canonical words, lets the desk risk more. */
  readonly loosens: (from: string, to: string) => boolean
}

interface About<Value> {
  readonly title: string
  readonly about: string
  readonly fallback: Value
  /** Of a limit: whether the second value lets the desk risk more than the first. */
  readonly looser?: (from: Value, to: Value) => boolean
}

interface Words<Value> {
  readonly schema: z.ZodType<Value, string>
  readonly write: (value: Value) => string
  readonly choices?: readonly string[]
  readonly examples: readonly string[]
}

function define<Value>(
  { title, about, fallback, looser }: About<Value>,
  { schema, write, choices = [], examples }: Words<Value>,
): SettingDefinition<Value> {
  const loosens = (from: string, to: string): boolean => looser?.(schema.parse(from), schema.parse(to)) ?? false
  return { title, about, schema, canonical: schema.transform(write), fallback, usual: write(fallback), choices, examples, loosens }
}

const PERCENT = /^(.*\S)\s*%$/
const CLOCK_TIMES = /^(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?$/
const MINUTES_A_DAY = 1440
const LISTED_MARKETS_MAX = 50
const MARKET_NAME = /^[A-Z0-9]{1,20}(?:\/[A-Z0-9]{1,20})?$/

/** Minutes after midnight in the user's own zone; the end may lie on the next day. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}

/** One of a few words, whatever their case. */
export function choice<const Words extends readonly [string, ...string[]]>(
  words: Words,
  about: About<Words[number]>,
): SettingDefinition<Words[number]> {
  return define(about, {
    schema: reads((text) => words.find((word) => word.toLowerCase() === text.toLowerCase()), `expected one of ${words.join(', ')}`),
    write: (value) => value,
    choices: words,
    examples: words.slice(0, 3),
  })
}

interface Bounds {
  readonly least: string
  readonly most: string
}

/** A share: "10%" and "10" are both the ratio 0.1. */
export function percent({ least, most, ...about }: Bounds & About<Decimal>): SettingDefinition<Decimal> {
  const write = (value: Decimal): string => `${value.times(100).toFixed()}%`
  return define(about, {
    schema: reads((text) => between(readAmount(PERCENT.exec(text)?.[1] ?? text), least, most)?.div(100), `expected ${least}% to ${most}%`),
    write,
    examples: [write(about.fallback)],
  })
}

/** A plain number that may have a fraction. */
export function factor({ least, most, ...about }: Bounds & About<Decimal>): SettingDefinition<Decimal> {
  return define(about, {
    schema: reads((text) => between(readAmount(text), least, most), `expected ${least} to ${most}`),
    write: (value) => value.toFixed(),
    examples: [about.fallback.toFixed()],
  })
}

export function count({ least, most, ...about }: { least: number; most: number } & About<number>): SettingDefinition<number> {
  const read = (text: string): number | undefined => {
    const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : undefined
  }
  return define(about, {
    schema: reads(read, `expected a whole number from ${least} to ${most}`),
    write: String,
    examples: [String(about.fallback)],
  })
}

export function zone(about: About<string>): SettingDefinition<string> {
  return define(about, {
    schema: z.string().transform((text, context) => {
      const read = readZone(text)
      if ('zone' in read) return read.zone
      context.addIssue(read.fault)
      return z.NEVER
    }),
    write: (value) => value,
    choices: ['UTC', 'Europe/London', 'America/New_York'],
    examples: ['Europe/Berlin', 'Tokyo'],
  })
}

/** Two times of the day, or "off". */
export function quietHours(about: About<QuietHours | 'off'>): SettingDefinition<QuietHours | 'off'> {
  return define(about, {
    schema: reads(
      (text) => (text.toLowerCase() === 'off' ? 'off' : readHours(text)),
      'expected two different times such as 22:00-07:00, or off',
    ),
    write: (value) => (value === 'off' ? 'off' : `${clockTime(value.from)}-${clockTime(value.to)}`),
    choices: ['off', '22:00-07:00', '23:00-08:00'],
    examples: ['22:00-07:00'],
  })
}

/** Markets, or coins for all their markets, set apart by commas; the `empty` word means that there is no such list. */
export function marketList(empty: string, about: About<readonly string[]>): SettingDefinition<readonly string[]> {
  const read = (text: string): readonly string[] | undefined => {
    if (text.toLowerCase() === empty) return []
    const names = [...new Set(text.toUpperCase().split(/[\s,]+/))]
    return names.length <= LISTED_MARKETS_MAX && names.every((name) => MARKET_NAME.test(name)) ? names : undefined
  }
  return define(about, {
    schema: reads(read, `expected at most ${LISTED_MARKETS_MAX} coins or markets such as BTC,ETH/USDT, or ${empty}`),
    write: (value) => (value.length === 0 ? empty : value.join(',')),
    examples: ['BTC,ETH/USDT'],
  })
}

function reads<Value>(read: (text: string) => Value | undefined, expected: string): z.ZodType<Value, string> {
  return z.string().transform((text, context) => {
    const value = read(text.trim())
    if (value !== undefined) return value
    context.addIssue(expected)
    return z.NEVER
  })
}

function between(amount: Decimal | undefined, least: string, most: string): Decimal | undefined {
  return amount?.gte(new Decimal(least)) && amount.lte(new Decimal(most)) ? amount : undefined
}

function readHours(text: string): QuietHours | undefined {
  const [, fromHour = '', fromMinute = '0', toHour = '', toMinute = '0'] = CLOCK_TIMES.exec(text) ?? []
  const from = minuteOfDay(fromHour, fromMinute)
  const to = minuteOfDay(toHour, toMinute)
  return from === undefined || to === undefined || from === to ? undefined : { from, to }
}

function minuteOfDay(hour: string, minute: string): number | undefined {
  if (hour === '' || Number(minute) > 59) return undefined
  const minutes = Number(hour) * 60 + Number(minute)
  return minutes < MINUTES_A_DAY ? minutes : undefined
}

function clockTime(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
