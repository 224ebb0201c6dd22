import { CANDLE_COLUMNS, type Candle, type Candles } from '../basics/candles.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import { hasGaps } from './indicators/column.ts'
import { runStudy } from './run-study.ts'
import type { StudyPane, StudyShape } from './study.ts'

/** A number that an indicator takes. */
export interface Argument {
  readonly usual: number
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** What an indicator computes from: `source` is the series it was asked for, the close unless it was said. */
export interface StudyInput {
  readonly candles: Candles
  readonly source: Float64Array
}

/**
 * An indicator at work, one closed candle after another; its state is bounded, however many come. `source` is the value of its series at that bar.
 * A source that is unknown (NaN) is skipped: the outputs are NaN, and everything goes on as if that bar had not been. The candle must not be kept, because the next may come in the same object.
 */
export interface StudyRun {
  /** Its outputs at the last bar, in their order; NaN in the warm-up. */
  readonly out: Float64Array
  next(candle: Candle, source: number): void
}

export interface OutputDefinition {
  readonly name: string
  readonly label: string
  readonly shape: StudyShape
}

/** An indicator as it is known by name. Its arguments stand in the order in which they are written. */
export interface StudyDefinition {
  readonly name: string
  readonly aliases: readonly string[]
  /** How it is headed, without its numbers: "EMA". */
  readonly title: string
  readonly args: Readonly<Record<string, Argument>>
  readonly pane: StudyPane
  readonly levels: readonly number[]
  /** Whether it can be asked of another series than the close. */
  readonly source: boolean
  /** Whether it adds up from its first candle on, so that only its changes mean something. */
  readonly cumulative: boolean
  readonly outputs: readonly OutputDefinition[]
  readonly warmUp: (args: Numbers) => number
  readonly history: (args: Numbers, timeframe: Timeframe) => number
  readonly start: (args: Numbers) => StudyRun
  /** One column per output, in their order; bit for bit what a run gives that starts at the first candle. */
  readonly compute: (input: StudyInput, args: Numbers) => readonly Float64Array[]
}

export type Numbers = Readonly<Record<string, number>>

const PERIOD_BARS_MAX = 500

/** After so many periods an exponential average has forgotten all but e⁻¹⁶ of its beginning; one of Wilder's takes twice as many. */
export const FORGETS_PERIODS = 8
export const WILDER_FORGETS_PERIODS = 16

export function bars(usual: number, least = 2): Argument {
  return { usual, least, most: PERIOD_BARS_MAX, whole: true }
}

export function factor(usual: number, { least, most }: { least: number; most: number }): Argument {
  return { usual, least, most, whole: false }
}

export function line(name: string, label = name): OutputDefinition {
  return { name, label, shape: 'line' }
}

/** The three lines of a channel around the price. */
export function channel(name: string): readonly OutputDefinition[] {
  return [
    { name: `${name}_upper`, label: 'upper', shape: 'band-edge' },
    { name: `${name}_middle`, label: 'middle', shape: 'line' },
    { name: `${name}_lower`, label: 'lower', shape: 'band-edge' },
  ]
}

type Given<Args extends Record<string, Argument>> = { readonly [Name in keyof Args]: number }

interface Draft<Args extends Record<string, Argument>> {
  readonly name: string
  readonly title: string
  readonly aliases?: readonly string[]
  readonly args: Args
  readonly pane?: StudyPane
  readonly levels?: readonly number[]
  readonly source?: boolean
  readonly cumulative?: boolean
  readonly outputs?: readonly OutputDefinition[]
  readonly warmUp: (args: Given<Args>) => number
  /** The warm-up, where the indicator looks at no more than that. */
  readonly history?: (args: Given<Args>, timeframe: Timeframe) => number
  readonly start: (args: Given<Args>) => StudyRun
  /** Only where whole columns at once are worth their own code; not asked where something in between is unknown. */
  readonly compute?: ((input: StudyInput, args: Given<Args>) => readonly Float64Array[]) | undefined
}

/** Defines an indicator; what is left out is usual: over the price, of prices alone, with one line of its own name. */
export function study<Args extends Record<string, Argument>>(draft: Draft<Args>): StudyDefinition {
  const { name, title, args, warmUp, start } = draft
  // The numbers come from `args` itself, so there is one for each of its names.
  const given = (numbers: Numbers): Given<Args> => numbers as Given<Args>
  const history = draft.history ?? warmUp
  return {
    name,
    title,
    aliases: draft.aliases ?? [],
    args,
    pane: draft.pane ?? 'price',
    levels: draft.levels ?? [],
    source: draft.source ?? false,
    cumulative: draft.cumulative ?? false,
    outputs: draft.outputs ?? [line(name, title)],
    warmUp: (numbers) => warmUp(given(numbers)),
    history: (numbers, timeframe) => history(given(numbers), timeframe),
    start: (numbers) => start(given(numbers)),
    compute(input, numbers) {
      const whole = draft.source && mayHaveGaps(input) ? undefined : draft.compute
      return whole?.(input, given(numbers)) ?? runStudy(start(given(numbers)), input)
    },
  }
}

/** Candles are known throughout, so only a series that was made of them is worth looking through. */
function mayHaveGaps({ candles, source }: StudyInput): boolean {
  return !CANDLE_COLUMNS.some((name) => candles[name] === source) && hasGaps(source)
}

interface Periodic {
  readonly name: string
  readonly title: string
  readonly aliases?: readonly string[]
  readonly usual: number
  readonly levels?: readonly number[]
  readonly source?: boolean
  /** How many more bars than its period it needs before its first value: 0, or −1 where the period counts this bar. */
  readonly extra: 0 | -1
  /** After how many more periods its beginning is forgotten. */
  readonly forgets?: number
  readonly start: (period: number) => StudyRun
  /** Only where a whole column at once is worth its own code; not asked where something in between is unknown. */
  readonly compute?: (input: StudyInput, period: number) => Float64Array
}

/** An indicator with one period and one line, in a pane of its own. */
export function periodic({ usual, extra, forgets = 0, start, compute, ...rest }: Periodic): StudyDefinition {
  return study({
    ...rest,
    pane: 'own',
    args: { period: bars(usual) },
    warmUp: ({ period }) => period + extra,
    history: ({ period }) => period * (1 + forgets),
    start: ({ period }) => start(period),
    compute: compute && ((input, { period }) => [compute(input, period)]),
  })
}
