import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../src/storage/engine/embedded-database.ts'
import { openServer } from '../src/storage/engine/server-driver.ts'
import { openProgram, type Program } from './fixtures/program.ts'
import { type DiscordServer, startDiscordServer } from './loopback/discord-server.ts'

const PEOPLE = 100
const KILLED_AFTER = 20

let program: Program
let discord: DiscordServer

beforeAll(async () => {
  program = await openProgram()
  discord = await startDiscordServer()
})
afterAll(async () => {
  await discord.stop()
  await program.close()
})

async function start() {
  const { child } = await program.start(
    program.environment({ MARKET_SOURCE: 'simulated', DISCORD_BOT_TOKEN: discord.token, DISCORD_API_ROOT: discord.apiRoot }),
  )
  await discord.until(() => discord.gateway.isConnected() && discord.registered.size > 0)
  return {
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      child.kill(signal)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** What is in the database when no desk runs. */
async function look(statement: string): Promise<unknown> {
  const { databaseUrl, dataDir } = program
  const driver = await (databaseUrl === undefined ? openEmbedded(dataDir) : openServer(databaseUrl))
  const [row] = await driver.run(statement).finally(() => driver.close())
  return row
}

test('kill -9 in the middle of a hundred commands: what was deferred is done and answered, and nothing twice', {
  timeout: 180_000,
}, async () => {
  const first = await start()
  const ids = Array.from({ length: PEOPLE }, (_, at) =>
    discord.say({ command: 'watchlist add', options: { markets: 'BTC' }, user: String(30_000 + at) }),
  )
  const isAnswered = (id: string): boolean => discord.people.answersTo(id) !== undefined
  await discord.until(() => ids.filter(isAnswered).length >= KILLED_AFTER)
  await first.end('SIGKILL')
  const deferred = ids.filter((id) => discord.people.isAcknowledged(id))
  const answered = ids.filter(isAnswered)
  expect(answered.length).toBeLessThan(deferred.length)

  const second = await start()
  await discord.until(() => deferred.every(isAnswered))
  await second.end('SIGTERM')
  expect(deferred.map((id) => discord.people.answersTo(id)?.length)).toEqual(deferred.map(() => 1))
  expect(answered.map((id) => discord.people.answersTo(id)?.[0]?.edits)).toEqual(answered.map(() => 0))
  // On a crowded machine an acknowledgement may take longer than the bot waits for it; one that comes again does no harm.
  expect(discord.violations.filter((each) => !each.endsWith('was acknowledged twice'))).toEqual([])
  const { followed, done, open } = (await look(`SELECT (SELECT count(*) FROM watchlist_entries)::int AS followed,
    (SELECT count(*) FROM audit_entries WHERE action = 'watchlist add')::int AS done,
    (SELECT count(*) FROM inbox WHERE handled_at IS NULL OR payload IS NOT NULL)::int AS open`)) as Record<string, number>
  expect([followed === done, open]).toEqual([true, 0])
  expect(done).toBeGreaterThanOrEqual(deferred.length)
})
