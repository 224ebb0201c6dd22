import { Macd, macd } from './indicators/macd.ts'
import { Cci, Momentum, Roc } from './indicators/momentum.ts'
import { Trix } from './indicators/multiple-ema.ts'
import { rsi } from './indicators/rsi.ts'
import { Stochastic, StochRsi, stochastic, WilliamsR } from './indicators/stochastic.ts'
import { MoneyFlowIndex } from './indicators/volume-flow.ts'
import { rsiRun } from './inline-runs.ts'
import { ofCandles, ofSource } from './run-study.ts'
import { bars, FORGETS_PERIODS, line, periodic, type StudyDefinition, study, WILDER_FORGETS_PERIODS } from './study-definition.ts'

/** Indicators that swing between levels, or around zero. */
export const OSCILLATOR_STUDIES: readonly StudyDefinition[] = [
  periodic({
    name: 'rsi',
    title: 'RSI',
    usual: 14,
    levels: [30, 70],
    source: true,
    extra: 0,
    forgets: WILDER_FORGETS_PERIODS,
    start: rsiRun,
    compute: ({ source }, period) => rsi(source, period),
  }),
  study({
    name: 'macd',
    title: 'MACD',
    args: { fast: bars(12), slow: bars(26), signal: bars(9, 1) },
    pane: 'own',
    source: true,
    outputs: [line('macd', 'MACD'), line('macd_signal', 'signal'), { name: 'macd_hist', label: 'histogram', shape: 'bars' }],
    warmUp: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 2,
    history: ({ fast, slow, signal }) => FORGETS_PERIODS * (Math.max(fast, slow) + signal),
    start: (numbers) => new Macd(numbers),
    compute({ source }, numbers) {
      const lines = macd(source, numbers)
      return [lines.macd, lines.signal, lines.hist]
    },
  }),
  study({
    name: 'stoch',
    title: 'Stoch',
    aliases: ['stochastic'],
    args: { period: bars(14, 1), slowing: bars(3, 1), signal: bars(3, 1) },
    pane: 'own',
    levels: [20, 80],
    outputs: [line('stoch_k', '%K'), line('stoch_d', '%D')],
    warmUp: ({ period, slowing, signal }) => period + slowing + signal - 3,
    start: (numbers) => new Stochastic(numbers),
    compute({ candles }, numbers) {
      const { k, d } = stochastic(candles, numbers)
      return [k, d]
    },
  }),
  study({
    name: 'stochf',
    title: 'Fast stoch',
    args: { period: bars(14, 1), signal: bars(3, 1) },
    pane: 'own',
    levels: [20, 80],
    outputs: [line('stochf_k', '%K'), line('stochf_d', '%D')],
    warmUp: ({ period, signal }) => period + signal - 2,
    start: (numbers) => new Stochastic({ ...numbers, slowing: 1 }),
  }),
  study({
    name: 'stochrsi',
    title: 'StochRSI',
    aliases: ['srsi', 'stoch_rsi'],
    args: { period: bars(14), window: bars(14, 1), signal: bars(3, 1) },
    pane: 'own',
    levels: [20, 80],
    source: true,
    outputs: [line('stochrsi_k', '%K'), line('stochrsi_d', '%D')],
    warmUp: ({ period, window, signal }) => period + window + signal - 2,
    history: ({ period, window, signal }) => WILDER_FORGETS_PERIODS * period + window + signal,
    start: (numbers) => new StochRsi(numbers),
  }),
  periodic({
    name: 'cci',
    title: 'CCI',
    usual: 20,
    levels: [-100, 100],
    extra: -1,
    start: (period) => ofCandles(new Cci(period)),
  }),
  periodic({ name: 'mfi', title: 'MFI', usual: 14, levels: [20, 80], extra: 0, start: (period) => ofCandles(new MoneyFlowIndex(period)) }),
  periodic({
    name: 'willr',
    title: 'Williams %R',
    aliases: ['williams', 'williamsr', 'wpr'],
    usual: 14,
    levels: [-80, -20],
    extra: -1,
    start: (period) => ofCandles(new WilliamsR(period)),
  }),
  periodic({
    name: 'roc',
    title: 'ROC',
    usual: 10,
    levels: [0],
    source: true,
    extra: 0,
    start: (period) => ofSource(new Roc(period)),
  }),
  periodic({
    name: 'mom',
    title: 'Momentum',
    aliases: ['momentum', 'mtm'],
    usual: 10,
    levels: [0],
    source: true,
    extra: 0,
    start: (period) => ofSource(new Momentum(period)),
  }),
  study({
    name: 'trix',
    title: 'TRIX',
    args: { period: bars(15) },
    pane: 'own',
    levels: [0],
    source: true,
    warmUp: ({ period }) => 3 * (period - 1) + 1,
    history: ({ period }) => (3 + FORGETS_PERIODS) * period,
    start: ({ period }) => ofSource(new Trix(period)),
  }),
]
