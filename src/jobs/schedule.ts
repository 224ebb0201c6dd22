import type { Job } from './job.ts'

interface JobParts {
  /** Deletes what has outlived its time. */
  readonly sweep: (now: number) => Promise<unknown>
  /** Keeps what each account with something open is worth. */
  readonly keepEquity: () => Promise<void>
  /** Looks at the candles that closed since the last time. */
  readonly lookAtCandles: () => Promise<void>
  /** Lets strategies step at the candles that closed since the last time. */
  readonly followStrategies: () => Promise<void>
}

/** Everything that happens by the clock. */
export function scheduleOf({ sweep, keepEquity, lookAtCandles, followStrategies }: JobParts): readonly Job[] {
  return [
    {
      name: 'sweep',
      every: '17 * * * *',
      async run(slot) {
        await sweep(slot)
      },
    },
    { name: 'equity', every: '0 * * * *', run: keepEquity },
    // Not right at the minute: venues take some seconds to close a candle.
    { name: 'look', every: '8 * * * * *', run: lookAtCandles },
    { name: 'follow', every: '8 * * * * *', run: followStrategies },
  ]
}
