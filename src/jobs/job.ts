/** A piece of work with a clock, in UTC. `run` gets the slot it stands for from outside, so a test can choose it. */
export interface Job {
  readonly name: string
  /** minute, hour, day, month, weekday; with a second before them where there are six */
  readonly every: `${string} ${string} ${string} ${string} ${string}`
  readonly run: (slot: number) => Promise<void>
}
