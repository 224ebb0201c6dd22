import { expect, test } from 'vitest'
import { createTurns } from '../../src/basics/turns.ts'

/** Work that says when it begins and ends, and takes a while in between. */
function spoken(said: string[], name: string, outcome: 'done' | 'failed' = 'done') {
  return async (): Promise<string> => {
    said.push(`${name} begins`)
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    said.push(`${name} ends`)
    if (outcome === 'failed') throw new Error(name)
    return name
  }
}

test('what has the same key takes turns, what has another does not wait', async () => {
  const [inTurn, said] = [createTurns(), [] as string[]]
  const work = [inTurn('ann', spoken(said, 'first')), inTurn('ann', spoken(said, 'second')), inTurn('ben', spoken(said, 'other'))]
  expect(await Promise.all(work)).toEqual(['first', 'second', 'other'])
  expect(said).toEqual(['first begins', 'other begins', 'first ends', 'other ends', 'second begins', 'second ends'])
})

test('a failure is for whoever asked, and the next one has its turn all the same', async () => {
  const [inTurn, said] = [createTurns(), [] as string[]]
  const failing = inTurn('ann', spoken(said, 'first', 'failed'))
  const next = inTurn('ann', spoken(said, 'second'))
  await expect(failing).rejects.toThrow('first')
  expect(await next).toBe('second')
  expect(await inTurn('ann', async () => 'third')).toBe('third')
})
