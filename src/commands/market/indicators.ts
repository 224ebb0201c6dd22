import { z } from 'zod'
import { readStudy } from '../../analysis/read-study.ts'
import { historyFor, type StudyOutput, type StudyRequest } from '../../analysis/study.ts'
import { type Candles, sliceCandles } from '../../basics/candles.ts'
import { Refusal } from '../../basics/refusal.ts'
import { fields, table } from '../../basics/reply.ts'
import { showCompact, showPrice } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { openingWords } from '../candle-words.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv, formulas, marketText, timeframe } from '../inputs.ts'
import { FILE_CANDLES_MAX, manyCandles, usualCount } from '../many-candles.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { usualTimeframe } from '../usual-timeframe.ts'

const SIGNIFICANT_DIGITS = 17
const FORMULA_CHARS_MAX = 20
const LARGE = 1e7

export const indicators = command({
  name: 'indicators',
  summary: 'Compute indicators of a market, as a table and as a file',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  cost: 3,
  input: z.strictObject({
    market: option(marketText, { about: 'The market, such as BTC or ETH/BTC' }),
    timeframe,
    formulas,
    count: option(z.int().min(1).max(FILE_CANDLES_MAX).optional(), {
      about: 'How many candles go into the file; in a replay all, when left out',
      words: ['count', 'last'],
    }),
    csv,
  }),
  examples: ['/indicators BTC 4h rsi(14) ema(20)', '/indicators ETH 1h "macd(12,26,9)" "bb(20,2)" csv'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe: asked, formulas, count, csv: wantsFile }, context) {
    const { market: service } = context.services
    const studies = formulas.map(readStudy)
    const market = await service.find(name, context.signal)
    const timeframe = asked ?? usualTimeframe(service, market)
    const shown = wantsFile ? (count ?? usualCount(service)) : 1
    const candles = await manyCandles(service, { market, timeframe, count: shown + historyFor(studies, timeframe) }, context.signal)
    const last = candles.time.at(-1)
    if (last === undefined)
      throw new Refusal('not-found', `There are no closed candles of ${market.symbol} in ${timeframe} yet.`, {
        hint: 'Try 1h, for example.',
      })
    const { zone } = await lookOf(context)
    const outputs = studies.flatMap((study) => study.compute(candles).outputs.map((output) => ({ study, output })))
    return {
      title: `${market.symbol} ${timeframe} indicators`,
      blocks: [
        table(
          [
            { title: 'Formula', align: 'left' },
            { title: 'Value', align: 'right' },
          ],
          outputs.map(({ study, output }) => [shortFormula(output.formula), valueWords(output.values.at(-1), study, market.tick)]),
        ),
        fields({
          Candle: `${openingWords(last, timeframe, zone)}, closed`,
          'Last close': `${showPrice(candles.close.at(-1) ?? Number.NaN, market.tick)} ${market.quote}`,
          Source: `${market.venue}, ${sourceWords(service, zone)}`,
        }),
        ...(wantsFile
          ? [
              valuesFile(`indicators_${market.base}_${market.quote}_${timeframe}.csv`, candles, {
                shown,
                outputs: outputs.map(({ output }) => output),
              }),
            ]
          : []),
      ],
      buttons: wantsFile
        ? []
        : [
            {
              kind: 'run',
              label: 'As a file',
              command: 'indicators',
              input: { market: market.id, timeframe, formulas: studies.map(({ formula }) => formula), csv: true },
            },
          ],
    }
  },
})

/** Short enough for a phone; the file has it whole. */
function shortFormula(formula: string): string {
  return formula.length <= FORMULA_CHARS_MAX ? formula : `${formula.slice(0, FORMULA_CHARS_MAX - 1)}…`
}

/** A price like the market's own prices; anything else with five digits, or three when it is very large. */
function valueWords(value: number | undefined, { pane }: StudyRequest, tick: string): string {
  if (value === undefined || Number.isNaN(value)) return 'not yet'
  if (pane === 'price') return showPrice(value, tick)
  return Math.abs(value) < LARGE ? showPrice(value) : showCompact(value)
}

function valuesFile(
  name: string,
  candles: Candles,
  { shown, outputs }: { readonly shown: number; readonly outputs: readonly StudyOutput[] },
) {
  const start = Math.max(0, candles.time.length - shown)
  const rows = Array.from(sliceCandles(candles, start).time, (time, index) => [
    String(time),
    ...outputs.map(({ values }) => digitsOf(values[start + index] ?? Number.NaN)),
  ])
  return csvFile(name, ['timestamp_ms', ...outputs.map(({ formula }) => formula)], rows)
}

function digitsOf(value: number): string {
  return Number.isNaN(value) ? '' : value.toPrecision(SIGNIFICANT_DIGITS)
}
