import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test.each(['/pause', '/stopentry', '/stopbuy'])('%s stops entries and nothing else', async (line) => {
  const ann = trader(desk, line)
  await ann.does('/buy btc $100')
  const asked = await ann.say('/buy btc $100')
  const paused = await ann.say(line)
  expect(paused.title).toBe('Entries are paused (PAPER · REPLAY)')
  expect((await ann.press('Confirm', asked)).refusal?.code).toBe('over-limit')
  expect((await ann.does('/close btc')).tone).toBe('good')
  expect((await ann.press('Resume', paused)).title).toBe('Entries are let through again (PAPER · REPLAY)')
})
