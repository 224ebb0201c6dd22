import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/basics/reply.ts'
import { commandsOf, groupsOf } from '../../src/chat/group.ts'
import { alignTable, widthOf } from '../../src/chat/plain-text.ts'
import { catalog } from '../../src/commands/catalog.ts'
import { callBy } from '../fakes/chat-ports.ts'
import { createFakeMessenger } from '../fakes/fake-messenger.ts'
import { inServer, openTestDesk } from '../fixtures/desk.ts'
import { stock } from '../fixtures/trader.ts'

const COLUMNS_MAX = 34
const commands = commandsOf(catalog)
const examples = commands.flatMap(({ name, group, examples: lines }) => lines.map((line) => [name, line, group] as const))

let desk: Awaited<ReturnType<typeof openTestDesk>>
beforeAll(async () => {
  desk = await openTestDesk({ messengers: [createFakeMessenger('telegram').messenger] })
})
afterAll(() => desk.close())

const OPERATOR = callBy('console', { caller: { place: { platform: 'console', chatId: 'console', private: true } } })

/** Settings of a server are for those in it, nobody is called in a terminal, and what admins do is for the operator. */
const whoSays = (name: string, userId: string) => {
  if (name.startsWith('server ')) return inServer(userId)
  if (name === 'signals subscribe') return callBy(userId, { caller: { place: { platform: 'telegram', chatId: userId, private: true } } })
  return commands.find((each) => each.name === name)?.access === 'admin' ? OPERATOR : userId
}

/** The code of a strategy that somebody else shares. */
async function sharedCode(): Promise<string> {
  await desk.say('/strategy create theirs from dca', 'sharer')
  const [, code = ''] = /import (\S+)/.exec(await desk.read('/strategy share theirs', 'sharer')) ?? []
  return code
}

/** The code of a test that somebody made. */
async function testedCode(words: string): Promise<string> {
  const [, code = ''] = /Code: (\S+)/.exec(await desk.read(`/backtest sma-cross ${words}`, 'somebody')) ?? []
  return code
}

/** The line with a request or a code in it that is really there, at the stage that the command takes it from. */
async function withRequest(name: string, line: string): Promise<string> {
  if (!line.includes('K7QX2M')) return line
  if (name === 'strategy import') return line.replace('K7QX2M', await sharedCode())
  if (name.startsWith('backtest '))
    return line.replace('K7QX2M', await testedCode('BTC 1h 9d')).replace('B3ZT5A', await testedCode('BTC 1h 8d'))
  await desk.say('/wallet league on', OPERATOR)
  const [, code = ''] = /Request: (\S+)/.exec(await desk.read('/wallet withdraw 1', 'somebody')) ?? []
  if (name === 'wallet complete') await desk.say(`/wallet approve ${code}`, OPERATOR)
  return line.replace('K7QX2M', code)
}

const widestLine = ({ blocks }: Answer): number => {
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? alignTable(block.columns, block.rows).split('\n') : []))
  return Math.max(0, ...tables.map(widthOf))
}

describe('every example', () => {
  test.each(examples)('of %s works: %s', async (name, line, group) => {
    if (group === 'trading') await stock(() => desk, 'somebody')
    const answer = await desk.say(await withRequest(name, line), whoSays(name, 'somebody'))
    expect(answer.refusal).toBeUndefined()
    expect(answer.title).not.toBe('')
    expect(widestLine(answer), 'tables fit a phone').toBeLessThanOrEqual(COLUMNS_MAX)
    expect(desk.failures).toEqual([])
  })
})

test('every name, alias and option is understood once', () => {
  expect(commands.map(({ key }) => key)).toHaveLength(new Set(commands.map(({ key }) => key)).size)
  expect(groupsOf(catalog).map(({ name, bare }) => `${name}: ${bare.name}`)).toEqual([
    'settings: settings show',
    'watchlist: watchlist show',
    'replay: replay status',
    'signals: signals list',
    'orders: orders list',
    'positions: positions list',
    'holdings: holdings show',
    'journal: journal list',
    'wallet: wallet show',
    'risk: risk show',
    'backtest: backtest list',
    'strategy: strategy list',
    'server: server show',
  ])
})

/** The most SQL statements that a command may send, for somebody who is known: finding them, their settings, its own reading and writing, its buttons. */
const QUERIES_MAX = { reads: 10, changes: 26, spends: 11 } as const

test.each(examples)('%s asks the database little: %s', async (name, line, group) => {
  const counted = whoSays(name, 'counted')
  await desk.say('/start', counted)
  if (group === 'trading') await stock(() => desk, 'counted')
  const before = desk.queries()
  await desk.say(line, counted)
  const effect = commands.find((each) => each.name === name)?.effect ?? 'reads'
  expect(desk.queries() - before).toBeLessThanOrEqual(QUERIES_MAX[effect])
})
