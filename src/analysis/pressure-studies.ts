import { Adxr } from './indicators/oscillators/adx-rating.ts'
import { balanceOfPower } from './indicators/oscillators/balance-of-power.ts'
import { ChaikinOscillator } from './indicators/oscillators/chaikin-oscillator.ts'
import { Cmo } from './indicators/oscillators/chande-momentum.ts'
import { Choppiness } from './indicators/oscillators/choppiness.ts'
import { Apo, Ppo } from './indicators/oscillators/price-oscillator.ts'
import { UltimateOscillator } from './indicators/oscillators/ultimate-oscillator.ts'
import { ofCandles, ofSource } from './run-study.ts'
import { bars, FORGETS_PERIODS, periodic, type StudyDefinition, study, WILDER_FORGETS_PERIODS } from './study-definition.ts'

/** Oscillators that ask who presses on: buyers or sellers, what is fast or what is slow, a trend or none. */
export const PRESSURE_STUDIES: readonly StudyDefinition[] = [
  periodic({
    name: 'cmo',
    title: 'CMO',
    usual: 14,
    levels: [-50, 50],
    source: true,
    extra: 0,
    forgets: WILDER_FORGETS_PERIODS,
    start: (period) => ofSource(new Cmo(period)),
  }),
  study({
    name: 'ppo',
    title: 'PPO',
    args: { fast: bars(12), slow: bars(26) },
    pane: 'own',
    levels: [0],
    source: true,
    warmUp: ({ fast, slow }) => Math.max(fast, slow) - 1,
    start: ({ fast, slow }) => ofSource(new Ppo(fast, slow)),
  }),
  study({
    name: 'apo',
    title: 'APO',
    args: { fast: bars(12), slow: bars(26) },
    pane: 'own',
    levels: [0],
    source: true,
    warmUp: ({ fast, slow }) => Math.max(fast, slow) - 1,
    start: ({ fast, slow }) => ofSource(new Apo(fast, slow)),
  }),
  study({
    name: 'ultosc',
    title: 'Ultimate',
    aliases: ['ultimate'],
    args: { short: bars(7), middle: bars(14), long: bars(28) },
    pane: 'own',
    levels: [30, 70],
    warmUp: ({ short, middle, long }) => Math.max(short, middle, long),
    start: ({ short, middle, long }) => ofCandles(new UltimateOscillator([short, middle, long])),
  }),
  study({
    name: 'bop',
    title: 'BOP',
    args: {},
    pane: 'own',
    levels: [0],
    warmUp: () => 0,
    start: () => ofCandles({ next: balanceOfPower }),
  }),
  study({
    name: 'adosc',
    title: 'A/D oscillator',
    args: { fast: bars(3), slow: bars(10) },
    pane: 'own',
    levels: [0],
    warmUp: ({ fast, slow }) => Math.max(fast, slow) - 1,
    history: ({ fast, slow }) => (1 + FORGETS_PERIODS) * Math.max(fast, slow),
    start: ({ fast, slow }) => ofCandles(new ChaikinOscillator(fast, slow)),
  }),
  study({
    name: 'adxr',
    title: 'ADXR',
    args: { period: bars(14) },
    pane: 'own',
    levels: [25],
    warmUp: ({ period }) => 3 * period - 2,
    history: ({ period }) => (3 + WILDER_FORGETS_PERIODS) * period,
    start: ({ period }) => ofCandles(new Adxr(period)),
  }),
  periodic({
    name: 'chop',
    title: 'Choppiness',
    aliases: ['choppiness'],
    usual: 14,
    levels: [38.2, 61.8],
    extra: 0,
    start: (period) => ofCandles(new Choppiness(period)),
  }),
]
