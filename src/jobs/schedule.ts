import type { Job } from './job.ts'

interface JobParts {
  /** Deletes what has outlived its time. */
  readonly sweep: (now: number) => Promise<unknown>
}

/** Everything that happens by the clock. */
export function scheduleOf({ sweep }: JobParts): readonly Job[] {
  return [
    {
      name: 'sweep',
      every: '17 * * * *',
      async run(slot) {
        await sweep(slot)
      },
    },
  ]
}
