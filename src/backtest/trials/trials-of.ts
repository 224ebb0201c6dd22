import type { Rng } from '../../basics/rng.ts'
import type { BacktestRules } from '../backtest.ts'
import type { Trials } from '../verdict.ts'
import { costSweep } from './cost-sweep.ts'
import { type BacktestRun, RANDOM_DRAWS_USUAL, randomEntries } from './random-entries.ts'
import type { TrialEngine } from './trial-strategy.ts'

/** Where a strategy comes from: chosen among how many variants, and what its choice was worth outside; one variant and no windows where nobody chose. */
export type Origins = Pick<Trials, 'forward' | 'variants'>

/** All that a verdict asks for about a backtest that ran. */
export function trialsOf(
  { tested, rules, origins }: { readonly tested: BacktestRun; readonly rules: BacktestRules; readonly origins: Origins },
  engine: TrialEngine,
  rng: Rng,
): Trials {
  return {
    ...origins,
    costs: costSweep(tested.series, rules, engine),
    random: randomEntries(tested, rules, { draws: RANDOM_DRAWS_USUAL, rng }),
  }
}
