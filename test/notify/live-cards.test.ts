import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ids } from '../../src/basics/ids.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import type { Place, Platform } from '../../src/chat/chat-ports.ts'
import type { Messenger } from '../../src/chat/messenger.ts'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { createAnswerMaker } from '../../src/chat/ready-answer.ts'
import type { CardFace } from '../../src/notify/card-shower.ts'
import { createLiveCards } from '../../src/notify/live-cards.ts'
import { createPacing } from '../../src/notify/pacing.ts'
import { newcomer } from '../contracts/account-store.contract.ts'
import { nextOrigin } from '../contracts/setting-store.contract.ts'
import { createFakePressStore } from '../fakes/chat-ports.ts'
import { createFakeMessenger } from '../fakes/fake-messenger.ts'
import { createFakeWallClock } from '../fakes/fake-wall-clock.ts'
import { trackedStore } from '../fakes/tracked-store.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
let store: ReturnType<typeof trackedStore<TestDatabase['liveCards']>>
let outbox: ReturnType<typeof trackedStore<TestDatabase['outbox']>>
let ann = ''
const running: { stop(): Promise<void> }[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  store = trackedStore(database.liveCards)
  outbox = trackedStore(database.outbox)
})
beforeEach(async () => {
  await database.reset()
  const { user, origin } = newcomer('ann')
  await database.accounts.create(user, origin)
  ann = user.id
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((rounds) => rounds.stop()))
})
afterAll(() => database.close())

let made = 0
const ids: Ids = { id: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`, token: () => `token-${++made}` }
const here: Place = { platform: 'telegram', chatId: '1', private: true }
const BTC = { id: 'binance:BTC/USDT', symbol: 'BTC/USDT' }

/** Live cards over prices that the test sets, begun anew as often as it likes. */
function open(bot = createFakeMessenger(), { platforms = ['telegram'] as readonly Platform[] } = {}) {
  const clock = createFakeWallClock(database.clock.now())
  const prices = new Map<string, string>([[BTC.id, '100']])
  const failures: unknown[] = []
  const cards = createLiveCards({
    store: store.store,
    outbox: outbox.store,
    messengers: new Map<Platform, Messenger>(platforms.map((platform) => [platform, { ...bot.messenger, platform }])),
    pacing: createPacing(),
    clock,
    ids,
    answers: createAnswerMaker({ presses: createFakePressStore(), ids, clock }),
    faces: async (cards) =>
      new Map(
        cards.flatMap(({ marketId: id }): [string, CardFace][] => {
          const mark = prices.get(id)
          return mark === undefined ? [] : [[id, { mark, reply: { title: `${id} ${mark}`, blocks: [] } }]]
        }),
      ),
    recordFailure: (error) => failures.push(error),
  })
  running.push(cards.rounds)
  const pass = async (ms: number, stepMs = 1000): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      clock.advance(stepMs)
      database.clock.move(clock.now() - database.clock.now())
      await settled()
    }
  }
  return { cards, bot, clock, prices, failures, pass }
}

async function settled(): Promise<void> {
  await store.idle()
  await outbox.idle()
  await store.idle()
}

const begin = ({ cards }: ReturnType<typeof open>, { id, symbol } = BTC, place = here) => {
  const stop = { command: 'watch', input: { market: id, stop: true } }
  return cards.begin({ userId: ann, place, subject: { id, name: symbol, stop } }, nextOrigin())
}

describe('a card', () => {
  test('is sent at once, and edited when the price changes, not more', async () => {
    const desk = open()
    expect(await begin(desk)).toEqual({ endsAt: desk.clock.now() + HOUR_MS, shown: true })
    desk.cards.rounds.start()
    await desk.pass(20_000)
    expect(desk.bot.titles()).toEqual(['binance:BTC/USDT 100'])
    desk.prices.set(BTC.id, '101')
    await desk.pass(7000)
    expect(desk.bot.titles()).toEqual(['binance:BTC/USDT 100', 'binance:BTC/USDT 101'])
    const [first, second] = desk.bot.sendings
    expect(first).toMatchObject({ destination: { platform: 'telegram', chatId: '1' }, silent: false })
    expect(first?.replaces).toBeUndefined()
    expect(second).toMatchObject({ replaces: 'm1', silent: true, answer: { buttons: [{ label: 'Stop' }] } })
    expect(toPlainText(second?.answer ?? { title: '', blocks: [] })).toBe(
      'binance:BTC/USDT 101\nLive until 2026-01-01 01:00 UTC: it changes when the price does.',
    )
  })

  test('ends after an hour, and says so', async () => {
    const desk = open()
    await begin(desk)
    desk.cards.rounds.start()
    await desk.pass(HOUR_MS + 6000, 5000)
    expect(desk.bot.sendings.at(-1)?.answer).toMatchObject({
      buttons: [],
      blocks: [{ text: 'No longer live. /watch begins another one.' }],
    })
    expect(await desk.cards.of({ userId: ann })).toEqual([])
    expect(await database.driver.run('SELECT id FROM live_cards')).toEqual([])
  })

  test('ends when it is told to, and another one may begin', async () => {
    const desk = open()
    await begin(desk)
    desk.cards.rounds.start()
    expect(await desk.cards.end({ userId: ann }, nextOrigin())).toEqual([BTC.id])
    await desk.pass(8000)
    expect(desk.bot.sendings).toHaveLength(2)
    expect(desk.bot.sendings[1]?.answer.buttons).toEqual([])
    expect(await begin(desk)).toMatchObject({ shown: true })
  })

  test('goes on after the program died', async () => {
    const before = open()
    await begin(before)
    database.clock.move(90_000)
    const after = open(before.bot)
    after.prices.set(BTC.id, '102')
    after.cards.rounds.start()
    await after.pass(3000)
    expect(before.bot.sendings.at(-1)).toMatchObject({ replaces: 'm1', answer: { title: 'binance:BTC/USDT 102' } })
  })
})

describe('a card in trouble', () => {
  test('that nobody saw before the program died is sent then, with the same nonce', async () => {
    const bot = createFakeMessenger()
    bot.next(() => new Promise(() => undefined))
    void begin(open(bot))
    await settled()
    database.clock.move(60_000)
    const after = open(bot)
    after.cards.rounds.start()
    await after.pass(3000)
    expect(bot.sendings.map(({ nonce, replaces }) => [nonce === bot.sendings[0]?.nonce, replaces])).toEqual([
      [true, undefined],
      [true, undefined],
    ])
    expect(await after.cards.of({ userId: ann })).toMatchObject([{ messageId: 'm2' }])
  })

  test.each(['gone', 'refused'] as const)('whose message is %s ends', async (outcome) => {
    const desk = open()
    await begin(desk)
    desk.cards.rounds.start()
    desk.bot.next({ outcome, reason: 'x' })
    desk.prices.set(BTC.id, '101')
    await desk.pass(10_000)
    desk.prices.set(BTC.id, '102')
    await desk.pass(10_000)
    expect(desk.bot.sendings).toHaveLength(2)
    expect(await desk.cards.of({ userId: ann })).toEqual([])
  })

  test('moves with its chat, where it begins anew, waits when it must, and edits again what may not have arrived', async () => {
    const desk = open()
    await begin(desk)
    desk.cards.rounds.start()
    desk.bot.next({ outcome: 'moved', chatId: '-100' }, { outcome: 'wait', retryAfterMs: 20_000, scope: 'chat' })
    desk.prices.set(BTC.id, '101')
    await desk.pass(60_000)
    desk.bot.next({ outcome: 'unsure', reason: 'x' })
    desk.prices.set(BTC.id, '102')
    await desk.pass(60_000)
    const [, ...later] = desk.bot.sendings.map(({ destination, replaces }) => [destination.chatId, replaces])
    expect(later).toEqual([
      ['1', 'm1'],
      ['-100', undefined],
      ['-100', undefined],
      ['-100', 'm4'],
      ['-100', 'm4'],
    ])
    expect((await desk.cards.of({ userId: ann }))[0]?.mark).toBe('102')
  })
})

describe('a card is refused', () => {
  test('where the person has one of the market', async () => {
    const desk = open()
    await begin(desk)
    await expect(begin(desk)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('where the chat holds as many as it can', async () => {
    const desk = open()
    for (const name of ['A', 'B', 'C']) {
      desk.prices.set(name, '1')
      await begin(desk, { id: name, symbol: name })
      await desk.pass(2000)
    }
    await expect(begin(desk)).rejects.toMatchObject({ code: 'over-limit' })
    expect(await begin(desk, BTC, { ...here, chatId: '2' })).toMatchObject({ shown: true })
  })

  test('where the bot may not write, and nothing is kept of it', async () => {
    const desk = open()
    desk.bot.next({ outcome: 'refused', reason: 'no rights' })
    await expect(begin(desk)).rejects.toMatchObject({ code: 'not-here' })
    expect(await desk.cards.of({ userId: ann })).toEqual([])
  })
})

test('what cannot be shown there is known before', () => {
  const { cards } = open()
  expect([cards.isPossible('telegram'), cards.isPossible('console')]).toEqual([true, false])
})
