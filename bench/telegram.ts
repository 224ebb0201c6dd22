import { Bot } from 'grammy'
import { createTelegramBot } from '../bots/telegram/bot.ts'
import { machineClock } from '../src/basics/clock.ts'
import { createFakeInbox, LEASE_MS } from '../test/fakes/chat-ports.ts'
import { createSmallDesk } from '../test/fakes/small-desk.ts'
import { startTelegramServer, type TelegramServer, TOKEN } from '../test/loopback/telegram-server.ts'
import { said } from '../test/loopback/telegram-updates.ts'
import { compare, print } from './rounds.ts'

const COMMANDS = 200

/** A command through the whole adapter and the dispatcher, against a bare grammY bot that says one sentence, on the loopback Bot API: one after the other, and all at once. */
export async function benchTelegram(): Promise<void> {
  const ours = await startTelegramServer()
  const theirs = await startTelegramServer()
  const bot = createTelegramBot({
    token: TOKEN,
    apiRoot: ours.url,
    chat: createSmallDesk().chat,
    inbox: createFakeInbox({ clock: machineClock, leaseMs: LEASE_MS }),
    moveChat: async () => undefined,
    sendLater: async () => undefined,
    pace: { take: () => 0 },
    clock: machineClock,
    onTrouble: print,
    recordFailure: (error) => print(String(error)),
  })
  await bot.start()
  const echo = new Bot(TOKEN, { client: { apiRoot: theirs.url } })
  echo.command('price', (context) => context.reply('BTC is at 64,213.50 USD', { link_preview_options: { is_disabled: true } }))
  const listening = echo.start()
  for (const [what, ask] of [
    ['one after the other', oneByOne],
    ['all at once', allAtOnce],
  ] as const) {
    print(`${COMMANDS} commands, ${what}:`)
    await compare([
      { name: 'the adapter, with buttons and a count of each delivery', run: () => ask(ours) },
      { name: 'a bare grammY echo', run: () => ask(theirs) },
    ])
  }
  print(`violations: ${[...ours.violations, ...theirs.violations].join('; ') || 'none'}`)
  await bot.stop()
  await echo.stop()
  await listening
  await ours.stop()
  await theirs.stop()
}

async function oneByOne(server: TelegramServer): Promise<void> {
  for (let n = 0; n < COMMANDS; n++) await answered(server, 1, () => ask(server, n))
}

async function allAtOnce(server: TelegramServer): Promise<void> {
  await answered(server, COMMANDS, () => {
    for (let n = 0; n < COMMANDS; n++) ask(server, n)
  })
}

function ask(server: TelegramServer, n: number): void {
  const about = { entities: [{ type: 'bot_command', offset: 0, length: 6 }] }
  server.inject(said('/price btc', { from: 10_000 + n, about }))
}

async function answered(server: TelegramServer, count: number, act: () => void): Promise<void> {
  const wanted = server.messages.length + count
  act()
  await server.until(() => server.messages.length >= wanted)
}
