import { STUDIES } from '../studies.ts'
import type { Numbers, OutputDefinition, StudyDefinition } from '../study-definition.ts'
import type { FormulaFunction, FunctionNumbers, Parameter } from './formula-function.ts'

const CLOSE: Parameter = { kind: 'source', name: 'source', optional: true }

/** Every line of every indicator as a function of its own: macd, macd_signal, macd_hist. What an indicator takes stands in the same order, with the same usual numbers. */
export const STUDY_FUNCTIONS: readonly FormulaFunction[] = STUDIES.flatMap((definition) =>
  definition.outputs.map((output, index) => outputFunction(definition, output, index)),
)

function outputFunction(definition: StudyDefinition, output: OutputDefinition, index: number): FormulaFunction {
  const names = Object.keys(definition.args)
  const numbered = (numbers: FunctionNumbers): Numbers =>
    Object.fromEntries(names.map((name, place) => [name, numbers[place] ?? Number.NaN]))
  const numberParameters = Object.entries(definition.args).map(([name, argument]): Parameter => ({ kind: 'number', name, ...argument }))
  return {
    name: output.name,
    about: definition.outputs.length === 1 ? definition.title : `${definition.title}: ${output.label}`,
    parameters: definition.source ? [CLOSE, ...numberParameters] : numberParameters,
    gives: 'number',
    lookBack: (numbers, timeframe) => ({
      warmUp: definition.warmUp(numbered(numbers)),
      history: definition.history(numbered(numbers), timeframe),
    }),
    start(numbers) {
      const run = definition.start(numbered(numbers))
      return {
        next(candle, [source = candle.close]) {
          run.next(candle, source)
          return run.out[index] ?? Number.NaN
        },
      }
    },
    batch({ candles, sources: [source = candles.close] }, numbers) {
      const column = definition.compute({ candles, source }, numbered(numbers))[index]
      return column ?? new Float64Array(candles.time.length).fill(Number.NaN)
    },
  }
}
