import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const codeIn = (told: string): string => /\/strategy import ([A-Z2-7]{6})\b/.exec(told)?.[1] ?? expect.unreachable(told)

test('a strategy has one code, whoever asks again', async () => {
  await desk().say('/strategy create dip entry "bos()"')
  await desk().say('/strategy create other entry "bos()"')
  const code = codeIn(await desk().read('/strategy share dip'))
  expect(codeIn(await desk().read('/strategy share dip'))).toBe(code)
  expect(await desk().read('/strategy show dip')).toContain(`/strategy import ${code}`)
  expect(codeIn(await desk().read('/strategy share other'))).not.toBe(code)
})

test.each([
  ['/strategy share', 'bad-input'],
  ['/strategy share macd', 'conflict'],
  ['/strategy share nothing-here', 'not-found'],
])('%s is refused', async (line, code) => {
  expect((await desk().say(line, 'bob')).refusal?.code).toBe(code)
})
