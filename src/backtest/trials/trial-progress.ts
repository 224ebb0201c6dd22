/** How many backtests of a trial are done. */
export interface TrialProgress {
  readonly done: number
  readonly of: number
}

/** A trial at work: it says how far it is after every backtest, and whoever stops asking stops it. */
export type RunningTrial<Result> = Generator<TrialProgress, Result, void>

/** Runs a trial to its end. What `told` throws stops it. */
export function finishTrial<Result>(trial: RunningTrial<Result>, told: (progress: TrialProgress) => void = () => undefined): Result {
  let step = trial.next()
  while (step.done !== true) {
    told(step.value)
    step = trial.next()
  }
  return step.value
}
