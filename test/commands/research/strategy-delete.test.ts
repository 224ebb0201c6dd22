import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const codeOf = async (line: string, who: string) => (await desk().say(line, who)).refusal?.code

test('it is gone, trades no more, and its name is free', async () => {
  await desk().say('/strategy create dip entry "bos()"')
  await desk().say('/strategy enable dip BTC')
  expect(await desk().read('/strategy delete dip')).toContain('It trades no more.')
  expect(await codeOf('/strategy show dip', 'ann')).toBe('not-found')
  expect(await desk().database.strategies.allFollowed()).toEqual([])
  expect(await codeOf('/strategy create dip entry "bos()"', 'ann')).toBeUndefined()
})

test.each([
  ['/strategy delete', 'bad-input'],
  ['/strategy delete macd', 'conflict'],
  ['/strategy delete nothing-here', 'not-found'],
])('%s is refused', async (line, code) => {
  expect(await codeOf(line, 'bob')).toBe(code)
})
