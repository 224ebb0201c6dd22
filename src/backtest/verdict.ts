/** What is known of a strategy beside its own result. Each part says how it was found in its own file. */
export interface Trials {
  /** Returns at 0.5, 1, 2 and 3 times the costs. */
  readonly costs: readonly { readonly times: number; readonly totalReturn: number }[]
  /** Total returns of random entries of the same number and length on the same candles, sorted. */
  readonly random: Float64Array
  /** Of each window the return where it was chosen, brought to the length of the other, and where it was tried; empty where nothing was walked forward. */
  readonly forward: readonly { readonly inside: number; readonly outside: number }[]
  /** How many variants were looked at before this one was chosen. */
  readonly variants: number
}

/** One honest line, and whether it is a yes. */
export interface Verdict {
  readonly grade: 'sound' | 'doubtful' | 'unsound'
  readonly words: string
}
