import type { MessagePort } from 'node:worker_threads'
import { Refusal, type RefusalCode } from '../basics/refusal.ts'
import { seededRng } from '../basics/rng.ts'
import { measureBacktest } from './measure-backtest.ts'
import { runBacktest } from './run-backtest.ts'
import { type Tested, testStrategy } from './test-strategy.ts'
import { MONTE_CARLO_DRAWS_USUAL, type MonteCarlo, monteCarlo as tryOtherOrders } from './trials/monte-carlo.ts'
import { type Optimised, optimise, type Search } from './trials/optimise.ts'
import { createSeriesOf } from './trials/series-of.ts'
import { finishTrial, type TrialProgress } from './trials/trial-progress.ts'
import type { TrialEngine, TrialMarket, TrialStrategy } from './trials/trial-strategy.ts'
import { FORWARD_WINDOWS_USUAL, type WalkForward, walkForward as walk } from './trials/walk-forward.ts'
import { withParameters } from './trials/with-parameters.ts'
import type { Trials } from './verdict.ts'

/** A strategy on candles that belong to the task alone. */
export interface TestTask {
  readonly markets: readonly TrialMarket[]
  readonly strategy: TrialStrategy
  /** Chance begins here: the same seed gives the same answer. */
  readonly seed: string
}

type SearchTask = TestTask & Pick<Search, 'plan' | 'objective' | 'tradesMin'>

/** What a search found; `best` is the best variant, tested like any other strategy, and judged as the best of so many. */
export interface Searched {
  readonly optimised: Optimised
  readonly best: Tested | undefined
}

/** What the threads of backtests do, by the names of the functions below. */
export interface BacktestTasks {
  readonly backtest: { readonly task: TestTask; readonly result: Tested }
  readonly search: { readonly task: SearchTask; readonly result: Searched }
  readonly walkForward: { readonly task: SearchTask; readonly result: Searched & { readonly forward: WalkForward } }
  readonly monteCarlo: {
    readonly task: TestTask
    readonly result: { readonly tested: Tested; readonly monteCarlo: MonteCarlo | undefined }
  }
}

/** A refusal does not survive the way out of a thread as one. */
export type WorkerOutcome<Result> =
  | { readonly result: Result }
  | { readonly refused: { readonly code: RefusalCode; readonly message: string; readonly hint: string | undefined } }

type Entry<Name extends keyof BacktestTasks> = (
  task: BacktestTasks[Name]['task'] & { readonly port: MessagePort },
) => WorkerOutcome<BacktestTasks[Name]['result']>

const ENGINE: TrialEngine = { run: runBacktest, measure: measureBacktest }

/** The entries of the thread. */
export const backtest: Entry<'backtest'> = (task) => answered(() => testOne(task))

export const search: Entry<'search'> = (task) =>
  answered(() => {
    const optimised = finishTrial(optimise(task, ENGINE), (progress) => task.port.postMessage(progress))
    return { optimised, best: testBest(task, optimised, []) }
  })

export const walkForward: Entry<'walkForward'> = (task) =>
  answered(() => {
    const half = halfOf(task.port)
    const forward = finishTrial(walk(task, FORWARD_WINDOWS_USUAL, ENGINE), half('first'))
    const optimised = finishTrial(optimise(task, ENGINE), half('second'))
    return { optimised, forward, best: testBest(task, optimised, forward.windows) }
  })

export const monteCarlo: Entry<'monteCarlo'> = (task) =>
  answered(() => {
    const tested = testOne(task)
    const rng = seededRng(`${task.seed} monte carlo`)
    return { tested, monteCarlo: tryOtherOrders(tested.result, task.strategy.rules, { draws: MONTE_CARLO_DRAWS_USUAL, rng }) }
  })

function testOne({ markets, strategy, seed }: TestTask): Tested {
  return testStrategy(createSeriesOf(markets)(strategy), strategy.rules, { engine: ENGINE, seed })
}

function testBest(task: SearchTask, { best }: Optimised, forward: Trials['forward']): Tested | undefined {
  if (best === undefined) return undefined
  const strategy = withParameters(task.strategy, task.plan.parameters, best.values)
  const origins = { forward, variants: task.plan.rows.length }
  return testStrategy(createSeriesOf(task.markets)(strategy), strategy.rules, { engine: ENGINE, seed: task.seed, origins })
}

/** Tells of two trials, one after the other, as if they were one. */
function halfOf(port: MessagePort): (which: 'first' | 'second') => (progress: TrialProgress) => void {
  return (which) =>
    ({ done, of }) =>
      port.postMessage({ done: which === 'first' ? done : of + done, of: 2 * of } satisfies TrialProgress)
}

function answered<Result>(work: () => Result): WorkerOutcome<Result> {
  try {
    return { result: work() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, message, hint } = error
    return { refused: { code, message, hint } }
  }
}
