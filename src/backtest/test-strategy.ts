import { seededRng } from '../basics/rng.ts'
import type { BacktestResult, BacktestRules, BacktestSeries } from './backtest.ts'
import { type BacktestCurves, curvesBeside } from './backtest-curves.ts'
import type { BacktestMetrics } from './backtest-metrics.ts'
import { judgeBacktest } from './trials/judge-backtest.ts'
import type { TrialEngine } from './trials/trial-strategy.ts'
import { type Origins, trialsOf } from './trials/trials-of.ts'
import type { Trials, Verdict } from './verdict.ts'

/** All that is told of one test. */
export interface Tested {
  readonly result: BacktestResult
  readonly metrics: BacktestMetrics
  readonly curves: BacktestCurves
  /** The total return if every candle that touched stop and target had touched the target first; undefined where none did. */
  readonly atBest: number | undefined
  readonly trials: Trials
  readonly verdict: Verdict
}

interface TestParts {
  readonly engine: TrialEngine
  /** Chance begins here: the same seed gives the same verdict. */
  readonly seed: string
  /** What is known of how the strategy was chosen. */
  readonly origins?: Origins
}

const AS_IT_IS: Origins = { forward: [], variants: 1 }

/** Runs a strategy once, and then what tells whether its result means anything: other costs, and random entries. */
export function testStrategy(
  series: readonly BacktestSeries[],
  rules: BacktestRules,
  { engine, seed, origins = AS_IT_IS }: TestParts,
): Tested {
  const { run, measure } = engine
  const result = run(series, rules)
  const metrics = measure(result, series, rules)
  const hopeful: BacktestRules = { ...rules, ambiguous: 'target' }
  const atBest = metrics.ambiguousTrades > 0 ? measure(run(series, hopeful), series, hopeful).totalReturn : undefined
  const trials = trialsOf({ tested: { series, result }, rules, origins }, engine, seededRng(`${seed} random entries`))
  return { result, metrics, curves: curvesBeside(result, series, rules.cash), atBest, trials, verdict: judgeBacktest(metrics, trials) }
}
