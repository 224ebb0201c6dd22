import { expect, test } from 'vitest'
import { createIdentifyPace } from '../../../bots/discord/identify-pace.ts'
import { createFakeClock } from '../../fakes/chat-ports.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000

/** How long a login waits, in whole seconds. */
async function waits(clock: ReturnType<typeof createFakeClock>, pace: ReturnType<typeof createIdentifyPace>): Promise<number> {
  let isThrough = false
  const through = pace.waitForIdentify(0, new AbortController().signal).then(() => (isThrough = true))
  let seconds = 0
  for (; ; seconds++) {
    await new Promise((resolve) => setImmediate(resolve))
    if (isThrough) break
    clock.move(SECOND_MS)
  }
  await through
  return seconds
}

test('the first login goes at once, each further one waits longer, and an hour later all is forgotten', async () => {
  const clock = createFakeClock()
  const pace = createIdentifyPace(clock)
  const waited: number[] = []
  for (let times = 0; times < 4; times++) waited.push(await waits(clock, pace))
  expect(waited).toEqual([0, 5, 10, 20])
  clock.move(HOUR_MS)
  expect(await waits(clock, pace)).toBe(0)
})

test('a day of failing logins stays far below what Discord allows', async () => {
  const clock = createFakeClock()
  const pace = createIdentifyPace(clock)
  const start = clock.now()
  let logins = 0
  while (clock.now() - start < 24 * HOUR_MS) {
    await waits(clock, pace)
    logins++
  }
  expect(logins).toBeLessThan(300)
})

test('a login that is no longer wanted is called off', async () => {
  const clock = createFakeClock()
  const pace = createIdentifyPace(clock)
  await pace.waitForIdentify(0, new AbortController().signal)
  const controller = new AbortController()
  const waiting = pace.waitForIdentify(0, controller.signal)
  controller.abort(new Error('closed'))
  await expect(waiting).rejects.toThrow('closed')
})
