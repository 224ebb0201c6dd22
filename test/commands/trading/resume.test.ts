import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('lets entries through again, and is harmless when nothing was stopped', async () => {
  const ann = trader(desk, 'ann')
  expect((await ann.say('/resume')).tone).toBe('good')
  await ann.say('/pause')
  expect((await ann.say('/resume')).title).toBe('Entries are let through again (PAPER · REPLAY)')
  expect((await ann.does('/buy btc $100')).tone).toBe('good')
})
