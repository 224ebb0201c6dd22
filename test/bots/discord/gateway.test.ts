import { expect, test } from 'vitest'
import { createFakeClock } from '../../fakes/chat-ports.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'
import { onDiscord } from './on-discord.ts'

const small = () => ({ chat: createSmallDesk().chat })
const aPrice = { command: 'price', options: { market: 'BTC' } }

test('a wrong token is told, and tried no second time', async () => {
  const { server, bot, troubles } = await onDiscord({ ...small(), token: 'wrong' })
  await bot.start()
  expect(troubles).toEqual([
    'Discord refused the token: make a new one in the developer portal, put it into DISCORD_BOT_TOKEN and start again.',
  ])
  expect([bot.state(), server.gateway.counts.identifies]).toEqual(['down', 0])
  const asked = server.requests.length
  const destination = { platform: 'discord', chatId: '5' } as const
  const answer = { title: 'Hello', blocks: [], buttons: [] }
  expect(await bot.messenger.send({ destination, answer, nonce: 'a', silent: false })).toMatchObject({ outcome: 'wait', scope: 'all' })
  expect([troubles.length, server.requests.length]).toEqual([1, asked])
})

test.each([
  [4004, /^Discord refused the token/],
  [4013, /^Discord refused the intents \(close code 4013\)/],
  [4014, /^Discord refused the intents \(close code 4014\)/],
])('close code %i at the login is told, and tried no second time', async (code, sentence) => {
  const { server, bot, troubles } = await onDiscord(small())
  server.gateway.closeLogins(code)
  await bot.start()
  expect(troubles).toEqual([expect.stringMatching(sentence)])
  expect([bot.state(), server.gateway.counts.identifies]).toEqual(['down', 1])
})

test('a token that is revoked while all goes well is told', async () => {
  const { server, bot, open, troubles } = await onDiscord(small())
  await open()
  server.gateway.close(4004)
  await server.until(() => troubles.length > 0)
  expect([bot.state(), troubles.length, server.gateway.counts.identifies]).toEqual(['down', 1, 1])
})

test('a token that is refused for a message is told once, and the bot is down', async () => {
  const { server, bot, open, troubles } = await onDiscord(small())
  await open()
  server.fail({ method: 'POST', path: /messages$/, how: { status: 401, code: 0 } })
  const answer = { title: 'Hello', blocks: [], buttons: [] }
  const sending = { destination: { platform: 'discord', chatId: '5' }, answer, nonce: 'a', silent: false } as const
  for (let times = 0; times < 3; times++) expect(await bot.messenger.send(sending)).toMatchObject({ outcome: 'wait', scope: 'all' })
  expect([bot.state(), troubles.length, server.requests.filter(({ path }) => path.endsWith('messages')).length]).toEqual(['down', 1, 1])
})

test('when all logins of a day are used up, it waits an hour', async () => {
  const clock = createFakeClock()
  const { server, bot, troubles } = await onDiscord({ ...small(), clock })
  server.gateway.useUpSessions()
  await bot.start()
  expect(troubles).toEqual(['Discord allows no more logins of this bot today. I try again in an hour.'])
  const asked = server.requests.length
  clock.move(3_599_000)
  expect(server.requests.length).toBe(asked)
  clock.move(1000)
  await server.until(() => server.requests.length > asked)
  expect(bot.state()).toBe('down')
})

test('a Discord that is not there is tried again, later each time', async () => {
  const clock = createFakeClock()
  const { server, bot, troubles } = await onDiscord({ ...small(), clock })
  for (let times = 0; times < 2; times++) server.fail({ method: 'GET', path: /gateway\/bot$/, how: 'dropped' })
  await bot.start()
  expect([bot.state(), troubles]).toEqual(['down', ['Discord cannot be reached. I go on trying.']])
  clock.move(5000)
  await server.until(() => troubles.length === 2)
  clock.move(5000)
  expect(bot.state()).toBe('down')
  clock.move(5000)
  await server.until(() => bot.state() === 'ok')
  expect(server.gateway.counts.identifies).toBe(1)
})

test.each([
  ['asks to reconnect', 'askToReconnect'],
  ['breaks off', 'drop'],
] as const)('when Discord %s, the session is resumed and nothing is missed', async (_what, how) => {
  const { server, bot, open } = await onDiscord(small())
  await open()
  server.gateway[how]()
  await server.until(() => !server.gateway.isConnected())
  expect((await server.answersTo(server.say(aPrice))).length).toBe(1)
  expect([bot.state(), server.gateway.counts.identifies, server.gateway.counts.resumes]).toEqual(['ok', 1, 1])
  expect(server.violations).toEqual([])
})

test('after an invalid session it logs in again, and not in a storm', async () => {
  const clock = createFakeClock()
  const { server, open, bot } = await onDiscord({ ...small(), clock })
  await open()
  server.gateway.invalidateSession()
  const soon = () => new Promise((resolve) => setImmediate(resolve))
  while (server.gateway.counts.identifies < 2) {
    clock.move(1000)
    await soon()
  }
  while (bot.state() !== 'ok') await soon()
  expect(server.gateway.counts.identifies).toBe(2)
})

test('what the library could not read is answered all the same, or left, and ends nothing', async () => {
  const { server, open } = await onDiscord(small())
  await open()
  const person = { id: '1001', username: 'ann' }
  const bare = { application_id: '7', channel_id: '5', context: 1, user: person }
  const data = { name: 'price', options: [{ name: 'market', type: 3, value: 'BTC' }] }
  const strange: readonly object[] = [
    { type: 2, data },
    { type: 2, data: { name: 'price', type: 2 } },
    { type: 3, data: { custom_id: '' }, message: { id: '1' } },
    { type: 2, data, member: { user: person, permissions: 'all of them' }, guild_id: '8', context: 0 },
    { type: 2 },
    { type: 2, data: null },
    { type: 5 },
    { type: 99 },
  ]
  for (const [at, each] of strange.entries())
    server.gateway.dispatch('INTERACTION_CREATE', { ...bare, id: `99${at}`, token: `strange-${at}`, ...each })
  for (const unknown of ['CHANNEL_CREATE', 'MESSAGE_CREATE', 'GUILD_MEMBER_ADD', 'ANYTHING']) server.gateway.dispatch(unknown, {})
  await server.answersTo(server.say(aPrice))
  await server.until(() => [990, 991, 992, 993].every((id) => server.requests.some(({ path }) => path.includes(`/${id}/`))))
})

test('answers heartbeats', async () => {
  const { server, open } = await onDiscord({ ...small(), heartbeatMs: 20 })
  await open()
  await server.until(() => server.gateway.counts.heartbeats > 2)
  expect(server.gateway.counts.identifies).toBe(1)
})

test('registers its commands once, and again only when they changed', async () => {
  const first = await onDiscord(small())
  await first.open()
  await first.bot.stop()
  const { server } = first
  const puts = () => server.requests.filter(({ method }) => method === 'PUT').length
  const again = await onDiscord({ ...small(), apiRoot: server.apiRoot })
  await again.bot.start()
  await again.bot.stop()
  expect(puts()).toBe(1)
  const changed = createSmallDesk({ catalog: [] })
  const other = await onDiscord({ chat: changed.chat, apiRoot: server.apiRoot })
  await other.bot.start()
  await server.until(() => server.registered.get('')?.length === 0)
  expect([puts(), server.violations]).toEqual([2, []])
})

test('with a server named, registers there alone', async () => {
  const { server, open } = await onDiscord({ ...small(), guildId: '800000000000000001' })
  await open()
  expect([...server.registered.keys()]).toEqual(['/guilds/800000000000000001'])
})

test('a list of commands that Discord does not take is told, and the bot goes on', async () => {
  const { server, bot, troubles, failures } = await onDiscord(small())
  server.fail({ method: 'PUT', path: /commands$/, how: { status: 403, code: 50001 } })
  await bot.start()
  await server.until(() => troubles.length > 0)
  expect(troubles).toEqual(['Discord did not take the list of commands: Discord answered 403, code 50001: Not now'])
  expect([bot.state(), failures.length]).toEqual(['ok', 1])
})
