import { CANDLE_COLUMNS, type Candles } from '../../basics/candles.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import { SERIES } from '../series.ts'
import { type FormulaData, frameKey, outsideKey } from './formula-data.ts'
import type { FunctionRun } from './formula-function.ts'
import type { Formula } from './formula-node.ts'
import { closesOf, lastKnown, sameTime } from './running/align-columns.ts'
import { type Place, planFormula, type Step } from './running/formula-plan.ts'
import { lastReadsOf, sourcesOf, wantedOf } from './running/step-order.ts'

/** Columns that were computed from the same data before, by words that `computeFormula` finds for them. It may forget any. */
export interface KeptColumns {
  get(words: string): Float64Array | undefined
  set(words: string, column: Float64Array): unknown
}

/**
 * The answer on every candle: a number, or 1 for yes and 0 for no; NaN is unknown. Bit for bit what `startFormula` says bar by bar. Refuses a window that does not fit the timeframe.
 * With `kept`, what formulas on this data share is computed once, and nobody may write into the answer.
 */
export function computeFormula({ root }: Pick<Formula, 'root'>, data: FormulaData, kept?: KeptColumns): Float64Array {
  const { own, answer, worth, frames } = planFormula(root, data.candles.timeframe)
  const closes = closesOnce(data.candles)
  const frame = framesOnce(data, (timeframe) => ({ place: frames.get(timeframe), wanted: wantedOf(own.steps, timeframe) }))
  const shared = kept && { kept, worth }
  const columns = stepColumns(own, [answer], { candles: data.candles, closes, data, frame, shared })
  return columns[answer] ?? new Float64Array()
}

interface Given {
  readonly candles: Candles
  readonly closes: () => Float64Array
  readonly data: FormulaData
  /** The values of a step of another timeframe, and when they were known. */
  readonly frame: (step: Extract<Step, { kind: 'frame' }>) => { readonly knownAt: Float64Array; readonly value: Float64Array }
  readonly shared?: Shared | undefined
}

interface Shared {
  readonly kept: KeptColumns
  readonly worth: ReadonlyMap<number, string>
}

/** The columns of these steps; what nobody reads any more was overwritten or let go. */
function stepColumns({ steps }: Pick<Place, 'steps'>, wanted: readonly number[], given: Given): readonly Float64Array[] {
  const columns: Float64Array[] = []
  const known = knownColumns(steps, wanted, given.shared)
  const lastReads = lastReadsOf(steps, wanted)
  const { kept, worth } = given.shared ?? {}
  for (const [index, step] of steps.entries()) {
    const before = known.get(index)
    const done = sourcesOf(step).filter((source) => lastReads[source] === index)
    const spare = done
      .filter((source) => worth?.has(source) !== true)
      .map((source) => columns[source])
      .find((column) => isFree(column, columns, given.candles))
    columns.push(before ?? stepColumn(step, columns, { ...given, spare }))
    const words = before === undefined ? worth?.get(index) : undefined
    if (words !== undefined) kept?.set(words, columns[index] ?? NOTHING)
    for (const source of done) columns[source] = NOTHING
  }
  return columns
}

const NOTHING = new Float64Array()

/** The steps that need not be computed: those that were kept, and those that nobody else reads, whose column is nothing. */
function knownColumns(steps: readonly Step[], wanted: readonly number[], shared: Shared | undefined): ReadonlyMap<number, Float64Array> {
  const known = new Map<number, Float64Array>()
  if (shared === undefined) return known
  const needed = new Set(wanted)
  for (let index = steps.length - 1; index >= 0; index--) {
    const words = shared.worth.get(index)
    const before = !needed.has(index) ? NOTHING : words === undefined ? undefined : shared.kept.get(words)
    if (before !== undefined) known.set(index, before)
    else for (const source of sourcesOf(steps[index])) needed.add(source)
  }
  return known
}

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
