import type { WallClock } from '../basics/clock.ts'

export interface Rounds {
  /** Begins; not any more once it was stopped. */
  start(): void
  /** Begins a round at once, or right after the one that is at work. */
  wake(): void
  /** Begins no further round, and waits for the one that is at work. */
  stop(): Promise<void>
}

interface RoundsParts {
  readonly clock: WallClock
  /** The longest pause between two rounds. */
  readonly everyMs: number
  /** Does one round, and returns how many milliseconds later the next one has something to do, if it knows. */
  readonly round: () => Promise<number | undefined>
  readonly recordFailure: (error: unknown) => void
}

/** Does something over and over, one round after the other, never two at once. A round that fails is written down, and the next one comes all the same. */
export function createRounds({ clock, everyMs, round, recordFailure }: RoundsParts): Rounds {
  let open = false
  let over = false
  let atWork: Promise<void> | undefined
  let wanted = false
  let callOff = (): void => undefined

  const wake = (): void => {
    if (!open) return
    wanted = true
    callOff()
    atWork ??= work().finally(() => {
      atWork = undefined
    })
  }
  async function work(): Promise<void> {
    let pauseMs = everyMs
    while (wanted && open) {
      wanted = false
      pauseMs = Math.min(everyMs, (await round().catch(failed)) ?? everyMs)
    }
    if (open) callOff = clock.after(Math.max(1, pauseMs), wake)
  }
  function failed(error: unknown): undefined {
    recordFailure(error)
  }

  return {
    start() {
      open = !over
      wake()
    },
    wake,
    async stop() {
      over = true
      open = false
      callOff()
      await atWork
    },
  }
}
