import type { JobClaims } from '../jobs/job-runner.ts'
import type { StoreParts } from './audited-change.ts'

export function createJobClaims({ connection, clock }: StoreParts): JobClaims {
  return {
    async claim(job, slot) {
      const row = { job, slot: new Date(slot), startedAt: new Date(clock.now()) }
      const { count } = await connection.orm.jobRun.createMany({ data: [row], skipDuplicates: true })
      return count === 1
    },
    async finish(job, slot, outcome) {
      await connection.orm.jobRun.updateMany({
        where: { job, slot: new Date(slot) },
        data: { endedAt: new Date(clock.now()), outcome },
      })
    },
  }
}
