import { BollingerWidth, Deviation } from './indicators/deviation.ts'
import { Adx, adx, Directional } from './indicators/directional.ts'
import { RegressionSlope } from './indicators/linear-regression.ts'
import { Aroon } from './indicators/momentum.ts'
import { RollingVariance } from './indicators/rolling-variance.ts'
import { atr, Natr, TrueRange } from './indicators/true-range.ts'
import { Accumulation, ChaikinMoneyFlow, Obv } from './indicators/volume-flow.ts'
import { atrRun } from './inline-runs.ts'
import { ofCandles, ofSource } from './run-study.ts'
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
    start: ({ period }) => ofCandles(new Adx(period)),
    compute: ({ candles }, { period }) => [adx(candles, period)],
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
    start: ({ period }) => new Directional(period),
  }),
  study({
    name: 'aroon',
    title: 'Aroon',
    args: { period: bars(14) },
    pane: 'own',
    levels: [30, 70],
    outputs: [line('aroon_up', 'up'), line('aroon_down', 'down')],
    warmUp: ({ period }) => period,
    start: ({ period }) => new Aroon(period),
  }),
  periodic({
    name: 'aroon_osc',
    title: 'Aroon oscillator',
    aliases: ['aroonosc'],
    usual: 14,
    levels: [0],
    extra: 0,
    start: (period) => ofCandles(new Aroon(period)),
  }),
  periodic({
    name: 'linreg_slope',
    title: 'Regression slope',
    usual: 14,
    levels: [0],
    source: true,
    extra: -1,
    start: (period) => ofSource(new RegressionSlope(period)),
  }),
  periodic({
    name: 'atr',
    title: 'ATR',
    usual: 14,
    extra: 0,
    forgets: WILDER_FORGETS_PERIODS,
    start: atrRun,
    compute: ({ candles }, period) => atr(candles, period),
  }),
  periodic({
    name: 'natr',
    title: 'ATR %',
    usual: 14,
    extra: 0,
    forgets: WILDER_FORGETS_PERIODS,
    start: (period) => ofCandles(new Natr(period)),
  }),
  periodic({
    name: 'stdev',
    title: 'Deviation',
    aliases: ['std', 'stddev'],
    usual: 20,
    source: true,
    extra: -1,
    start: (period) => ofSource(new Deviation(period)),
  }),
  periodic({
    name: 'variance',
    title: 'Variance',
    aliases: ['var'],
    usual: 20,
    source: true,
    extra: -1,
    start: (period) => ofSource(new RollingVariance(period)),
  }),
  study({ name: 'tr', title: 'True range', args: {}, pane: 'own', warmUp: () => 1, start: () => ofCandles(new TrueRange()) }),
  study({
    name: 'bb_width',
    title: 'BB width',
    aliases: ['bbw'],
    args: { period: bars(20), width: factor(2, { least: 0.1, most: 20 }) },
    pane: 'own',
    source: true,
    warmUp: ({ period }) => period - 1,
    start: ({ period, width }) => ofSource(new BollingerWidth(period, width)),
  }),
  study({ name: 'obv', title: 'OBV', args: {}, cumulative: true, pane: 'own', warmUp: () => 0, start: () => ofCandles(new Obv()) }),
  study({ name: 'ad', title: 'A/D', args: {}, cumulative: true, pane: 'own', warmUp: () => 0, start: () => ofCandles(new Accumulation()) }),
  periodic({ name: 'cmf', title: 'CMF', usual: 20, levels: [0], extra: -1, start: (period) => ofCandles(new ChaikinMoneyFlow(period)) }),
]
