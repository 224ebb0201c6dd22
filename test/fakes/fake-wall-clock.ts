import type { WallClock } from '../../src/basics/clock.ts'

export interface FakeWallClock extends WallClock {
  /** Lets time pass, and does in order what was due meanwhile. */
  advance(byMs: number): void
}

export function createFakeWallClock(startMs = Date.UTC(2026, 10, 20, 12)): FakeWallClock {
  let now = startMs
  const due = new Set<{ readonly at: number; readonly work: () => void }>()
  return {
    now: () => now,
    // Never zero, as on a real machine: lru-cache takes a zero for "never set".
    elapsed: () => now - startMs + 1000,
    after(delayMs, work) {
      const timer = { at: now + delayMs, work }
      due.add(timer)
      return () => due.delete(timer)
    },
    advance(byMs) {
      const until = now + byMs
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        due.delete(next)
        now = Math.max(now, next.at)
        next.work()
      }
      now = until
    },
  }
}
