import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('takes a coin off the list, once', async () => {
  await desk().say('/holdings set ETH 4')
  expect((await desk().say('/holdings remove eth')).title).toBe('Taken off: ETH')
  expect((await desk().say('/holdings remove eth')).refusal?.code).toBe('not-found')
})

test("leaves everybody else's alone", async () => {
  await desk().say('/holdings set ETH 4', 'bob')
  expect((await desk().say('/holdings remove eth', 'eve')).refusal?.code).toBe('not-found')
  expect(await desk().read('/holdings', 'bob')).toContain('4 ETH')
})
