import { z } from 'zod'
import { SETTING_KEYS, settingWord } from '../accounts/setting-list.ts'
import { FORMULA_TOKENS_MAX } from '../analysis/formula/formula-limits.ts'
import { STUDY_VOCABULARY, STUDY_WORD } from '../analysis/read-study.ts'
import { readAmount } from '../basics/money.ts'
import { readTimeframe, TIMEFRAME_WORD, TIMEFRAMES } from '../basics/timeframe.ts'
import { option } from '../chat/option.ts'

const MARKET_CHARS_MAX = 60
const EXPRESSION_CHARS_MAX = 200
const MARKETS_MAX = 20
const TIMEFRAMES_MAX = 4

/** Inputs that several commands share, so that a market or an amount is read the same way everywhere. */
export const marketText = z.string().trim().min(1, 'expected a market such as BTC').max(MARKET_CHARS_MAX, 'expected a market such as BTC')

export const marketTexts = z.array(marketText).min(1).max(MARKETS_MAX, `at most ${MARKETS_MAX} at once`)

/** A coin or currency by its ticker or name; `assetOf` reads it. */
export const assetText = z
  .string()
  .trim()
  .regex(/^[a-z0-9]{1,20}$/i, 'expected a coin such as BTC')

/** What a request or a trade is called. */
export const requestCode = z
  .string()
  .trim()
  .regex(/^[a-z0-9]{6}$/i, 'expected six letters and digits such as K7QX2M')

/** A market, or arithmetic of markets; the market service reads it. */
export const expressionText = z
  .string()
  .trim()
  .min(1, 'expected a market such as BTC')
  .max(EXPRESSION_CHARS_MAX, `expected at most ${EXPRESSION_CHARS_MAX} characters`)

export const timeframeWord = z
  .string()
  .trim()
  .regex(new RegExp(TIMEFRAME_WORD.source, 'i'), `expected one of ${TIMEFRAMES.join(' ')}`)
  .transform((word, context) => {
    const timeframe = readTimeframe(word)
    if (timeframe !== undefined) return timeframe
    context.addIssue(`candles are kept in ${TIMEFRAMES.join(' ')}`)
    return z.NEVER
  })

/** One timeframe, wherever it stands in the line. */
export const timeframe = option(timeframeWord.optional(), { about: 'How long a candle is, such as 15m, 4h or 1d; else 1h', anywhere: true })

export const timeframes = option(
  z.array(timeframeWord).min(1).max(TIMEFRAMES_MAX, `at most ${TIMEFRAMES_MAX} pictures at once`).optional(),
  {
    about: 'How long a candle is, such as 15m, 4h or 1d; a picture for each; else 1h',
    anywhere: true,
  },
)

const INDICATORS_MAX = 8
/** With up to three numbers each. */
const INDICATOR_WORDS_MAX = 4 * INDICATORS_MAX
const INDICATOR_CHARS_MAX = 80

/** An indicator as it was typed; `readStudy` reads it. */
const indicatorWord = z
  .string()
  .trim()
  .min(1, 'expected an indicator such as rsi(14)')
  .max(INDICATOR_CHARS_MAX, 'expected an indicator such as rsi(14)')

const BARE_NUMBER = /^\d{1,4}(?:\.\d{1,3})?$/

/** "ema 50 rsi" as people type it: a number belongs to the indicator before it. */
function withTheirNumbers(words: readonly string[]): readonly string[] {
  const gathered: string[] = []
  for (const word of words) {
    const before = BARE_NUMBER.test(word) ? gathered.pop() : undefined
    gathered.push(before === undefined ? word : `${before} ${word}`)
  }
  return gathered
}

/** Indicators by their names, wherever they stand in the line. */
export const indicatorsAnywhere = option(
  z
    .array(indicatorWord.meta({ pattern: `${STUDY_WORD.source}|${BARE_NUMBER.source}` }))
    .max(INDICATOR_WORDS_MAX, `at most ${INDICATORS_MAX} indicators`)
    .default([])
    .transform(withTheirNumbers),
  {
    about: 'Indicators such as rsi, ema 50 or bb(20,2)',
    anywhere: true,
    vocabulary: STUDY_VOCABULARY,
  },
)

export const formulas = option(z.array(indicatorWord).min(1).max(INDICATORS_MAX, `at most ${INDICATORS_MAX} indicators`), {
  about: 'Indicators such as rsi(14) or macd(12,26,9)',
  vocabulary: STUDY_VOCABULARY,
})

/** A formula, all words of the line that nothing else takes; with quotes or without. `splitFormulaLine` tells it from a timeframe behind it. */
export const formulaWords = option(z.array(z.string()).min(1, 'expected a formula such as rsi(14) < 30').max(FORMULA_TOKENS_MAX), {
  about: 'What to look for, such as rsi(14) < 30 and close > ema(200)',
})

/** The timeframe beside a formula, whose own words may look like one. */
export const timeframeSaid = option(timeframeWord.optional(), {
  about: 'How long a candle is, such as 15m, 4h or 1d; else 1h',
  words: ['tf'],
})

/** An amount, kept as it was typed: a float would change it. */
export const amount = z
  .string()
  .trim()
  .transform((text, context) => {
    const read = readAmount(text)
    if (read !== undefined) return read
    const comma = /^\d{1,18},\d{1,18}$/.test(text) ? 'is that comma a decimal point? ' : ''
    context.addIssue(`${comma}expected plain digits such as 250 or 0.5`)
    return z.NEVER
  })

const SETTING_KEY_CHARS_MAX = 40
export const settingKeyText = z.string().trim().max(SETTING_KEY_CHARS_MAX, 'expected a setting such as zone')
export const settingWords: readonly string[] = SETTING_KEYS.map(settingWord)

export const csv = option(z.boolean().default(false), { about: 'Answer with a file besides' })
