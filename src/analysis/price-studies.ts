import { DAY_MS, lengthOf } from '../basics/timeframe.ts'
import { bollinger } from './indicators/deviation.ts'
import { dema, ema, rma, tema } from './indicators/ema.ts'
import { ichimoku } from './indicators/ichimoku.ts'
import { linearRegression } from './indicators/linear-regression.ts'
import { parabolicSar } from './indicators/parabolic-sar.ts'
import { sma } from './indicators/sma.ts'
import { supertrend } from './indicators/supertrend.ts'
import { donchian, keltner } from './indicators/true-range.ts'
import { vwap } from './indicators/volume-flow.ts'
import { hma, vwma, wma } from './indicators/wma.ts'
import { bars, channel, FORGETS_PERIODS, factor, line, type StudyDefinition, study, WILDER_FORGETS_PERIODS } from './study-definition.ts'

const WIDTH = { least: 0.1, most: 20 }
/** A trend that began before the candles is forgotten when it turns, which takes some tens of bars. */
const TREND_BARS = 200

interface Average {
  readonly title: string
  readonly aliases?: readonly string[]
  readonly warmUp?: (period: number) => number
  /** After how many more periods its beginning is forgotten. */
  readonly forgets?: number
  readonly compute: (values: Float64Array, period: number) => Float64Array
}

/** A moving average of a series. */
function average({ title, aliases = [], warmUp = (period) => period - 1, forgets = 0, compute }: Average): StudyDefinition {
  return study({
    name: title.toLowerCase(),
    title,
    aliases,
    args: { period: bars(20) },
    source: true,
    warmUp: ({ period }) => warmUp(period),
    history: ({ period }) => warmUp(period) + forgets * period,
    compute: ({ source }, { period }) => [compute(source, period)],
  })
}

/** Indicators that are drawn over the price. */
export const PRICE_STUDIES: readonly StudyDefinition[] = [
  average({ title: 'SMA', aliases: ['ma'], compute: sma }),
  average({ title: 'EMA', forgets: FORGETS_PERIODS, compute: ema }),
  average({ title: 'WMA', compute: wma }),
  average({ title: 'RMA', aliases: ['smma', 'wilder', 'wilders'], forgets: WILDER_FORGETS_PERIODS, compute: rma }),
  average({ title: 'HMA', aliases: ['hull'], warmUp: (period) => period + Math.floor(Math.sqrt(period)) - 2, compute: hma }),
  average({ title: 'DEMA', warmUp: (period) => 2 * (period - 1), forgets: FORGETS_PERIODS, compute: dema }),
  average({ title: 'TEMA', warmUp: (period) => 3 * (period - 1), forgets: FORGETS_PERIODS, compute: tema }),
  average({ title: 'LINREG', aliases: ['linearreg', 'lsma'], compute: (values, period) => linearRegression(values, period).line }),
  study({
    name: 'vwma',
    title: 'VWMA',
    args: { period: bars(20) },
    source: true,
    warmUp: ({ period }) => period - 1,
    compute: ({ candles, source }, { period }) => [vwma(source, candles.volume, period)],
  }),
  study({
    name: 'vwap',
    title: 'VWAP',
    args: {},
    warmUp: () => 0,
    history: (_, timeframe) => Math.ceil(DAY_MS / lengthOf(timeframe)),
    compute: ({ candles }) => [vwap(candles)],
  }),
  study({
    name: 'bb',
    title: 'BB',
    aliases: ['bbands', 'boll', 'bollinger', 'bbs'],
    args: { period: bars(20), width: factor(2, WIDTH) },
    source: true,
    outputs: channel('bb'),
    warmUp: ({ period }) => period - 1,
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
    compute({ candles }, { period, width, range }) {
      const { upper, middle, lower } = keltner(candles, { period, width, range })
      return [upper, middle, lower]
    },
  }),
  study({
    name: 'dc',
    title: 'Donchian',
    aliases: ['donchian'],
    args: { period: bars(20) },
    outputs: channel('dc'),
    warmUp: ({ period }) => period - 1,
    compute({ candles }, { period }) {
      const { upper, middle, lower } = donchian(candles, period)
      return [upper, middle, lower]
    },
  }),
  study({
    name: 'supertrend',
    title: 'Supertrend',
    aliases: ['st'],
    args: { period: bars(10, 1), width: factor(3, WIDTH) },
    outputs: [{ name: 'supertrend', label: 'Supertrend', shape: 'stop' }],
    warmUp: ({ period }) => period,
    history: ({ period }) => WILDER_FORGETS_PERIODS * period + TREND_BARS,
    compute: ({ candles }, { period, width }) => [supertrend(candles, period, width).line],
  }),
  study({
    name: 'sar',
    title: 'SAR',
    aliases: ['psar', 'parabolic'],
    args: { step: factor(0.02, { least: 0.001, most: 1 }), max: factor(0.2, { least: 0.001, most: 1 }) },
    outputs: [{ name: 'sar', label: 'SAR', shape: 'dots' }],
    warmUp: () => 1,
    history: () => TREND_BARS,
    compute: ({ candles }, { step, max }) => [parabolicSar(candles, step, max)],
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
    compute({ candles }, numbers) {
      const { tenkan, kijun, spanA, spanB } = ichimoku(candles, numbers)
      return [tenkan, kijun, spanA, spanB]
    },
  }),
]
