import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { lockedByTrades } from './locked.ts'

const desk = useTestDesk()

test('shows how near each lock is', async () => {
  expect(await desk().read('/locks')).toMatchInlineSnapshot(`
    "Nothing is locked (PAPER · REPLAY)
    Daily loss: 0.00% of 5.00%
    Drawdown: 0.00% of 20.00%
    Losses in a row: 0 of 5
    Entries today: 0 of 50
    Locks stop entries only: stops, targets, /close and /cancel work as always."
  `)
})

test('says what is locked, until when, and offers to lift it', async () => {
  await lockedByTrades(desk(), 'bob')
  const locks = await desk().say('/risk locks', 'bob')
  expect(locks).toMatchObject({ title: 'Entries are locked (PAPER · REPLAY)', tone: 'warning' })
  expect(await desk().read('/locks', 'bob')).toContain('Entries today: 1, and a day may have 1. No more until 2024-01-30 00:00 UTC.')
  expect((await desk().press('Lift entries today', locks, 'bob')).title).toBe('Lifted: entries today')
  expect(await desk().read('/locks', 'bob')).toContain('Nothing is locked')
})

test('says that entries are paused', async () => {
  await desk().say('/pause', 'cat')
  expect(await desk().read('/locks', 'cat')).toContain('Entries are stopped: You said /pause. /resume lifts it.')
})
