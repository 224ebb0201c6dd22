import { schedule } from 'node-cron'
import type { WallClock } from '../basics/clock.ts'
import { MINUTE_MS } from '../basics/timeframe.ts'
import type { Job } from './job.ts'

/** Remembers which slots were taken, for all processes on one database. */
export interface JobClaims {
  /** True for exactly one of all who ask for this slot. */
  claim(job: string, slot: number): Promise<boolean>
  finish(job: string, slot: number, outcome: 'done' | 'failed'): Promise<void>
}

interface RunnerParts {
  readonly jobs: readonly Job[]
  readonly claims: JobClaims
  readonly clock: WallClock
  readonly observe: (run: { readonly job: string; readonly durationMs: number; readonly ok: boolean }) => void
  readonly recordFailure: (error: unknown, about: { readonly job: string }) => void
}

/** Starts every job at its minutes; each slot runs once, whichever process takes it. A job that is still at work is not started again. */
export function startJobs(parts: RunnerParts): { stop(): Promise<void> } {
  const tasks = parts.jobs.map((job) => schedule(job.every, () => runSlot(job, parts), { timezone: 'UTC', noOverlap: true }))
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
    },
  }
}

/** One slot of one job, if nobody took it before. Never throws. */
export async function runSlot(job: Job, { claims, clock, observe, recordFailure }: Omit<RunnerParts, 'jobs'>): Promise<void> {
  const slot = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS
  const started = clock.elapsed()
  try {
    if (!(await claims.claim(job.name, slot))) return
    const ok = await job.run(slot).then(
      () => true,
      (error: unknown) => {
        recordFailure(error, { job: job.name })
        return false
      },
    )
    await claims.finish(job.name, slot, ok ? 'done' : 'failed')
    observe({ job: job.name, durationMs: clock.elapsed() - started, ok })
  } catch (error) {
    recordFailure(error, { job: job.name })
  }
}
