import { z } from 'zod'
import { readDuration } from '../../basics/duration.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import { option } from '../../chat/option.ts'
import { marketText } from '../inputs.ts'
import {
  DOLLARS,
  PERCENT_WORD,
  type Reading,
  readDrop,
  readLevel,
  readLine,
  readPlace,
  readRise,
  readShare,
  readSize,
  readTarget,
  SIZE_WORD,
  TARGET_WORD,
} from './order-words.ts'

const WORD_CHARS_MAX = 60
const TARGETS_MAX = 8
const TAG_CHARS_MAX = 24
const SPAN_DAYS_MAX = 366
const TAG = new RegExp(`^[a-zA-Z0-9_-]{1,${TAG_CHARS_MAX}}$`)

/** A text that is one of these words; what is wrong with it is said in the reader's own words. */
function said<Value extends object>(read: (word: string) => Reading<Value>) {
  return z
    .string()
    .trim()
    .max(WORD_CHARS_MAX, 'expected fewer characters')
    .transform((word, context) => {
      const value = read(word)
      if (typeof value !== 'string') return value
      context.addIssue(value)
      return z.NEVER
    })
}

const span = z
  .string()
  .trim()
  .transform((word, context) => {
    const spanMs = readDuration(word)
    if (spanMs !== undefined && spanMs > 0 && spanMs <= SPAN_DAYS_MAX * DAY_MS) return spanMs
    context.addIssue(`expected a time such as 90m, 2h or 1d12h, at most ${SPAN_DAYS_MAX}d`)
    return z.NEVER
  })

/** Names an order or a position: by its code, or by its market. */
export const codeOrMarket = z
  .string()
  .trim()
  .min(1, 'expected a code or a market such as BTC')
  .max(WORD_CHARS_MAX, 'expected a code or a market such as BTC')

export const orderMarket = option(marketText, { about: 'The market, such as BTC' })

export const amountWord = said(readSize).meta({ pattern: SIZE_WORD })
export const levelWord = said(readLevel)
export const dropWord = said(readDrop)
export const targetWords = z
  .array(said(readTarget).meta({ pattern: TARGET_WORD }))
  .min(1)
  .max(TARGETS_MAX, `at most ${TARGETS_MAX} targets`)
export const shareWord = said(readShare).meta({ pattern: PERCENT_WORD })

/** Everything that can be said of an order but its market; the names are those of programs, too. */
export const orderOptions = {
  amount: option(amountWord.optional(), { about: 'How much: 0.01, $100, 10% of what is there, or max', anywhere: true, units: DOLLARS }),
  price: option(said(readPlace).optional(), {
    about: 'Where it rests: 60k, -2%, or several such as 60k..55k:5; else it fills at once',
    prefix: '@',
    words: ['at', 'limit'],
  }),
  sl: option(levelWord.optional(), { about: 'The stop: a price such as 58k, or how far below the entry, such as 2%', words: ['sl'] }),
  tp: option(targetWords.optional(), { about: 'Targets such as 62k or 4%, with their shares: 62k:50% 65k:50%', words: ['tp'] }),
  trail: option(dropWord.optional(), { about: 'How far below its peak the stop follows, such as 3%', words: ['trail'] }),
  be: option(said(readRise).optional(), { about: 'The gain after which the stop moves to the entry, such as 2%', words: ['be'] }),
  for: option(span.optional(), { about: 'How long the position is kept at most, such as 2h', words: ['for'] }),
  rest: option(span.optional(), { about: 'How long the order may rest, such as 1d', words: ['rest'] }),
  stop: option(levelWord.optional(), { about: 'Wait until the price comes to this, such as 70k', words: ['stop'] }),
  grid: option(said(readLine).optional(), { about: 'Lines between two prices, such as 55k..65k:10', words: ['grid'] }),
  risk: option(said(readShare).optional(), { about: 'What may be lost at the stop, such as 1%, instead of an amount', words: ['risk'] }),
  post: option(z.boolean().default(false), { about: 'Only if it rests first' }),
  reduce: option(z.boolean().default(false), { about: 'Only make a position smaller' }),
  nostop: option(z.boolean().default(false), { about: 'No stop: then all of it counts as risk' }),
  notarget: option(z.boolean().default(false), { about: 'No target' }),
  tag: option(z.string().trim().regex(TAG, `expected a word of at most ${TAG_CHARS_MAX} letters, digits and dashes`).optional(), {
    about: 'A word to find it by later',
    words: ['tag'],
  }),
}

const order = z.strictObject(orderOptions)

/** What was said of an order, as it was read. */
export type SaidOrder = z.output<typeof order>

/** The same as it is typed or sent. */
export type OrderWords = z.input<typeof order>
