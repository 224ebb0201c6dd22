import { expect, test } from 'vitest'
import { inParallel } from '../../src/basics/in-parallel.ts'

test('does all in order of the items, never more than the limit at once', async () => {
  let [running, most] = [0, 0]
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
    running++
    most = Math.max(most, running)
    for (let turn = 0; turn < item; turn++) await Promise.resolve()
    running--
    return item * 10
  })
  expect(results).toEqual([50, 10, 40, 20, 30])
  expect(most).toBe(2)
  expect(await inParallel([], 3, async () => 1)).toEqual([])
})

test('throws the first failure and begins nothing after it', async () => {
  const begun: number[] = []
  const work = inParallel([1, 2, 3, 4], 1, async (item) => {
    begun.push(item)
    if (item === 2) throw new Error('no')
  })
  await expect(work).rejects.toThrow('no')
  expect(begun).toEqual([1, 2])
})
