import { DAY_MS, lengthOf } from '../basics/timeframe.ts'
import { Donchian, Keltner } from './indicators/channels.ts'
import { Bollinger, bollinger } from './indicators/deviation.ts'
import { ema, Rma, rma } from './indicators/ema.ts'
import { Ichimoku } from './indicators/ichimoku.ts'
import { LinearRegression } from './indicators/linear-regression.ts'
import { Dema, Tema } from './indicators/multiple-ema.ts'
import { ParabolicSar } from './indicators/parabolic-sar.ts'

import { sma } from './indicators/sma.ts'
import { Supertrend } from './indicators/supertrend.ts'
import { Vwap } from './indicators/vwap.ts'
import { Hma, Vwma, Wma } from './indicators/wma.ts'
import { emaRun, smaRun } from './inline-runs.ts'
import { ofCandles, ofSource } from './run-study.ts'
import {
  bars,
  channel,
  FORGETS_PERIODS,
  factor,
  line,
  type StudyDefinition,
  type StudyRun,
  study,
  WILDER_FORGETS_PERIODS,
} from './study-definition.ts'

const WIDTH = { least: 0.1, most: 20 }
/** A trend that began before the candles is forgotten when it turns, which takes some tens of bars. */
const TREND_BARS = 200

interface Average {
  readonly title: string
  readonly aliases?: readonly string[]
  readonly warmUp?: (period: number) => number
  /** After how many more periods its beginning is forgotten. */
  readonly forgets?: number
  readonly start: (period: number) => StudyRun
  /** Only where a whole column at once is worth its own code. */
  readonly compute?: (values: Float64Array, period: number) => Float64Array
}

/** A moving average of a series. */
function average({ title, aliases = [], warmUp = (period) => period - 1, forgets = 0, start, compute }: Average): StudyDefinition {
  return study({
    name: title.toLowerCase(),
    title,
    aliases,
    args: { period: bars(20) },
    source: true,
    warmUp: ({ period }) => warmUp(period),
    history: ({ period }) => warmUp(period) + forgets * period,
    start: ({ period }) => start(period),
    compute: compute && (({ source }, { period }) => [compute(source, period)]),
  })
}

/** Indicators that are drawn over the price. */
export const PRICE_STUDIES: readonly StudyDefinition[] = [
  average({ title: 'SMA', aliases: ['ma'], start: smaRun, compute: sma }),
  average({ title: 'EMA', forgets: FORGETS_PERIODS, start: emaRun, compute: ema }),
  average({ title: 'WMA', start: (period) => ofSource(new Wma(period)) }),
  average({
    title: 'RMA',
    aliases: ['smma', 'wilder', 'wilders'],
    forgets: WILDER_FORGETS_PERIODS,
    start: (period) => ofSource(new Rma(period)),
    compute: rma,
  }),
  average({
    title: 'HMA',
    aliases: ['hull'],
    warmUp: (period) => period + Math.floor(Math.sqrt(period)) - 2,
    start: (period) => ofSource(new Hma(period)),
  }),
  average({ title: 'DEMA', warmUp: (period) => 2 * (period - 1), forgets: FORGETS_PERIODS, start: (period) => ofSource(new Dema(period)) }),
  average({ title: 'TEMA', warmUp: (period) => 3 * (period - 1), forgets: FORGETS_PERIODS, start: (period) => ofSource(new Tema(period)) }),
  average({ title: 'LINREG', aliases: ['linearreg', 'lsma'], start: (period) => ofSource(new LinearRegression(period)) }),
  study({
    name: 'vwma',
    title: 'VWMA',
    args: { period: bars(20) },
    source: true,
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => new Vwma(period),
  }),
  study({
    name: 'vwap',
    title: 'VWAP',
    args: {},
    warmUp: () => 0,
    history: (_, timeframe) => Math.ceil(DAY_MS / lengthOf(timeframe)),
    start: () => ofCandles(new Vwap()),
  }),
  study({
    name: 'bb',
    title: 'BB',
    aliases: ['bbands', 'boll', 'bollinger', 'bbs'],
    args: { period: bars(20), width: factor(2, WIDTH) },
    source: true,
    outputs: channel('bb'),
    warmUp: ({ period }) => period - 1,
    start: ({ period, width }) => new Bollinger(period, width),
    compute({ source }, { period, width }) {
      const { upper, middle, lower } = bollinger(source, period, width)
      return [upper, middle, lower]
    },
  }),
  study({
    name: 'kc',
    title: 'Keltner',
    aliases: ['keltner'],
    args: { period: bars(20), width: factor(2, WIDTH), range: bars(10, 1) },
    outputs: channel('kc'),
    warmUp: ({ period, range }) => Math.max(period - 1, range),
    history: ({ period, range }) => Math.max((1 + FORGETS_PERIODS) * period, (1 + WILDER_FORGETS_PERIODS) * range),
    start: (numbers) => new Keltner(numbers),
  }),
  study({
    name: 'dc',
    title: 'Donchian',
    aliases: ['donchian'],
    args: { period: bars(20) },
    outputs: channel('dc'),
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => new Donchian(period),
  }),
  study({
    name: 'supertrend',
    title: 'Supertrend',
    aliases: ['st'],
    args: { period: bars(10, 1), width: factor(3, WIDTH) },
    outputs: [{ name: 'supertrend', label: 'Supertrend', shape: 'stop' }],
    warmUp: ({ period }) => period,
    history: ({ period }) => WILDER_FORGETS_PERIODS * period + TREND_BARS,
    start: ({ period, width }) => ofCandles(new Supertrend(period, width)),
  }),
  study({
    name: 'sar',
    title: 'SAR',
    aliases: ['psar', 'parabolic'],
    args: { step: factor(0.02, { least: 0.001, most: 1 }), max: factor(0.2, { least: 0.001, most: 1 }) },
    outputs: [{ name: 'sar', label: 'SAR', shape: 'dots' }],
    warmUp: () => 1,
    history: () => TREND_BARS,
    start: ({ step, max }) => ofCandles(new ParabolicSar(step, max)),
  }),
  study({
    name: 'ichimoku',
    title: 'Ichimoku',
    aliases: ['ichi', 'cloud', 'kumo'],
    args: { tenkan: bars(9), kijun: bars(26), span: bars(52), shift: bars(26, 1) },
    outputs: [
      line('ichimoku_tenkan', 'tenkan'),
      line('ichimoku_kijun', 'kijun'),
      { name: 'ichimoku_span_a', label: 'span A', shape: 'band-edge' },
      { name: 'ichimoku_span_b', label: 'span B', shape: 'band-edge' },
    ],
    warmUp: ({ tenkan, kijun, span, shift }) => Math.max(tenkan, kijun, span) + shift - 2,
    start: (numbers) => new Ichimoku(numbers),
  }),
]
