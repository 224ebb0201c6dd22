import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimeQueue } from '../../../src/analysis/formula/running/time-queue.ts'

test('gives back everything once, in order, and nothing before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 900 })), { maxLength: 20 }), (rounds) => {
      const queue = createTimeQueue<number>()
      const taken: number[] = []
      let [at, next] = [0, 0]
      for (const [later, count] of rounds) {
        for (let each = 0; each < count; each++) queue.push(at + 3, next++)
        at += later
        for (let head = queue.takeUntil(at); head !== undefined; head = queue.takeUntil(at)) {
          expect(head.at).toBeLessThanOrEqual(at)
          taken.push(head.item)
        }
      }
      for (let head = queue.takeUntil(Number.POSITIVE_INFINITY); head !== undefined; head = queue.takeUntil(Number.POSITIVE_INFINITY))
        taken.push(head.item)
      expect(taken).toEqual(Array.from({ length: next }, (_, item) => item))
    }),
  )
})
