import { expect, test } from 'vitest'
import type { Answer } from '../src/basics/reply.ts'
import { useTestDesk } from './fixtures/desk.ts'
import { trader } from './fixtures/trader.ts'

const desk = useTestDesk()

async function askTimes(who: string, line: string, count: number): Promise<readonly Answer[]> {
  const asked: Answer[] = []
  while (asked.length < count) asked.push(await desk().say(line, who))
  return asked
}

test('of five questions that are said yes to at once, as many orders are placed as the limits let through', async () => {
  const { press, read } = trader(desk, 'five')
  const asked = await askTimes('five', '/buy btc $400', 5)
  expect(asked.flatMap(({ refusal }) => refusal ?? [])).toEqual([])
  const answers = await Promise.all(asked.map((answer) => press('Confirm', answer)))
  expect(answers.map(({ title }) => title.split(' ')[0]).toSorted()).toEqual(['Bought', 'Bought', 'One', 'One', 'One'])
  expect(await read('/positions')).toContain('0.017 BTC')
  expect(desk().failures).toEqual([])
})
