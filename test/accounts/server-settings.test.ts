import { expect, test } from 'vitest'
import { createServerSettings } from '../../src/accounts/server-settings.ts'
import { nextOrigin } from '../contracts/setting-store.contract.ts'
import { fakeSettingStore } from '../fakes/fake-setting-store.ts'
import { createFakeWallClock } from '../fakes/fake-wall-clock.ts'

const server = { platform: 'discord', serverId: '7' }

function open() {
  const store = fakeSettingStore()
  const clock = createFakeWallClock()
  let reads = 0
  const counting = {
    ...store,
    all(owner: Parameters<typeof store.all>[0]) {
      reads++
      return store.all(owner)
    },
  }
  return { servers: createServerSettings({ store: counting, clock }), store, clock, reads: () => reads }
}

test('keeps channels and rules of each server apart', async () => {
  const { servers } = open()
  await servers.setChannel(server, { topic: 'alerts', channel: { chatId: '1', threadId: '2' } }, nextOrigin())
  await servers.setChannel(server, { topic: 'digests', channel: { chatId: '3' } }, nextOrigin())
  await servers.setRole(server, { roleId: '9', subject: 'watchlist add', verdict: 'allow' }, nextOrigin())
  await servers.setRole(server, { roleId: '9', subject: 'watchlist add', verdict: 'forbid' }, nextOrigin())
  const { channels, rules } = await servers.of(server)
  expect([...channels]).toEqual([
    ['alerts', { chatId: '1', threadId: '2' }],
    ['digests', { chatId: '3' }],
  ])
  expect(rules).toEqual([{ roleId: '9', subject: 'watchlist add', verdict: 'forbid' }])
  expect((await servers.of({ ...server, platform: 'telegram' })).rules).toEqual([])
  await servers.setChannel(server, { topic: 'alerts', channel: undefined }, nextOrigin())
  await servers.clearRole(server, { roleId: '9', subject: 'watchlist add' }, nextOrigin())
  expect(await servers.of(server)).toEqual({ channels: new Map([['digests', { chatId: '3' }]]), rules: [] })
})

test('rules are read once in half a minute, and at once after a change', async () => {
  const { servers, clock, reads } = open()
  for (let call = 0; call < 5; call++) expect(await servers.rulesOf(server)).toEqual([])
  expect(reads()).toBe(1)
  await servers.setRole(server, { roleId: 'everyone', subject: 'market', verdict: 'forbid' }, nextOrigin())
  expect(await servers.rulesOf(server)).toHaveLength(1)
  const before = reads()
  await servers.rulesOf(server)
  expect(reads()).toBe(before)
  clock.advance(30_000)
  await servers.rulesOf(server)
  expect(reads()).toBe(before + 1)
})

test('what cannot be read counts as not set', async () => {
  const { servers, store } = open()
  const odd = { 'channel.alerts': 7, 'channel.weather': { chatId: '1' }, 'role.9.market': 'maybe', 'role.': 'allow', other: 'allow' }
  await store.put({ kind: 'chat', id: 'discord:7' }, odd, nextOrigin())
  expect(await servers.of(server)).toEqual({ channels: new Map(), rules: [] })
})

test('a server holds a hundred rules', async () => {
  const { servers } = open()
  for (let role = 0; role < 100; role++)
    await servers.setRole(server, { roleId: String(role), subject: 'market', verdict: 'allow' }, nextOrigin())
  await expect(servers.setRole(server, { roleId: '100', subject: 'market', verdict: 'allow' }, nextOrigin())).rejects.toMatchObject({
    code: 'over-limit',
  })
  await servers.setRole(server, { roleId: '99', subject: 'market', verdict: 'forbid' }, nextOrigin())
  expect((await servers.of(server)).rules).toContainEqual({ roleId: '99', subject: 'market', verdict: 'forbid' })
})
