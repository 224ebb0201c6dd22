import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTelegramBot } from '../bots/telegram/bot.ts'
import { machineClock } from '../src/basics/clock.ts'
import { commandsOf } from '../src/chat/group.ts'
import { toPlainText } from '../src/chat/plain-text.ts'
import { catalog } from '../src/commands/catalog.ts'
import { createFakeInbox, LEASE_MS } from './fakes/chat-ports.ts'
import { useTestDesk } from './fixtures/desk.ts'
import { type Recorded, recordingChat } from './fixtures/recording-chat.ts'
import { startTelegramServer, type TelegramServer, TOKEN } from './loopback/telegram-server.ts'
import { ANN, said, searched, type UpdateBody } from './loopback/telegram-updates.ts'

/** What Ann keeps to herself; each of them is in the answer to a command of hers in private. */
const SECRETS = ['Asia/Kathmandu', 'SOL/USDT']
const GROUP = -100
const WAIT = { interval: 5, timeout: 20_000 }

const contexts: Readonly<Record<string, (line: string) => UpdateBody>> = {
  'a group': (line) => said(addressed(line), { chat: GROUP }),
  'a topic of a group': (line) => said(addressed(line), { chat: GROUP, thread: 7 }),
  'a channel': (line) => ({
    channel_post: {
      ...said(line, { chat: GROUP }).message,
      chat: { id: GROUP, type: 'channel', title: 'News' },
      sender_chat: { id: GROUP, type: 'channel' },
    },
  }),
  'the name of an anonymous admin': (line) =>
    said(addressed(line), { chat: GROUP, about: { sender_chat: { id: GROUP, type: 'supergroup' } } }),
  'an inline search': (line) => searched(line),
}
/** In a group the bot is called by its name. */
const addressed = (line: string): string => line.replace(/^\/(\w+)/, '/$1@ParleyBot')

const desk = useTestDesk()
const secret = commandsOf(catalog).filter(({ readers }) => readers === 'only-you')
let telegram: TelegramServer
let bot: ReturnType<typeof createTelegramBot>
let recorded: readonly Recorded[]

beforeAll(async () => {
  telegram = await startTelegramServer()
  const recording = recordingChat(desk().chat)
  recorded = recording.recorded
  bot = createTelegramBot({
    token: TOKEN,
    apiRoot: telegram.url,
    chat: recording.chat,
    inbox: createFakeInbox({ clock: machineClock, leaseMs: LEASE_MS }),
    moveChat: async () => undefined,
    sendLater: async () => undefined,
    pace: { take: () => 0 },
    clock: machineClock,
    onTrouble: (sentence) => expect.unreachable(sentence),
    recordFailure: (error) => expect.unreachable(String(error)),
  })
  await bot.start()
  for (const line of ['/settings set zone Asia/Kathmandu', '/watchlist add SOL']) await tell(said(line))
})
afterAll(async () => {
  await bot.stop()
  await telegram.stop()
})

async function tell(update: UpdateBody): Promise<void> {
  desk().clock.move(30_000)
  telegram.inject(update)
  await vi.waitFor(() => expect(telegram.waiting()).toEqual([]), WAIT)
}

test('in private she reads them', async () => {
  for (const line of ['/settings', '/watchlist']) await tell(said(line))
  const read = recorded.map(({ answer }) => toPlainText(answer)).join('\n')
  for (const each of SECRETS) expect(read).toContain(each)
})

test.each(Object.keys(contexts))('in %s nothing is told that is for one person alone', async (context) => {
  expect(secret.length).toBeGreaterThan(5)
  const before = { answers: recorded.length, calls: telegram.calls.length }
  for (const { examples } of secret) for (const line of examples) await tell(contexts[context]?.(line) ?? {})
  for (const { call, answer } of recorded.slice(before.answers)) {
    expect(call.caller.place.private).toBe(false)
    expect(answer.refusal, answer.title).toBeDefined()
  }
  const sent = telegram.calls.slice(before.calls).filter(({ method }) => !/getUpdates|getChat/.test(method))
  const told = JSON.stringify(sent.map(({ payload }) => payload))
  for (const each of SECRETS) expect(told).not.toContain(each)
  expect(sent.filter(({ payload }) => String(payload.chat_id) === String(ANN))).toEqual([])
  expect(telegram.violations).toEqual([])
})

test('in company every other command tells nothing of its caller either', async () => {
  const before = telegram.calls.length
  const open = commandsOf(catalog).filter(({ readers }) => readers === 'everyone')
  for (const { examples } of open) await tell(said(addressed(examples[0]), { chat: GROUP }))
  const told = JSON.stringify(telegram.calls.slice(before).map(({ payload }) => payload))
  expect(told).not.toContain('Kathmandu')
})
