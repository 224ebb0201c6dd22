import { lagOf, T3, Trima, Zlema } from './indicators/composed-averages.ts'
import { Kama } from './indicators/kaufman-average.ts'
import { ofSource } from './run-study.ts'
import { bars, FORGETS_PERIODS, factor, type StudyDefinition, study } from './study-definition.ts'

/** Where prices hardly get anywhere, KAMA takes about so long to forget where it began. */
const KAMA_FORGETS_BARS = 1500
/** A chain of six averages forgets later than one. */
const T3_FORGETS_PERIODS = 2 * FORGETS_PERIODS

/** Moving averages that are made of others, or that change their pace. */
export const ADAPTIVE_STUDIES: readonly StudyDefinition[] = [
  study({
    name: 'trima',
    title: 'TRIMA',
    args: { period: bars(20) },
    source: true,
    warmUp: ({ period }) => period - 1,
    start: ({ period }) => ofSource(new Trima(period)),
  }),
  study({
    name: 'kama',
    title: 'KAMA',
    args: { period: bars(10) },
    source: true,
    warmUp: ({ period }) => period,
    history: ({ period }) => period + KAMA_FORGETS_BARS,
    start: ({ period }) => ofSource(new Kama(period)),
  }),
  study({
    name: 't3',
    title: 'T3',
    args: { period: bars(5), swing: factor(0.7, { least: 0, most: 1 }) },
    source: true,
    warmUp: ({ period }) => 6 * (period - 1),
    history: ({ period }) => (6 + T3_FORGETS_PERIODS) * period,
    start: ({ period, swing }) => ofSource(new T3(period, swing)),
  }),
  study({
    name: 'zlema',
    title: 'ZLEMA',
    args: { period: bars(20) },
    source: true,
    warmUp: ({ period }) => period - 1 + lagOf(period),
    history: ({ period }) => (2 + FORGETS_PERIODS) * period,
    start: ({ period }) => ofSource(new Zlema(period)),
  }),
]
