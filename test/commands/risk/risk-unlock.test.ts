import { expect, test } from 'vitest'
import { openTestDesk, useTestDesk } from '../../fixtures/desk.ts'
import { openTestDatabase } from '../../fixtures/test-database.ts'
import { lockedByTrades } from './locked.ts'

const desk = useTestDesk()

test('has nothing to lift where nothing is locked', async () => {
  expect((await desk().say('/unlock')).title).toBe('Nothing is locked')
})

test('lifts one lock, and entries pass again', async () => {
  await lockedByTrades(desk(), 'bob')
  expect((await desk().say('/buy btc $100', 'bob')).title).toContain('Entries today: 1, and a day may have 1')
  expect((await desk().say('/unlock drawdown', 'bob')).title).toBe('Nothing is locked')
  expect((await desk().say('/unlock trades-a-day', 'bob')).title).toBe('Lifted: entries today')
  expect((await desk().say('/buy btc $100', 'bob')).title).toContain('Buy BTC/USDT?')
})

test('stays lifted when the desk is opened again, for whoever lifted it', async () => {
  const database = await openTestDatabase()
  const first = await openTestDesk({ database })
  for (const who of ['ann', 'bob']) await lockedByTrades(first, who)
  await first.say('/unlock', 'ann')
  await first.close()
  const second = await openTestDesk({ database })
  expect((await second.say('/locks', 'ann')).title).toContain('Nothing is locked')
  expect((await second.say('/locks', 'bob')).title).toContain('Entries are locked')
  await second.close()
  await database.close()
})
