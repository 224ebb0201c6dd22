import { parseArgs } from 'node:util'
import { Refusal } from '../basics/refusal.ts'
import { readTimeframe, TIMEFRAMES, type Timeframe } from '../basics/timeframe.ts'

/** A moment as people write it, always UTC: "2021-05-19", "2021-05-19T12:30", "2021-05-19T12:30:00Z". */
const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z?)?$/
const LINES_MAX = 1000

export interface SayWords {
  readonly lines: readonly string[]
  readonly json: boolean
  readonly userId: string
  /** Market time in milliseconds. */
  readonly at: number | undefined
  /** A new paper account is begun first, whatever the old one holds. */
  readonly anew: boolean
}

export interface ImportWords {
  readonly file: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly venue: string
}

const SAY_EXAMPLE = "npm run -s say -- --json --at 2021-05-19 '/price btc' '/chart btc 4h'"
const IMPORT_EXAMPLE = 'npm run import -- candles.csv --market BTC/USDT --timeframe 1h'

/** The words after `npm run say --`. Throws a `Refusal` that shows how it is done. */
export function readSayWords(words: readonly string[]): SayWords {
  const options = { json: { type: 'boolean' }, as: { type: 'string' }, at: { type: 'string' }, new: { type: 'boolean' } } as const
  const { values, positionals } = parse(words, options, SAY_EXAMPLE)
  if (positionals.length === 0 || positionals.length > LINES_MAX) throw badWords('Say at least one line.', SAY_EXAMPLE)
  const userId = textOf(values.as) ?? 'console'
  if (!/^[\p{L}\p{N}_.-]{1,64}$/u.test(userId)) throw badWords('--as takes a name of letters and digits.', SAY_EXAMPLE)
  return { lines: positionals, json: values.json === true, userId, at: readMoment(textOf(values.at)), anew: values.new === true }
}

/** The words after `npm run import --`. */
export function readImportWords(words: readonly string[]): ImportWords {
  const options = { market: { type: 'string' }, timeframe: { type: 'string' }, exchange: { type: 'string' } } as const
  const { values, positionals } = parse(words, options, IMPORT_EXAMPLE)
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw badWords('Name one file.', IMPORT_EXAMPLE)
  const symbol = (textOf(values.market) ?? '').toUpperCase()
  if (!/^[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}$/.test(symbol)) throw badWords('--market takes a market such as BTC/USDT.', IMPORT_EXAMPLE)
  const timeframe = readTimeframe(textOf(values.timeframe) ?? '')
  if (timeframe === undefined) throw badWords(`--timeframe takes one of ${TIMEFRAMES.join(', ')}.`, IMPORT_EXAMPLE)
  const venue = (textOf(values.exchange) ?? 'binance').toLowerCase()
  if (!/^[a-z0-9]{2,30}$/.test(venue)) throw badWords('--exchange takes a name such as binance.', IMPORT_EXAMPLE)
  return { file, symbol, timeframe, venue }
}

function readMoment(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const at = MOMENT.test(text)
    ? Date.parse(text.length > 10 && !text.endsWith('Z') ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'))
    : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text.slice(0, 10))
    throw badWords('--at takes a time in UTC such as 2021-05-19 or 2021-05-19T12:30:00Z.', SAY_EXAMPLE)
  return at
}

function parse(
  words: readonly string[],
  options: Readonly<Record<string, { type: 'string' | 'boolean' }>>,
  example: string,
): { values: Readonly<Record<string, unknown>>; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw badWords(error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'I cannot read that', example)
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function badWords(message: string, example: string): Refusal {
  return new Refusal('bad-input', message, { hint: `For example: ${example}` })
}
