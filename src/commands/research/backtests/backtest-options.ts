import { z } from 'zod'
import { FORMULA_LETTERS_MAX } from '../../../analysis/formula/formula-limits.ts'
import { readTimeframe, TIMEFRAMES } from '../../../basics/timeframe.ts'
import { option } from '../../../chat/option.ts'
import { COOL_DOWN_BARS_MAX, ENTRIES_MAX, HOLD_BARS_MAX } from '../../../strategies/read-rules.ts'
import { amount } from '../../inputs.ts'
import { RANGE_WORD } from './backtest-range.ts'

const WORD_CHARS_MAX = 40
/** As many names of markets as a portfolio takes. */
const MARKETS_CHARS_MAX = 400

/** Timeframes only, in all the ways of writing them that come out as one: "90d" is a range. */
const TIMEFRAME =
  /^(?:(?:1|3|5|15|30|60|120|240|360|720)\s?(?:m|min)|(?:1|2|4|6|12|24)\s?(?:h|hr)|[13]\s?(?:d|day)|1\s?(?:w|wk|week|mo|month)|hourly|daily|weekly|monthly)$/

const timeframe = z
  .string()
  .trim()
  .regex(new RegExp(TIMEFRAME.source, 'i'), `expected one of ${TIMEFRAMES.join(' ')}`)
  .transform((word) => readTimeframe(word))

const formula = z.string().trim().min(1).max(FORMULA_LETTERS_MAX).optional()
const word = z.string().trim().min(1).max(WORD_CHARS_MAX).optional()

/** A formula or "none", for a rule. */
const rule = (name: string, about: string) => option(formula, { about, words: [name] })

/** What every command takes that runs a strategy over the past. */
export const backtestOptions = {
  strategy: option(formula, { about: 'A strategy such as rsi-reversion, or an entry in quotes' }),
  market: option(z.string().trim().min(1).max(MARKETS_CHARS_MAX).optional(), { about: 'The market, such as BTC; several with commas' }),
  timeframe: option(timeframe.optional(), { about: 'How long a candle is, such as 15m, 2h or 1d', anywhere: true }),
  range: option(z.string().trim().max(WORD_CHARS_MAX).meta({ pattern: RANGE_WORD }).optional(), {
    about: 'How far back, such as 3y, 90d, 2021..2023 or all',
    anywhere: true,
  }),
  entry: rule('entry', 'A formula: buys where it is true'),
  exit: rule('exit', 'A formula: sells where it is true; or none'),
  stop: rule('stop', 'Where it gives up: 3%, "2 atr" or a formula; or none'),
  target: rule('target', 'Where it takes the profit: 6%, 2r, "4 atr" or a formula; or none'),
  trail: option(word, { about: 'How far below the highest price it sells: 3%; or none', words: ['trail'] }),
  size: option(word, { about: 'What an entry buys: 10%, $100 or "risk 1%"', words: ['size'] }),
  hold: option(z.int().min(0).max(HOLD_BARS_MAX).optional(), { about: 'For how many candles at most it holds', words: ['hold'] }),
  cooldown: option(z.int().min(0).max(COOL_DOWN_BARS_MAX).optional(), {
    about: 'How many candles it waits after an exit',
    words: ['cooldown'],
  }),
  entries: option(z.int().min(1).max(ENTRIES_MAX).optional(), { about: 'How often it may buy more of what it holds', words: ['entries'] }),
  fee: option(word, { about: 'Of what each order is worth; else 0.1%', words: ['fee'] }),
  slippage: option(word, { about: 'How much worse orders fill; else 0.05%', words: ['slippage'] }),
  cash: option(amount.optional(), { about: 'What it begins with; else 10000', words: ['cash'] }),
  from: option(word, { about: 'The first day, such as 2021-05-01', words: ['from'] }),
  to: option(word, { about: 'The last day, such as 2021-09-01', words: ['to'] }),
  fixed: option(z.boolean().default(false), { about: 'Always buy for shares of the first cash: profits are not invested' }),
}

export const backtestInput = z.strictObject(backtestOptions)

/** How a test is said, as it is read. */
export type SaidBacktest = z.output<typeof backtestInput>
