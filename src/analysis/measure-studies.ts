import { at, combine } from './indicators/column.ts'
import { bollinger, stdev, variance } from './indicators/deviation.ts'
import { directional } from './indicators/directional.ts'
import { linearRegression } from './indicators/linear-regression.ts'
import { aroon } from './indicators/momentum.ts'
import { atr, natr, trueRange } from './indicators/true-range.ts'
import { accumulation, cmf, obv } from './indicators/volume-flow.ts'
import { bars, factor, line, periodic, type StudyDefinition, study, WILDER_FORGETS_PERIODS } from './study-definition.ts'

/** Indicators that measure how strong a trend is, how far prices move, and where the volume goes. */
export const MEASURE_STUDIES: readonly StudyDefinition[] = [
  study({
    name: 'adx',
    title: 'ADX',
    args: { period: bars(14) },
    pane: 'own',
    levels: [25],
    warmUp: ({ period }) => 2 * period - 1,
    history: ({ period }) => (2 + WILDER_FORGETS_PERIODS) * period,
    compute: ({ candles }, { period }) => [directional(candles, period).adx],
  }),
  study({
    name: 'dmi',
    title: 'DMI',
    aliases: ['di'],
    args: { period: bars(14) },
    pane: 'own',
    outputs: [line('plus_di', '+DI'), line('minus_di', '−DI'), line('dx', 'DX')],
    warmUp: ({ period }) => period,
    history: ({ period }) => WILDER_FORGETS_PERIODS * period,
    compute({ candles }, { period }) {
      const { plus, minus, dx } = directional(candles, period)
      return [plus, minus, dx]
    },
  }),
  study({
    name: 'aroon',
    title: 'Aroon',
    args: { period: bars(14) },
    pane: 'own',
    levels: [30, 70],
    outputs: [line('aroon_up', 'up'), line('aroon_down', 'down')],
    warmUp: ({ period }) => period,
    compute({ candles }, { period }) {
      const { up, down } = aroon(candles, period)
      return [up, down]
    },
  }),
  periodic({
    name: 'aroon_osc',
    title: 'Aroon oscillator',
    aliases: ['aroonosc'],
    usual: 14,
    levels: [0],
    extra: 0,
    compute: ({ candles }, period) => aroon(candles, period).osc,
  }),
  periodic({
    name: 'linreg_slope',
    title: 'Regression slope',
    usual: 14,
    levels: [0],
    source: true,
    extra: -1,
    compute: ({ source }, period) => linearRegression(source, period).slope,
  }),
  periodic({
    name: 'atr',
    title: 'ATR',
    usual: 14,
    extra: 0,
    forgets: WILDER_FORGETS_PERIODS,
    compute: ({ candles }, period) => atr(candles, period),
  }),
  periodic({
    name: 'natr',
    title: 'ATR %',
    usual: 14,
    extra: 0,
    forgets: WILDER_FORGETS_PERIODS,
    compute: ({ candles }, period) => natr(candles, period),
  }),
  periodic({
    name: 'stdev',
    title: 'Deviation',
    aliases: ['std', 'stddev'],
    usual: 20,
    source: true,
    extra: -1,
    compute: ({ source }, period) => stdev(source, period),
  }),
  periodic({
    name: 'variance',
    title: 'Variance',
    aliases: ['var'],
    usual: 20,
    source: true,
    extra: -1,
    compute: ({ source }, period) => variance(source, period),
  }),
  study({ name: 'tr', title: 'True range', args: {}, pane: 'own', warmUp: () => 1, compute: ({ candles }) => [trueRange(candles)] }),
  study({
    name: 'bb_width',
    title: 'BB width',
    aliases: ['bbw'],
    args: { period: bars(20), width: factor(2, { least: 0.1, most: 20 }) },
    pane: 'own',
    source: true,
    warmUp: ({ period }) => period - 1,
    compute({ source }, { period, width }) {
      const { upper, middle, lower } = bollinger(source, period, width)
      return [combine(upper.length, (index) => (at(upper, index) - at(lower, index)) / at(middle, index))]
    },
  }),
  study({ name: 'obv', title: 'OBV', args: {}, pane: 'own', warmUp: () => 0, compute: ({ candles }) => [obv(candles)] }),
  study({ name: 'ad', title: 'A/D', args: {}, pane: 'own', warmUp: () => 0, compute: ({ candles }) => [accumulation(candles)] }),
  periodic({ name: 'cmf', title: 'CMF', usual: 20, levels: [0], extra: -1, compute: ({ candles }, period) => cmf(candles, period) }),
]
