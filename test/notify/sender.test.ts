import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Platform } from '../../src/chat/chat-ports.ts'
import type { Messenger } from '../../src/chat/messenger.ts'
import type { OutboxMessage } from '../../src/notify/notify-ports.ts'
import { createPacing } from '../../src/notify/pacing.ts'
import { createSender, type Sender } from '../../src/notify/sender.ts'
import { messageTo } from '../contracts/outbox.contract.ts'
import { createFakeMessenger } from '../fakes/fake-messenger.ts'
import { createFakeWallClock } from '../fakes/fake-wall-clock.ts'
import { trackedStore } from '../fakes/tracked-store.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
let outbox: ReturnType<typeof trackedStore<TestDatabase['outbox']>>
const started: Sender[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  outbox = trackedStore(database.outbox)
})
beforeEach(() => database.reset())
afterEach(async () => {
  await Promise.all(started.splice(0).map((sender) => sender.stop()))
})
afterAll(() => database.close())

function open({ messengers = [] as readonly Messenger[], clock = createFakeWallClock(database.clock.now()) } = {}) {
  const failures: unknown[] = []
  const attempts: string[] = []
  const sender = createSender({
    store: outbox.store,
    messengers: new Map<Platform, Messenger>(messengers.map((each) => [each.platform, each])),
    pacing: createPacing(),
    clock,
    recordFailure: (error) => failures.push(error),
    observe: ({ outcome }) => attempts.push(outcome),
  })
  started.push(sender)
  /** Lets time pass in small steps, and everything be done that is due meanwhile. */
  const pass = async (ms: number, stepMs = 250): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      clock.advance(stepMs)
      database.clock.move(clock.now() - database.clock.now())
      await outbox.idle()
    }
  }
  const enqueue = async (message: OutboxMessage): Promise<void> => {
    await database.transaction((tx) => database.outbox.add(tx, message))
    sender.wake()
  }
  return { sender, enqueue, failures, attempts, pass, clock }
}

test('sends what waits: urgent first, each chat in order and once a second', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  for (const title of ['a1', 'a2', 'a3']) await enqueue(messageTo('1', title))
  await enqueue(messageTo('1', 'stop', { urgency: 'stop' }))
  await enqueue(messageTo('2', 'b1'))
  sender.start()
  await pass(1000)
  expect(bot.titles().toSorted()).toEqual(['b1', 'stop'])
  await pass(1000)
  expect(bot.titles().slice(2)).toEqual(['a1'])
  await pass(2500)
  expect(bot.titles().slice(3)).toEqual(['a2', 'a3'])
  await pass(5000)
  expect(bot.titles()).toHaveLength(5)
})

test('what is put there while it runs goes out at once', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  sender.start()
  await pass(500)
  await enqueue(messageTo('1', 'now'))
  await outbox.idle()
  expect(bot.titles()).toEqual(['now'])
})

test('what comes late says from when it is, and nothing else does', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass, clock } = open({ messengers: [bot.messenger] })
  const notBefore = clock.now() + 120_000
  await enqueue(messageTo('1', 'old'))
  await enqueue(messageTo('2', 'for later', { notBefore }))
  clock.advance(120_000)
  sender.start()
  await pass(1000)
  await enqueue(messageTo('3', 'new'))
  await pass(1000)
  const said = bot.sendings.map(({ answer }) => [answer.title, ...answer.blocks.map((block) => (block.kind === 'text' ? block.text : ''))])
  expect(said.toSorted()).toEqual([['for later'], ['new'], ['old', 'This comes late: it is of 2026-01-01 00:00 UTC.']])
})

test('without a bot everything waits', async () => {
  const { sender, enqueue, pass } = open()
  await enqueue(messageTo('1', 'a'))
  sender.start()
  await pass(3000)
  const bot = createFakeMessenger()
  const later = open({ messengers: [bot.messenger] })
  later.sender.start()
  await later.pass(500)
  expect(bot.titles()).toEqual(['a'])
})

test('the silence that a platform asks for is kept, for one chat or for all', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  await enqueue(messageTo('1', 'a'))
  bot.next({ outcome: 'wait', retryAfterMs: 10_000, scope: 'chat' })
  sender.start()
  await pass(500)
  await enqueue(messageTo('2', 'b'))
  await pass(9000)
  expect(bot.titles()).toEqual(['a', 'b'])
  await pass(2000)
  expect(bot.titles()).toEqual(['a', 'b', 'a'])
  bot.next({ outcome: 'wait', retryAfterMs: 10_000, scope: 'all' })
  await enqueue(messageTo('1', 'c'))
  await pass(2000)
  await enqueue(messageTo('3', 'd'))
  await pass(7500)
  expect(bot.titles().slice(3)).toEqual(['c'])
  await pass(3000)
  expect(bot.titles().slice(4).toSorted()).toEqual(['c', 'd'])
})

test('a chat that moved is written to at its new place', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  await enqueue(messageTo('-1', 'a'))
  bot.next({ outcome: 'moved', chatId: '-1001' })
  sender.start()
  await pass(2000)
  expect(bot.sendings.map(({ destination }) => destination.chatId)).toEqual(['-1', '-1001'])
})

test('where nobody reads, nothing more is sent', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  for (const title of ['a', 'b']) await enqueue(messageTo('1', title))
  bot.next({ outcome: 'gone', reason: 'blocked' })
  sender.start()
  await pass(3000)
  await enqueue(messageTo('1', 'c'))
  await pass(3000)
  expect(bot.titles()).toEqual(['a'])
})

test('what may have arrived is repeated once, the same, and then set aside', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  await enqueue(messageTo('1', 'a'))
  await enqueue(messageTo('1', 'b'))
  bot.next(
    { outcome: 'unsure', reason: 'timeout' },
    () => {
      throw new Error('a bot never throws, but if it did')
    },
    { outcome: 'sent', messageId: 'm' },
  )
  sender.start()
  await pass(15_000)
  expect(bot.titles()).toEqual(['a', 'a', 'b'])
  expect(bot.sendings[0]).toEqual(bot.sendings[1])
  expect(bot.sendings[0]?.nonce).toMatch(/^[\w-]{22}$/)
  expect(bot.sendings[2]?.nonce).not.toBe(bot.sendings[0]?.nonce)
})

test('what a platform refuses is set aside, and the next one goes out', async () => {
  const bot = createFakeMessenger()
  const { sender, enqueue, pass, attempts } = open({ messengers: [bot.messenger] })
  for (const title of ['bad', 'good']) await enqueue(messageTo('1', title))
  bot.next({ outcome: 'refused', reason: 'too long' })
  sender.start()
  await pass(3000)
  expect(bot.titles()).toEqual(['bad', 'good'])
  expect(attempts).toEqual(['refused', 'sent'])
  expect(await database.driver.run('SELECT reason FROM outbox WHERE set_aside_at IS NOT NULL')).toEqual([{ reason: 'too long' }])
})

test('a program that dies while it sends repeats the message once, and gives it up when it dies again', async () => {
  const sent: string[] = []
  for (let life = 0; life < 4; life++) {
    const bot = createFakeMessenger()
    bot.next(() => new Promise(() => undefined))
    const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
    if (life === 0) await enqueue(messageTo('1', 'a'))
    sender.start()
    await pass(1000)
    sent.push(...bot.titles())
    // It is never stopped, and its clock stands still for ever: it is dead.
    started.pop()
    database.clock.move(30_000)
  }
  expect(sent).toEqual(['a', 'a'])
})

test('several programs on one database send everything once', async () => {
  const bots = [createFakeMessenger(), createFakeMessenger(), createFakeMessenger()]
  const clock = createFakeWallClock(database.clock.now())
  const desks = bots.map(({ messenger }) => open({ messengers: [messenger], clock }))
  const titles = Array.from({ length: 30 }, (_, index) => `message ${index}`)
  for (const [index, title] of titles.entries()) await desks[0]?.enqueue(messageTo(String(index % 10), title))
  for (const { sender } of desks) sender.start()
  await desks[0]?.pass(8000)
  const sent = bots.flatMap(({ titles: own }) => own())
  expect(sent.toSorted()).toEqual(titles.toSorted())
  expect(desks.flatMap(({ failures }) => failures)).toEqual([])
})

test('stopping waits for what is on its way, and takes nothing more', async () => {
  const bot = createFakeMessenger()
  let arrive = (): void => undefined
  bot.next(
    () =>
      new Promise((resolve) => {
        arrive = () => resolve({ outcome: 'sent', messageId: 'm' })
      }),
  )
  const { sender, enqueue, pass } = open({ messengers: [bot.messenger] })
  for (const title of ['a', 'b']) await enqueue(messageTo('1', title))
  sender.start()
  await pass(500)
  const stopping = sender.stop()
  arrive()
  await stopping
  await pass(5000)
  expect(bot.titles()).toEqual(['a'])
  expect(await database.driver.run('SELECT message_id FROM outbox WHERE sent_at IS NOT NULL')).toEqual([{ message_id: 'm' }])
})
