import type { BacktestSeries } from '../backtest.ts'
import type { Trials } from '../verdict.ts'
import { cutSeries, type Stretch } from './cut-series.ts'
import { scoreOf } from './objective.ts'
import { bestOf, type Search } from './optimise.ts'
import { createSeriesOf } from './series-of.ts'
import type { RunningTrial } from './trial-progress.ts'
import type { TrialEngine, TrialMarket } from './trial-strategy.ts'
import { withParameters } from './with-parameters.ts'

export const FORWARD_WINDOWS_USUAL = 5
/** How many times as long as the time outside the time inside is. */
const INSIDE_LENGTHS = 3
/** A stretch outside of fewer candles says nothing. */
const OUTSIDE_CANDLES_MIN = 30

/** One window: numbers are chosen in [from, split) and tried in [split, to), all in market time. */
export interface ForwardWindow {
  readonly from: number
  readonly split: number
  readonly to: number
  /** What was chosen, in the order of the parameters. */
  readonly values: readonly number[]
  /** Its return where it was chosen, brought to the length of the time outside: of 33.1 % in three times as long it is 10 %. */
  readonly inside: number
  readonly outside: number
  readonly outsideTrades: number
}

export interface WalkForward {
  /** Without those in which no variant had enough trades: nothing was chosen, and nothing traded. Empty where there are too few candles. */
  readonly windows: readonly ForwardWindow[]
  /** The account over all the time outside, one window after another; it begins with the cash of the rules. */
  readonly times: Float64Array
  readonly equity: Float64Array
  readonly efficiency: number | undefined
}

interface Window extends Stretch {
  readonly split: number
}

interface Chosen {
  readonly values: readonly number[]
  readonly score: number | undefined
  readonly totalReturn: number
}

/**
 * Optimises on rolling windows and tries each choice on the time right after it, which it has not seen (Pardo, 1992). The least number of trades counts for the whole time
 * and is less in each window accordingly.
 */
export function* walkForward(search: Search, count: number, engine: TrialEngine): RunningTrial<WalkForward> {
  const { strategy, plan } = search
  const windows = windowsOf(search.markets, count)
  const seriesOf = createSeriesOf(search.markets)
  const tradesMin = Math.ceil((search.tradesMin * INSIDE_LENGTHS) / (INSIDE_LENGTHS + count))
  const of = plan.rows.length + windows.length
  const tried = windows.map((): Chosen[] => [])
  // Windows inside variants, so that the columns of a variant are computed once.
  for (const [row, values] of plan.rows.entries()) {
    const { rules, ...varied } = withParameters(strategy, plan.parameters, values)
    const series = seriesOf({ ...varied, rules })
    for (const [index, { from, split }] of windows.entries()) {
      const inside = cutSeries(series, { from, to: split })
      const metrics = engine.measure(engine.run(inside, rules), inside, rules)
      tried[index]?.push({ values, score: scoreOf(metrics, search.objective, tradesMin), totalReturn: metrics.totalReturn })
    }
    yield { done: row + 1, of }
  }
  const outside: Outside[] = []
  for (const [index, window] of windows.entries()) {
    const best = bestOf(tried[index] ?? [])
    if (best !== undefined) outside.push(tryOutside({ search, seriesOf, window, best }, engine))
    yield { done: plan.rows.length + index + 1, of }
  }
  return joined(outside, strategy.rules.cash)
}

/** What part of the return inside was kept outside, over all windows; undefined where there was none inside. */
export function efficiencyOf(forward: Trials['forward']): number | undefined {
  const inside = forward.reduce((sum, window) => sum + window.inside, 0)
  const outside = forward.reduce((sum, window) => sum + window.outside, 0)
  return inside > 0 ? outside / inside : undefined
}

/** Windows that follow each other by the time outside, so that it is covered once without a gap. */
function windowsOf(markets: readonly TrialMarket[], count: number): readonly Window[] {
  const firsts = markets.map(({ data, from }) => data.candles.time[from] ?? Number.POSITIVE_INFINITY)
  const lasts = markets.map(({ data }) => data.candles.time.at(-1) ?? Number.NEGATIVE_INFINITY)
  const candles = Math.max(0, ...markets.map(({ data, from }) => data.candles.time.length - from))
  if (candles < OUTSIDE_CANDLES_MIN * (INSIDE_LENGTHS + count)) return []
  const first = Math.min(...firsts)
  const length = (Math.max(...lasts) + 1 - first) / (INSIDE_LENGTHS + count)
  return Array.from({ length: count }, (_, index) => ({
    from: first + index * length,
    split: first + (index + INSIDE_LENGTHS) * length,
    to: first + (index + INSIDE_LENGTHS + 1) * length,
  }))
}

interface Outside {
  readonly window: ForwardWindow
  readonly times: Float64Array
  /** As multiples of the cash. */
  readonly equity: Float64Array
}

interface Choice {
  readonly search: Search
  readonly seriesOf: ReturnType<typeof createSeriesOf>
  readonly window: Window
  readonly best: Chosen
}

function tryOutside({ search: { strategy, plan }, seriesOf, window, best }: Choice, { run }: TrialEngine): Outside {
  const varied = withParameters(strategy, plan.parameters, best.values)
  const series: readonly BacktestSeries[] = cutSeries(seriesOf(varied), { from: window.split, to: window.to })
  const { times, equity, trades } = run(series, varied.rules)
  const multiples = equity.map((each) => each / varied.rules.cash)
  const inside = Math.max(0, 1 + best.totalReturn) ** (1 / INSIDE_LENGTHS) - 1
  const outside = (multiples.at(-1) ?? 1) - 1
  return { window: { ...window, values: best.values, inside, outside, outsideTrades: trades.length }, times, equity: multiples }
}

function joined(parts: readonly Outside[], cash: number): WalkForward {
  let account = cash
  const equity = parts.flatMap((part) => {
    const before = account
    account *= part.equity.at(-1) ?? 1
    return [...part.equity].map((multiple) => before * multiple)
  })
  const windows = parts.map(({ window }) => window)
  return {
    windows,
    times: Float64Array.from(parts.flatMap(({ times }) => [...times])),
    equity: Float64Array.from(equity),
    efficiency: efficiencyOf(windows),
  }
}
