import { expect, test } from 'vitest'
import { machineClock } from '../../src/basics/clock.ts'
import { runSlot, startJobs } from '../../src/jobs/job-runner.ts'
import { scheduleOf } from '../../src/jobs/schedule.ts'

const at = Date.UTC(2026, 0, 1, 12, 17, 3)

function parts() {
  const taken = new Set<string>()
  const outcomes: string[] = []
  const failures: unknown[] = []
  return {
    outcomes,
    failures,
    clock: { ...machineClock, now: () => at },
    claims: {
      claim: async (job: string, slot: number) => taken.size < taken.add(`${job} ${slot}`).size,
      finish: async (job: string, _slot: number, outcome: string) => void outcomes.push(`${job} ${outcome}`),
    },
    observe: () => {},
    recordFailure: (error: unknown) => void failures.push(error),
  }
}

test('of two processes one runs the slot', async () => {
  const shared = parts()
  const slots: number[] = []
  const job = { name: 'tidy', every: '17 * * * *', run: async (slot: number) => void slots.push(slot) } as const
  await Promise.all([runSlot(job, shared), runSlot(job, shared)])
  expect(slots).toEqual([Date.UTC(2026, 0, 1, 12, 17)])
  expect(shared.outcomes).toEqual(['tidy done'])
})

test('a job that fails is written down and does not stop the clock', async () => {
  const shared = parts()
  const outage = new Error('no database')
  await runSlot({ name: 'tidy', every: '* * * * *', run: () => Promise.reject(outage) }, shared)
  expect(shared.outcomes).toEqual(['tidy failed'])
  expect(shared.failures).toEqual([outage])
})

test('a claim that fails is written down too', async () => {
  const shared = parts()
  const outage = new Error('no database')
  await runSlot(
    { name: 'tidy', every: '* * * * *', run: async () => {} },
    { ...shared, claims: { ...shared.claims, claim: () => Promise.reject(outage) } },
  )
  expect(shared.failures).toEqual([outage])
})

test('starts every job of the schedule and stops them all', async () => {
  const swept: number[] = []
  const jobs = scheduleOf({
    sweep: async (now) => swept.push(now),
    keepEquity: async () => {},
    lookAtCandles: async () => {},
    followStrategies: async () => {},
  })
  const running = startJobs({ ...parts(), jobs })
  await running.stop()
  await jobs[0]?.run(at)
  expect(swept).toEqual([at])
})
