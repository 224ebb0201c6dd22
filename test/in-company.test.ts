import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../src/basics/reply.ts'
import type { Call, Caller, Platform } from '../src/chat/chat-ports.ts'
import { commandsOf } from '../src/chat/group.ts'
import { catalog } from '../src/commands/catalog.ts'
import { callBy } from './fakes/chat-ports.ts'
import { createFakeMessenger } from './fakes/fake-messenger.ts'
import { BELONGINGS, sayAll } from './fixtures/belongings.ts'
import { openTestDesk } from './fixtures/desk.ts'
import { neutralContent } from './fixtures/recording-chat.ts'

const places: Readonly<Record<string, Partial<Caller>>> = {
  'a group': { place: { platform: 'telegram', chatId: '-1', serverId: '-1', private: false } },
  'a topic of a group': { place: { platform: 'telegram', chatId: '-1', threadId: '7', serverId: '-1', private: false } },
  'an inline search': { place: { platform: 'telegram', chatId: '1', private: false }, anonymous: true },
  'a channel of a server': { place: { platform: 'discord', chatId: '2', serverId: '3', private: false }, roleIds: ['9'] },
  'a thread of a server': { place: { platform: 'discord', chatId: '4', serverId: '3', private: false }, managesServer: true },
  'a chat of several': { place: { platform: 'discord', chatId: '5', private: false } },
}

/** Longer than a budget takes to fill up again. */
const BETWEEN_MS = 60_000

const commands = commandsOf(catalog)
const desks: Awaited<ReturnType<typeof openTestDesk>>[] = []

const PLATFORMS = ['telegram', 'discord'] as const

/** A desk where Ann has said these lines in private on both platforms. */
async function openDesk(hers: readonly string[]) {
  const desk = await openTestDesk({ messengers: PLATFORMS.map((platform) => createFakeMessenger(platform).messenger) })
  desks.push(desk)
  const answers: Answer[] = []
  for (const platform of PLATFORMS) answers.push(...(await sayAll(desk, ['/start', ...hers], alone(platform))))
  return { desk, answers }
}

const alone = (platform: Platform): Call => callBy('ann', { caller: { place: { platform, chatId: 'ann', private: true } } })
const among = (place: string): Call => callBy('ann', { caller: places[place] ?? {} })

let full: Awaited<ReturnType<typeof openDesk>>
let empty: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  full = await openDesk(BELONGINGS)
  empty = await openDesk([])
  empty.desk.clock.move(full.desk.clock.now() - empty.desk.clock.now())
})
afterAll(async () => {
  for (const desk of desks) await desk.close()
})

test('whatever a person can keep, Ann has some of it, and reads it in private', async () => {
  expect(full.answers.map(({ refusal }) => refusal)).toEqual(full.answers.map(() => undefined))
  const words = BELONGINGS.map((line) => line.slice(1).split(' ')[0])
  const keeping = commands.filter(({ effect, access, group }) => effect !== 'reads' && access !== 'anyone' && group !== 'server')
  for (const { name, parent } of keeping) expect(words, `BELONGINGS lacks a line for /${name}`).toContain(parent ?? name)
  for (const platform of PLATFORMS)
    for (const line of ['/start', '/settings', '/watchlist', '/watch', '/replay', '/price btc']) {
      const [told, untold] = [await full.desk.say(line, alone(platform)), await empty.desk.say(line, alone(platform))]
      expect({ line, ...neutralContent(told) }).not.toEqual({ line, ...neutralContent(untold) })
    }
})

test.each(Object.keys(places))('in %s every command says the same, whatever its caller has', async (place) => {
  for (const line of commands.flatMap(({ examples }) => examples)) {
    for (const { desk } of [full, empty]) desk.clock.move(BETWEEN_MS)
    const [told, untold] = [await full.desk.say(line, among(place)), await empty.desk.say(line, among(place))]
    expect({ line, ...neutralContent(told) }).toEqual({ line, ...neutralContent(untold) })
  }
  expect(full.desk.failures).toEqual([])
})

test.each(Object.keys(places))('in %s no button that came in private opens what is for one person alone', async (place) => {
  const secret = new Set(commands.filter(({ readers }) => readers === 'only-you').map(({ name }) => name))
  let pressed = 0
  for (const line of commands.flatMap(({ examples }) => examples)) {
    full.desk.clock.move(BETWEEN_MS)
    const { buttons } = await full.desk.say(line, alone(among(place).caller.place.platform))
    for (const button of buttons) {
      if (button.kind !== 'press') continue
      const [press] = await full.desk.database.driver.run('SELECT command FROM presses WHERE id = $1', [button.id])
      if (!secret.has(String(press?.command))) continue
      pressed++
      const answer = await full.desk.chat.press(button.id, among(place))
      expect(answer?.refusal?.code, `${line}: ${button.label}`).toMatch(/^not-(here|allowed)$/)
    }
  }
  expect(pressed).toBeGreaterThan(5)
})
