import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedClock, runningClock } from '../../../src/market/recorded/replay-clock.ts'

test('runs at its speed and stops at the end', () => {
  let wall = 5000
  const clock = runningClock({ now: () => wall }, { from: 1_000_000, startedAt: 5000, speed: 60, end: 1_100_000 })
  expect(clock.now()).toBe(1_000_000)
  wall += 1000
  expect(clock.now()).toBe(1_060_000)
  wall += 1000
  expect(clock.now()).toBe(1_100_000)
})

test('goes on where it would be after a restart', () => {
  const clock = runningClock({ now: () => 65_000 }, { from: 1_000_000, startedAt: 5000, speed: 0.5, end: 9_000_000 })
  expect(clock.now()).toBe(1_030_000)
})

test('never goes back and never leaves its time, whatever the clock of the machine does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 }),
      fc.double({ min: 0.1, max: 10_000, noNaN: true }),
      (jumps, speed) => {
        let wall = 0
        const clock = runningClock({ now: () => wall }, { from: 1000, startedAt: 0, speed, end: 1_000_000 })
        let before = 1000
        for (const jump of jumps) {
          wall += jump
          const now = clock.now()
          expect(now).toBeGreaterThanOrEqual(before)
          expect(now).toBeLessThanOrEqual(1_000_000)
          before = now
        }
      },
    ),
  )
})

test('a fixed clock stands still', () => {
  expect(fixedClock(42).now()).toBe(42)
})
