import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDiscordBot } from '../bots/discord/bot.ts'
import { createTelegramBot } from '../bots/telegram/bot.ts'
import { machineClock } from '../src/basics/clock.ts'
import type { Answer } from '../src/basics/reply.ts'
import { createDirectory } from '../src/chat/directory.ts'
import { commandsOf } from '../src/chat/group.ts'
import { readArguments } from '../src/chat/read-arguments.ts'
import { catalog } from '../src/commands/catalog.ts'
import { callBy } from './fakes/chat-ports.ts'
import { openTestDesk } from './fixtures/desk.ts'
import { neutralContent, type Recorded, recordingChat } from './fixtures/recording-chat.ts'
import { type DiscordServer, startDiscordServer } from './loopback/discord-server.ts'
import { startTelegramServer, type TelegramServer, TOKEN } from './loopback/telegram-server.ts'
import { ANN, said } from './loopback/telegram-updates.ts'

/** Longer than any budget needs to fill up again. */
const BETWEEN_MS = 60_000
const WAIT = { interval: 5, timeout: 20_000 }
const ANN_NAMED = `User ${ANN}`
const directory = createDirectory(catalog)
const examples = commandsOf(catalog).flatMap((command) => command.examples)
/** What people get wrong, where every platform lets them. */
const refused = ['/price nonsense', '/chart btc 1d ema(99999)', '/settings set zone nowhere', '/settings show nothing', '/help nothing']

/** One desk behind one platform, and what was drawn there for an answer. */
interface Stage {
  readonly say: (line: string) => Promise<Recorded>
  readonly press: (label: string) => Promise<Recorded>
  readonly drawn: () => { readonly text: string; readonly files: number; readonly labels: readonly string[] }
}

const closing: (() => Promise<unknown>)[] = []
const stages: Record<string, Stage> = {}
const failures: unknown[] = []
let telegram: TelegramServer
let discord: DiscordServer

beforeAll(async () => {
  telegram = await startTelegramServer()
  discord = await startDiscordServer()
  Object.assign(stages, { console: await onConsole(), telegram: await onTelegram(), discord: await onDiscord() })
})
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

async function openDesk() {
  const desk = await openTestDesk()
  closing.push(() => desk.close())
  const { chat, recorded } = recordingChat(desk.chat)
  const bot = {
    chat,
    clock: machineClock,
    onTrouble: (sentence: string) => void failures.push(sentence),
    recordFailure: (error: unknown) => `F${failures.push(error)}`,
  }
  const begin = (): number => {
    desk.clock.move(BETWEEN_MS)
    return recorded.length
  }
  return { chat, recorded, bot, begin }
}

async function onConsole(): Promise<Stage> {
  const { chat, recorded, begin } = await openDesk()
  const ann = callBy(String(ANN), { caller: { displayName: ANN_NAMED } })
  const last = (): Recorded => present(recorded.at(-1))
  return {
    async say(line) {
      begin()
      await chat.say(line, ann)
      return last()
    },
    async press(label) {
      const button = last().answer.buttons.find((each) => each.label === label)
      begin()
      await chat.press(button?.kind === 'press' ? button.id : '', ann)
      return last()
    },
    drawn: () => ({ text: '', files: 0, labels: [] }),
  }
}

async function onTelegram(): Promise<Stage> {
  const { recorded, bot: parts, begin } = await openDesk()
  const bot = createTelegramBot({ ...parts, token: TOKEN, apiRoot: telegram.url })
  await bot.start()
  closing.push(
    () => bot.stop(),
    () => telegram.stop(),
  )
  let shownBefore = 0
  const shown = () => telegram.messages.slice(shownBefore).filter(({ deleted }) => !deleted)
  const done = async (before: number): Promise<Recorded> => {
    // An update is confirmed when all of its answer is sent, and that is no event.
    await vi.waitFor(() => expect([telegram.waiting(), recorded.length]).toEqual([[], before + 1]), WAIT)
    return present(recorded[before])
  }
  return {
    say(line) {
      const before = begin()
      shownBefore = telegram.messages.length
      telegram.inject(said(line))
      return done(before)
    },
    press(label) {
      const under = present(telegram.messages.findLast(({ labels }) => labels.includes(label)))
      const before = begin()
      telegram.press(under, label)
      return done(before)
    },
    drawn: () => ({
      text: shown()
        .map(({ text }) => text)
        .join('\n'),
      files: shown().flatMap(({ files }) => files).length,
      labels: shown().flatMap(({ labels }) => labels),
    }),
  }
}

async function onDiscord(): Promise<Stage> {
  const { recorded, bot: parts, begin } = await openDesk()
  const bot = createDiscordBot({ ...parts, token: discord.token, apiRoot: discord.apiRoot })
  await bot.start()
  await discord.until(() => discord.registered.size > 0)
  closing.push(
    () => bot.stop(),
    () => discord.stop(),
  )
  let last = ''
  const shown = () => discord.people.answersTo(last) ?? []
  const done = (before: number, id: string): Promise<Recorded> => {
    last = id
    return vi.waitFor(() => present(recorded[before]), WAIT)
  }
  return {
    say(line) {
      const before = begin()
      return done(before, discord.say({ ...filledIn(line), where: 'dm', user: String(ANN) }))
    },
    press(label) {
      const before = begin()
      const message = present(shown().findLast(({ body }) => JSON.stringify(body.components ?? []).includes(`"label":"${label}"`)))
      return done(before, discord.press({ message: message.id, label, where: 'dm', user: String(ANN) }))
    },
    drawn: () => ({
      text: shown()
        .map(({ body }) => JSON.stringify(body.embeds ?? body))
        .join('\n'),
      files: shown().flatMap(({ files }) => files).length,
      labels: shown().flatMap(({ body }) =>
        [...JSON.stringify(body.components ?? []).matchAll(/"label":"([^"]+)"/g)].map(([, label = '']) => label),
      ),
    }),
  }
}

/** The line as somebody fills it in on Discord. */
function filledIn(line: string) {
  const { command, words } = directory.inLine(line)
  const values = Object.entries(readArguments(command, words)).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(' ') : value,
  ])
  return { command: command.name, options: Object.fromEntries(values) as Record<string, string> }
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('There is nothing')
  return value
}

/** The words and numbers of a text, without what a platform puts around them. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

function checkDrawn(platform: string, { blocks, title, buttons }: Answer): void {
  const { text, files, labels } = present(stages[platform]).drawn()
  const drawn = new Set(wordsOf(text.replaceAll('\\n', ' ').replaceAll('\\', '')))
  const spoken = blocks.flatMap((block): string[] => {
    if (block.kind === 'text') return [block.text]
    if (block.kind === 'fields') return block.fields.flatMap(({ label, value }) => [label, value])
    return block.kind === 'table' ? block.rows.flat() : []
  })
  expect(
    wordsOf([title, ...spoken].join(' ')).filter((word) => !drawn.has(word)),
    `${platform} left out of "${text}"`,
  ).toEqual([])
  expect(files).toBeGreaterThanOrEqual(blocks.filter((block) => 'bytes' in block).length)
  expect(labels).toEqual(expect.arrayContaining(buttons.map(({ label }) => label)))
}

async function everywhere(what: (stage: Stage) => Promise<Recorded>): Promise<Answer> {
  const [console = [], ...others] = await Promise.all(
    Object.entries(stages).map(async ([name, stage]) => [name, await what(stage)] as const),
  )
  const [, reference] = console as readonly [string, Recorded]
  for (const [name, { answer, progress }] of others as readonly (readonly [string, Recorded])[]) {
    expect({ on: name, ...neutralContent(answer) }).toEqual({ on: name, ...neutralContent(reference.answer) })
    expect(progress.map(neutralContent)).toEqual(reference.progress.map(neutralContent))
    if (answer.replaces !== true) await vi.waitFor(() => checkDrawn(name, answer), WAIT)
  }
  return reference.answer
}

test.each([...examples, ...refused])('%s is answered alike in the terminal, on Telegram and on Discord', async (line) => {
  const answer = await everywhere((stage) => stage.say(line))
  const button = answer.buttons.find(({ kind }) => kind === 'press')
  if (button !== undefined) await everywhere((stage) => stage.press(button.label))
  expect([failures, telegram.violations, discord.violations]).toEqual([[], [], []])
})
