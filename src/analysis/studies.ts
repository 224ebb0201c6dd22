import { type Candles, sliceCandles } from '../basics/candles.ts'
import { ADAPTIVE_STUDIES } from './adaptive-studies.ts'
import { LEVEL_STUDIES } from './level-studies.ts'
import { MEASURE_STUDIES } from './measure-studies.ts'
import { OSCILLATOR_STUDIES } from './oscillator-studies.ts'
import { PRESSURE_STUDIES } from './pressure-studies.ts'
import { PRICE_STUDIES } from './price-studies.ts'
import { SERIES, type SeriesName } from './series.ts'
import { HISTORY_CANDLES_MAX, type StudyRequest, type StudyResult } from './study.ts'
import type { Numbers, OutputDefinition, StudyDefinition, StudyInput } from './study-definition.ts'

/** Every indicator that can be asked for by name. */
export const STUDIES: readonly StudyDefinition[] = [
  ...PRICE_STUDIES,
  ...ADAPTIVE_STUDIES,
  ...LEVEL_STUDIES,
  ...OSCILLATOR_STUDIES,
  ...PRESSURE_STUDIES,
  ...MEASURE_STUDIES,
]

/** One name that people may write, and what it stands for: a whole indicator, or one of its lines. */
export interface NamedStudy {
  readonly definition: StudyDefinition
  readonly output: OutputDefinition | undefined
}

/** Names and aliases to what they stand for. A name that an indicator shares with one of its lines means the indicator. */
export const STUDY_NAMES: ReadonlyMap<string, NamedStudy> = new Map<string, NamedStudy>([
  ...STUDIES.flatMap((definition) => definition.outputs.map((output): [string, NamedStudy] => [output.name, { definition, output }])),
  ...STUDIES.flatMap((definition) =>
    [definition.name, ...definition.aliases].map((name): [string, NamedStudy] => [name, { definition, output: undefined }]),
  ),
])

/**
 * An indicator, or one of its lines, with its numbers and the series it is of.
 * What adds up from its first candle on begins at the HISTORY_CANDLES_MAX-th last of them, however many were loaded, so that a chart and a table show the same number; before that it is unknown.
 */
export function studyRequest({ definition, output }: NamedStudy, numbers: Numbers, series: SeriesName): StudyRequest {
  const values = Object.keys(definition.args).map((name) => String(numbers[name]))
  const ofSeries = series === 'close' ? [] : [series]
  const form = (name: string): string => `${name}(${[...ofSeries, ...values].join(',')})`
  const shown = [definition.title, ...ofSeries, ...values].join(' ')
  const label = output === undefined || definition.outputs.length === 1 ? shown : `${shown} ${output.label}`
  const pane = series === 'volume' ? 'own' : definition.pane
  const formula = form(output?.name ?? definition.name)
  return {
    name: output?.name ?? definition.name,
    formula,
    label,
    pane,
    warmUp: definition.warmUp(numbers),
    history: (timeframe) => (definition.cumulative ? HISTORY_CANDLES_MAX - 1 : definition.history(numbers, timeframe)),
    compute(candles): StudyResult {
      const columns = columnsOf(definition, numbers, { candles, source: SERIES[series](candles) })
      const outputs = definition.outputs.flatMap((each, index) => {
        const values = columns[index]
        if (values === undefined || (output !== undefined && output !== each)) return []
        return [
          {
            formula: form(each.name),
            label: each.label,
            shape: output === undefined || each.shape === 'bars' ? each.shape : ('line' as const),
            values,
          },
        ]
      })
      return { label, formula, pane, levels: definition.levels, outputs }
    },
  }
}

function columnsOf(definition: StudyDefinition, numbers: Numbers, { candles, source }: StudyInput): readonly Float64Array[] {
  const early = candles.time.length - HISTORY_CANDLES_MAX
  if (!definition.cumulative || early <= 0) return definition.compute({ candles, source }, numbers)
  return definition.compute({ candles: sliceCandles(candles, early), source: source.subarray(early) }, numbers).map((values) => {
    const column = new Float64Array(candles.time.length).fill(Number.NaN, 0, early)
    column.set(values, early)
    return column
  })
}

/** A series of the candles themselves, asked for as if it were an indicator. */
export function seriesRequest(series: SeriesName): StudyRequest {
  const pane = series === 'volume' ? 'own' : 'price'
  const shape = series === 'volume' ? 'bars' : 'line'
  const compute = (candles: Candles): StudyResult => ({
    label: series,
    formula: series,
    pane,
    levels: [],
    outputs: [{ formula: series, label: series, shape, values: SERIES[series](candles) }],
  })
  return { name: series, formula: series, label: series, pane, warmUp: 0, history: () => 0, compute }
}
