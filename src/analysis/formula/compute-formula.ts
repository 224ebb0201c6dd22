import { CANDLE_COLUMNS, type Candles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import { SERIES } from '../series.ts'
import { type FormulaData, frameKey, outsideKey } from './formula-data.ts'
import type { FunctionRun } from './formula-function.ts'
import type { Formula } from './formula-node.ts'
import { closesOf, lastKnown, sameTime } from './running/align-columns.ts'
import { type Place, planFormula, type Step } from './running/formula-plan.ts'
import { lastReadsOf, sourcesOf, wantedOf } from './running/step-order.ts'

/** The answer on every candle: a number, or 1 for yes and 0 for no; NaN is unknown. Bit for bit what `startFormula` says bar by bar. Refuses a window that does not fit the timeframe. */
export function computeFormula({ root }: Pick<Formula, 'root'>, data: FormulaData): Float64Array {
  const { own, answer, frames } = planFormula(root, data.candles.timeframe)
  const closes = closesOnce(data.candles)
  const frame = framesOnce(data, (timeframe) => ({ place: frames.get(timeframe), wanted: wantedOf(own.steps, timeframe) }))
  const columns = stepColumns(own, [answer], { candles: data.candles, closes, data, frame })
  return columns[answer] ?? new Float64Array()
}

interface Given {
  readonly candles: Candles
  readonly closes: () => Float64Array
  readonly data: FormulaData
  /** The values of a step of another timeframe, and when they were known. */
  readonly frame: (step: Extract<Step, { kind: 'frame' }>) => { readonly knownAt: Float64Array; readonly value: Float64Array }
}

/** The columns of these steps; what nobody reads any more was overwritten or let go. */
function stepColumns({ steps }: Pick<Place, 'steps'>, wanted: readonly number[], given: Given): readonly Float64Array[] {
  const columns: Float64Array[] = []
  const lastReads = lastReadsOf(steps, wanted)
  for (const [index, step] of steps.entries()) {
    const done = sourcesOf(step).filter((source) => lastReads[source] === index)
    const spare = done.map((source) => columns[source]).find((column) => isFree(column, columns, given.candles))
    columns.push(stepColumn(step, columns, { ...given, spare }))
    for (const source of done) columns[source] = NOTHING
  }
  return columns
}

const NOTHING = new Float64Array()

/** Whether a column is neither the candles' own nor that of two steps. */
function isFree(column: Float64Array | undefined, columns: readonly Float64Array[], candles: Candles): boolean {
  return CANDLE_COLUMNS.every((name) => candles[name] !== column) && columns.filter((each) => each === column).length === 1
}

function stepColumn(
  step: Step,
  before: readonly Float64Array[],
  { candles, closes, data, frame, spare }: Given & { readonly spare: Float64Array | undefined },
): Float64Array {
  switch (step.kind) {
    case 'constant':
      return new Float64Array(candles.time.length).fill(step.value)
    case 'series':
      return SERIES[step.series](candles)
    case 'market': {
      const other = data.frames.get(frameKey({ market: step.market, timeframe: candles.timeframe }))
      return other === undefined ? unknownOf(candles) : sameTime(candles.time, { time: other.time, value: other.close })
    }
    case 'outside': {
      const series = data.outside.get(outsideKey(step.need))
      return series === undefined ? unknownOf(candles) : lastKnown(closes(), series)
    }
    case 'frame':
      return lastKnown(closes(), frame(step))
    case 'kernel': {
      const sources = step.sources.map((source) => before[source] ?? unknownOf(candles))
      return step.kernel.batch?.({ candles, sources, spare }) ?? runOver(step.kernel.start(), { candles, sources })
    }
  }
}

function framesOnce(
  data: FormulaData,
  placeOf: (timeframe: Timeframe) => { readonly place: Place | undefined; readonly wanted: readonly number[] },
): Given['frame'] {
  const computed = new Map<Timeframe, { readonly knownAt: Float64Array; readonly columns: readonly Float64Array[] }>()
  const columnsOf = (timeframe: Timeframe) => {
    const known = computed.get(timeframe)
    const candles = data.frames.get(frameKey({ market: undefined, timeframe }))
    const { place, wanted } = placeOf(timeframe)
    if (known !== undefined || candles === undefined || place === undefined) return known
    const closes = closesOnce(candles)
    const inner = (): never => {
      throw new TypeError('A timeframe inside another one cannot be written')
    }
    const made = { knownAt: closes(), columns: stepColumns(place, wanted, { candles, closes, data, frame: inner }) }
    computed.set(timeframe, made)
    return made
  }
  return ({ timeframe, step }) => {
    const { knownAt, columns } = columnsOf(timeframe) ?? { knownAt: new Float64Array(), columns: [] }
    return { knownAt, value: columns[step] ?? new Float64Array() }
  }
}

function closesOnce({ time, timeframe }: Candles): () => Float64Array {
  let closes: Float64Array | undefined
  return () => {
    closes ??= closesOf(time, timeframe)
    return closes
  }
}

function unknownOf({ time }: Candles): Float64Array {
  return new Float64Array(time.length).fill(Number.NaN)
}

/** A new candle for each bar, for some functions keep the last ones. */
function runOver(
  run: FunctionRun,
  { candles, sources }: { readonly candles: Candles; readonly sources: readonly Float64Array[] },
): Float64Array {
  const { time, open, high, low, close, volume } = candles
  const out = new Float64Array(time.length)
  const values = sources.map(() => Number.NaN)
  for (let index = 0; index < out.length; index++) {
    const candle = {
      time: time[index] ?? Number.NaN,
      open: open[index] ?? Number.NaN,
      high: high[index] ?? Number.NaN,
      low: low[index] ?? Number.NaN,
      close: close[index] ?? Number.NaN,
      volume: volume[index] ?? Number.NaN,
    }
    for (let source = 0; source < values.length; source++) values[source] = sources[source]?.[index] ?? Number.NaN
    out[index] = run.next(candle, values)
  }
  return out
}
