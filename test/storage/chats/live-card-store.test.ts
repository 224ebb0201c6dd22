import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { newcomer } from '../../contracts/account-store.contract.ts'
import { CARD_LEASE_MS, liveCardStoreContract } from '../../contracts/live-card-store.contract.ts'
import { nextOrigin } from '../../contracts/setting-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

async function open() {
  const { user, origin } = newcomer('ann')
  await database.accounts.create(user, origin)
  const { clock, liveCards: cards } = database
  let made = 0
  return {
    cards,
    now: () => clock.now(),
    pass: (ms: number) => clock.move(ms),
    make: (about: object) => ({
      id: `00000000-0000-7000-8000-00000000000${++made}`,
      userId: user.id,
      destination: { platform: 'telegram' as const, chatId: '1' },
      marketId: 'm',
      stopId: 'stop',
      endsAt: clock.now() + HOUR_MS,
      ...about,
    }),
  }
}

liveCardStoreContract(open)

test('one person has one card of a market', async () => {
  const { cards, make } = await open()
  expect(await cards.add(make({}), CARD_LEASE_MS, nextOrigin())).toBe(true)
  expect(await cards.add(make({}), CARD_LEASE_MS, nextOrigin())).toBe(false)
})

test('a chat that moved takes its cards along', async () => {
  const { cards, make } = await open()
  const card = make({})
  await cards.add(card, 0, nextOrigin())
  await database.outbox.move(card.destination, '2')
  expect((await cards.of({ userId: card.userId }))[0]?.destination.chatId).toBe('2')
})
