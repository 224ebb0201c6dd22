import type { Job } from './job.ts'

interface JobParts {
  /** Deletes what has outlived its time. */
  readonly sweep: (now: number) => Promise<unknown>
  /** Keeps what each account with something open is worth. */
  readonly keepEquity: () => Promise<void>
}

/** Everything that happens by the clock. */
export function scheduleOf({ sweep, keepEquity }: JobParts): readonly Job[] {
  return [
    {
      name: 'sweep',
      every: '17 * * * *',
      async run(slot) {
        await sweep(slot)
      },
    },
    { name: 'equity', every: '0 * * * *', run: keepEquity },
  ]
}
