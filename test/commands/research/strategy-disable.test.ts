import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const codeOf = async (line: string, who: string) => (await desk().say(line, who)).refusal?.code

test('it trades no more, and what it holds stays', async () => {
  await desk().say('/strategy enable ema-cross BTC')
  const answer = await desk().say('/strategy disable ema-cross')
  expect(answer.title).toBe('my-ema-cross trades no more')
  expect(await desk().database.strategies.allFollowed()).toEqual([])
  expect(await codeOf('/unfollow my-ema-cross', 'ann')).toBe('conflict')
})

test.each([
  ['/strategy disable', 'bad-input'],
  ['/strategy disable macd', 'conflict'],
  ['/strategy disable nothing-here', 'not-found'],
])('%s is refused', async (line, code) => {
  expect(await codeOf(line, 'bob')).toBe(code)
})
