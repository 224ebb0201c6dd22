import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call, Place } from '../src/chat/chat-ports.ts'
import type { CommandInfo } from '../src/chat/command-info.ts'
import { commandsOf } from '../src/chat/group.ts'
import { catalog } from '../src/commands/catalog.ts'
import type { SqlDriver, SqlRow } from '../src/storage/engine/sql-driver.ts'
import { callBy } from './fakes/chat-ports.ts'
import { createFakeMessenger } from './fakes/fake-messenger.ts'
import { BELONGINGS, sayAll, sayAndConfirm } from './fixtures/belongings.ts'
import { openTestDesk } from './fixtures/desk.ts'
import { neutralContent } from './fixtures/recording-chat.ts'
import { stock } from './fixtures/trader.ts'

type Desk = Awaited<ReturnType<typeof openTestDesk>>

const alone = (platform: Place['platform'], userId: string): Call =>
  callBy(userId, { caller: { place: { platform, chatId: userId, private: true } } })
/** Of two platforms the same number is two people. */
const people: Readonly<Record<string, Call>> = {
  'number 8 on Telegram': alone('telegram', '8'),
  'number 7 on Telegram': alone('telegram', '7'),
  'number 7 on Discord': alone('discord', '7'),
}

/** Every command with everybody's names, on two desks, in a practice that runs fast: some thousand lines. */
const WALK_LIMIT_MS = 240_000

/** Tables of which no row is anybody's. */
const NOBODYS = [
  '_prisma_migrations',
  'candle_chunks',
  'candle_faults',
  'candle_tail',
  'cells',
  'dead_channels',
  'inbox',
  'job_runs',
  'markets',
  'outbox',
  'patterns',
  'signal_outcomes',
  'signals',
]
/** Whose a row is, by the first of these columns that its table has; a book, an entry and a user have one owner. */
const OWNERS: Readonly<Record<string, string>> = {
  user_id: 't.user_id::text',
  book_id: '(SELECT user_id::text FROM books WHERE id = t.book_id)',
  strategy_id: '(SELECT user_id::text FROM strategies WHERE id = t.strategy_id)',
  version_id:
    '(SELECT user_id::text FROM strategies JOIN strategy_versions AS v ON v.strategy_id = strategies.id WHERE v.id = t.version_id)',
  account_id: 't.account_id',
  actor_id: 't.actor_id',
  owner_id: 't.owner_id',
  display_name: 't.id::text',
}
/** Time changes these of a live card, whoever says what. */
const TIMED = new Set(['next_at', 'leased_until', 'mark', 'message_id'])

/** All rows of everybody, by their owners. */
async function rowsByOwner({ run }: Pick<SqlDriver, 'run'>): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = await run(
    `SELECT table_name, json_agg(column_name) AS names FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name`,
  )
  const rows = new Map<string, string[]>()
  for (const { table_name: table, names } of columns) {
    const owner = Object.keys(OWNERS).find((column) => (names as string[]).includes(column))
    if (owner === undefined) {
      expect(NOBODYS, `whose is a row of ${table}?`).toContain(table)
      continue
    }
    for (const { whose, row } of await run(`SELECT ${OWNERS[owner]} AS whose, row_to_json(t) AS row FROM "${table}" AS t`)) {
      const text = `${table} ${JSON.stringify(row, (key, value) => (TIMED.has(key) ? undefined : value))}`
      rows.set(String(whose), [...(rows.get(String(whose)) ?? []), text])
    }
  }
  for (const [whose, list] of rows) rows.set(whose, list.toSorted())
  return rows
}

/** What names the things that somebody has: codes, ids, and whatever else could be taken for a name of them. */
async function namesOf({ run }: Pick<SqlDriver, 'run'>, userId: string): Promise<readonly string[]> {
  const mine = 'book_id IN (SELECT id FROM books WHERE user_id = $1::uuid)'
  const one = async (sql: string): Promise<readonly string[]> => (await run(sql, [userId])).map(({ name }: SqlRow) => String(name))
  const code = (table: string, state: string): string =>
    `SELECT code AS name FROM ${table} WHERE ${mine} AND ${state} ORDER BY id DESC LIMIT 1`
  const names = await Promise.all([
    one(code('orders', `state = 'open'`)),
    one(code('orders', `state = 'filled' AND side = 'sell'`)),
    one(code('positions', 'closed_at IS NULL')),
    one(code('wallet_requests', 'true')),
    one(`SELECT id::text AS name FROM orders WHERE ${mine} AND state = 'open' LIMIT 1`),
  ])
  return names.map(([name]) => name ?? expect.unreachable('Everybody has one of each'))
}

/** How many names are tried in each place: a few as a rule, all of them in a long run. */
const NAMES_TRIED = Number(process.env.PROPERTY_RUNS) > 100 ? Number.POSITIVE_INFINITY : 1

/** Its examples, the command with a name alone, and the examples with a name in the place of each word. */
function linesOf({ name, examples }: CommandInfo, names: readonly string[]): readonly string[] {
  const shapes = examples.flatMap((line) => {
    const words = line.split(' ')
    return words.slice(1).map((_, at) => (taken: string) => words.with(at + 1, taken).join(' '))
  })
  const variants = [(taken: string) => `/${name} ${taken}`, ...shapes].flatMap((shape, at) => {
    const first = at % names.length
    return [...names.slice(first), ...names.slice(0, first)].slice(0, NAMES_TRIED).map(shape)
  })
  return [...new Set([...examples, ...variants])]
}

const opened: Desk[] = []
async function openDesk(whoHas: readonly Call[]): Promise<Desk> {
  const desk = await openTestDesk({
    messengers: (['telegram', 'discord'] as const).map((platform) => createFakeMessenger(platform).messenger),
  })
  opened.push(desk)
  for (const who of Object.values(people)) await desk.say('/start', who)
  for (const who of whoHas) {
    await desk.say('/wallet league on', 'console')
    const asked = await desk.say('/wallet withdraw 12.34', who)
    await desk.say('/wallet league off', 'console')
    const answers = await sayAll(desk, BELONGINGS, who)
    expect([asked, ...answers].flatMap(({ refusal }) => refusal ?? [])).toEqual([])
  }
  await noteAll(desk)
  return desk
}

/** Nobody says what strategies note by themselves. */
async function noteAll({ database }: Desk): Promise<void> {
  const followed = await database.strategies.allFollowed()
  for (const { version } of followed)
    await database.strategyNotes.add(version.id, {
      marketId: 'binance:SOL/USDT',
      candle: 1,
      kind: 'refused',
      words: 'Nobody else reads this',
    })
}
afterAll(async () => {
  for (const desk of opened) await desk.close()
})

describe.each(Object.keys(people))('%s', (name) => {
  const who = people[name] ?? expect.unreachable()
  const others = Object.values(people).filter((each) => each !== who)
  let full: Desk
  let empty: Desk
  let ids: { readonly own: string; readonly others: readonly string[] }

  beforeAll(async () => {
    full = await openDesk(others)
    empty = await openDesk([])
    empty.clock.move(full.clock.now() - empty.clock.now())
    const idOf = async ({ caller: { place, userId } }: Call): Promise<string> => {
      const [row] = await full.database.driver.run('SELECT user_id FROM identities WHERE platform = $1 AND subject = $2', [
        place.platform,
        userId,
      ])
      return String(row?.user_id)
    }
    ids = { own: await idOf(who), others: await Promise.all(others.map(idOf)) }
  })
  const theirs = async () => {
    const rows = await rowsByOwner(full.database.driver)
    return ids.others.map((id) => rows.get(id))
  }

  /** What others have makes no difference to what is answered. */
  const sayOnBoth = async (line: string): Promise<void> => {
    for (const { clock } of [full, empty]) clock.move(6_000)
    const [told, untold] = [await sayAndConfirm(full, line, who), await sayAndConfirm(empty, line, who)]
    expect({ line, ...neutralContent(told) }).toEqual({ line, ...neutralContent(untold) })
  }

  test('others have something in every table that is about people', async () => {
    const rows = await rowsByOwner(full.database.driver)
    const all = await full.database.driver.run(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`)
    const about = all.map(({ relname }) => String(relname)).filter((table) => !NOBODYS.includes(table))
    for (const id of ids.others) expect([...new Set(rows.get(id)?.map((row) => row.split(' ', 1)[0]))].toSorted()).toEqual(about.toSorted())
  })

  test(
    'reads nothing of others and changes nothing of theirs, whatever is said',
    async () => {
      const names = (await Promise.all(ids.others.map((id) => namesOf(full.database.driver, id)))).flat()
      const before = await theirs()
      for (const command of commandsOf(catalog)) {
        if (command.group === 'trading') for (const desk of [full, empty]) await stock(() => desk, who)
        for (const line of linesOf(command, names)) await sayOnBoth(line)
        expect(await theirs(), `after /${command.name}`).toEqual(before)
      }
      expect([...full.failures, ...empty.failures]).toEqual([])
    },
    WALK_LIMIT_MS,
  )

  test('presses no button of theirs, and is suggested nothing of theirs', async () => {
    const before = await theirs()
    const presses = await full.database.driver.run('SELECT id FROM presses WHERE account_id = ANY (string_to_array($1, $2))', [
      ids.others.join(),
      ',',
    ])
    expect(presses.length).toBeGreaterThan(20)
    for (const { id } of presses) expect((await full.chat.press(String(id), who))?.refusal?.code).toBe('not-allowed')
    for (const { key, options } of commandsOf(catalog))
      for (const { name: option } of options) {
        const typing = { command: key, option, typed: '' }
        expect(await full.chat.suggest(typing, who.caller)).toEqual(await empty.chat.suggest(typing, who.caller))
      }
    expect(await theirs()).toEqual(before)
  })
})
