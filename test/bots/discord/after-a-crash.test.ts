import { expect, onTestFinished, test, vi } from 'vitest'
import { machineClock } from '../../../src/basics/clock.ts'
import { text } from '../../../src/basics/reply.ts'
import { MINUTE_MS } from '../../../src/basics/timeframe.ts'
import type { Chat } from '../../../src/chat/chat.ts'
import type { Call } from '../../../src/chat/chat-ports.ts'
import { callBy, createFakeClock } from '../../fakes/chat-ports.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'
import { useTestDesk } from '../../fixtures/desk.ts'
import { onDiscord } from './on-discord.ts'

const desk = useTestDesk()
const add = { command: 'watchlist add', options: { markets: 'BTC' } }

/** What a killed process was at. */
const never = <Value>(): Promise<Value> =>
  new Promise((_resolve, reject) => onTestFinished(() => reject(new Error('The process was killed'))))

/** The chat of a process that is killed while it works: nothing comes back from it. */
function killedWhile(at: 'begins' | 'answers' | 'writes down', chat: Chat = desk().chat): Chat {
  if (at === 'begins') return { ...chat, run: never, press: never }
  const cut = (call: Call): Call => ({
    ...call,
    async deliver(answer) {
      if (at === 'writes down') await call.deliver?.(answer)
      await never()
    },
  })
  return { ...chat, run: (name, input, call) => chat.run(name, input, cut(call)), press: (id, call) => chat.press(id, cut(call)) }
}

type Parts = Partial<Parameters<typeof onDiscord>[0]>

/** A bot that is killed; `restart` is the one after it, on the same database. */
async function killed(parts: Parts & { readonly chat: Chat }) {
  const { inbox } = desk().database
  const { server, open } = await onDiscord({ inbox, ...parts })
  await open()
  return {
    server,
    async restart(later: Parts = {}) {
      server.gateway.drop()
      desk().database.clock.move(MINUTE_MS)
      const next = await onDiscord({ inbox, chat: desk().chat, server, apiRoot: server.apiRoot, ...later })
      await next.bot.start()
      return next
    },
    async untilAllIsFinished() {
      await vi.waitFor(async () => expect(await inbox.unfinished('discord')).toEqual([]), { timeout: 5000 })
    },
  }
}

const titleOf = (message: { readonly body: Readonly<Record<string, unknown>> } | undefined): unknown =>
  (message?.body.embeds as { title?: string }[] | undefined)?.[0]?.title

const listOf = (userId: string) =>
  desk().read('/watchlist show', callBy(userId, { caller: { place: { platform: 'discord', chatId: userId, private: true } } }))

test('what was deferred and not begun is done and answered, to the same eyes', async () => {
  const { server, restart, untilAllIsFinished } = await killed({ chat: killedWhile('begins') })
  const id = server.say({ ...add, user: '2001' })
  await server.until(() => server.people.isAcknowledged(id))
  await restart()
  const answers = await server.answersTo(id)
  await untilAllIsFinished()
  expect(answers.map((answer) => [titleOf(answer), answer.isUnseen, answer.edits])).toEqual([['Now following BTC/USDT', true, 0]])
  expect(await listOf('2001')).toContain('BTC/USDT')
  expect(server.violations).toEqual([])
})

test('what was done and not told is told, and not done again', async () => {
  const { server, restart, untilAllIsFinished } = await killed({ chat: killedWhile('answers') })
  const id = server.say({ ...add, user: '2002' })
  await vi.waitFor(async () => expect(await listOf('2002')).toContain('BTC/USDT'))
  const { failures } = await restart()
  expect((await server.answersTo(id)).map(titleOf)).toEqual(['You follow all of these already'])
  await untilAllIsFinished()
  expect([failures, server.violations]).toEqual([[], []])
})

test('while somebody else may be at work on it, it is looked for again every minute', async () => {
  const { server, restart, untilAllIsFinished } = await killed({ chat: killedWhile('begins') })
  const id = server.say({ ...add, user: '2005' })
  await server.until(() => server.people.isAcknowledged(id))
  await desk().database.inbox.claim('discord', id)
  desk().database.clock.move(-MINUTE_MS)
  const clock = createFakeClock()
  await restart({ clock })
  desk().database.clock.move(MINUTE_MS)
  await vi.waitFor(() => {
    clock.move(MINUTE_MS)
    expect(server.people.answersTo(id)).toBeDefined()
  })
  expect((await server.answersTo(id)).map(titleOf)).toEqual(['Now following BTC/USDT'])
  await untilAllIsFinished()
})

test('while Discord cannot be asked, nothing is done; it is tried again', async () => {
  const { server, restart, untilAllIsFinished } = await killed({ chat: killedWhile('begins') })
  const id = server.say({ ...add, user: '2006' })
  await server.until(() => server.people.isAcknowledged(id))
  server.fail({ method: 'GET', path: /@original$/, how: 'dropped' })
  const clock = createFakeClock()
  const { failures } = await restart({ clock })
  await server.until(() => failures.length === 1)
  expect(await listOf('2006')).not.toContain('BTC/USDT')
  clock.move(MINUTE_MS)
  expect((await server.answersTo(id)).map(titleOf)).toEqual(['Now following BTC/USDT'])
  await untilAllIsFinished()
})

test('what was told is not told again', async () => {
  const { server, restart, untilAllIsFinished } = await killed({ chat: killedWhile('writes down') })
  const id = server.say({ ...add, user: '2003' })
  const [answer] = await server.answersTo(id)
  await restart()
  await untilAllIsFinished()
  expect([titleOf(answer), answer?.edits, server.people.answersTo(id)?.length]).toEqual(['Now following BTC/USDT', 0, 1])
  expect(server.violations).toEqual([])
})

test('progress that came to a stop becomes the answer', async () => {
  const { chat } = desk()
  const stuck: Chat = {
    ...chat,
    async run(_name, _input, { sink }) {
      await sink?.show({ title: 'Working', blocks: [{ kind: 'progress', done: 1, of: 4, label: 'One' }], buttons: [] })
      return never()
    },
  }
  const { server, restart, untilAllIsFinished } = await killed({ chat: stuck })
  const id = server.say({ command: 'version' })
  await server.until(() => server.messages.all.length === 1)
  await restart()
  expect((await server.answersTo(id)).map(titleOf)).toEqual(['Parley 0.1.0'])
  await untilAllIsFinished()
  expect(server.messages.all.length).toBe(1)
})

test('a button that was pressed and not begun is answered; one whose answer stands is left alone', async () => {
  const asked = await killed({ chat: desk().chat })
  const [message] = await asked.server.answersTo(asked.server.say({ command: 'price', options: { markets: 'BTC' } }))
  const press = { message: message?.id ?? '', label: 'Refresh' }
  asked.server.gateway.drop()
  const begun = await onDiscord({
    inbox: desk().database.inbox,
    chat: killedWhile('begins'),
    server: asked.server,
    apiRoot: asked.server.apiRoot,
  })
  await begun.bot.start()
  const id = asked.server.press(press)
  await asked.server.until(() => asked.server.people.isAcknowledged(id))
  await asked.restart()
  await asked.server.answersTo(id)
  await asked.untilAllIsFinished()
  expect([message?.edits, asked.server.messages.all.length, asked.server.violations]).toEqual([1, 1, []])
})

test('an answer after a crash is one message, however long it is', async () => {
  const { chat } = desk()
  const long: Chat = {
    ...chat,
    async run(_name, _input, { deliver }) {
      const answer = { title: 'Much', blocks: [text('word '.repeat(2000))], buttons: [] }
      await deliver?.(answer)
      return answer
    },
  }
  const { server, restart } = await killed({ chat: killedWhile('begins') })
  const id = server.say({ command: 'version' })
  await server.until(() => server.people.isAcknowledged(id))
  await restart({ chat: long })
  const [answer, ...others] = await server.answersTo(id)
  expect([others, answer?.files.map(({ name }) => name)]).toEqual([[], ['answer.txt']])
  expect(server.violations).toEqual([])
})

test('after a quarter of an hour it is left, and its token is kept no longer', async () => {
  let ahead = 0
  const clock = { ...machineClock, now: () => machineClock.now() + ahead }
  const { server, restart, untilAllIsFinished } = await killed({ chat: killedWhile('begins'), clock })
  const id = server.say({ ...add, user: '2004' })
  await server.until(() => server.people.isAcknowledged(id))
  expect(JSON.stringify(await desk().database.inbox.unfinished('discord'))).toContain(`token-of-${id}`)
  ahead = 15 * 60_000
  await restart({ clock })
  await untilAllIsFinished()
  expect(await listOf('2004')).not.toContain('BTC/USDT')
  expect(server.messages.all).toEqual([])
})

test('what takes longer than a quarter of an hour is sent as a message: what is for one person, to that person', async () => {
  let now = 0
  const { chat } = createSmallDesk()
  const late: Chat = {
    ...chat,
    run(name, input, call) {
      now += 16 * 60_000
      return chat.run(name, input, call)
    },
  }
  const { server, open, failures } = await onDiscord({ chat: late, now: () => now })
  await open()
  server.say({ command: 'price', options: { market: 'BTC' } })
  await server.until(() => server.messages.all.length === 1)
  server.say({ command: 'buy', options: { market: 'BTC', amount: '1' } })
  await server.until(() => server.messages.all.length === 2)
  expect(server.messages.all.map((message) => [message.channelId, titleOf(message)])).toEqual([
    ['900000000000000001', 'BTC is at 64,213.50 USD'],
    ['9501001', 'Buy 1 of BTC?'],
  ])
  expect([failures, server.violations]).toEqual([[], []])
})
