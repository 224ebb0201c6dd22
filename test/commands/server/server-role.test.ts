import { expect, test } from 'vitest'
import { inServer, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const ann = inServer('ann')
const bob = (...roleIds: string[]) => inServer('bob', { managesServer: false, roleIds })
const isLetIn = async (line: string, ...roleIds: string[]): Promise<boolean> =>
  (await desk().say(line, bob(...roleIds))).refusal === undefined

test('what is forbidden to a role is refused to those who have it, there only', async () => {
  expect(await desk().read('/server role <@&42> movers forbid', ann)).toContain('42: movers: forbid')
  expect([await isLetIn('/movers', '42'), await isLetIn('/movers'), await isLetIn('/price btc', '42')]).toEqual([false, true, true])
  expect((await desk().say('/movers', 'bob')).refusal).toBeUndefined()
  expect((await desk().say('/movers', inServer('ann', { roleIds: ['42'] }))).refusal).toBeUndefined()
})

test('what is allowed to a role is for that role alone', async () => {
  await desk().say('/server role 42 convert allow', ann)
  expect([await isLetIn('/convert 1 btc usdt', '42'), await isLetIn('/convert 1 btc usdt')]).toEqual([true, false])
})

test("a rule is about a command, a group command or a group, and everyone's role may be named in three ways", async () => {
  await desk().say('/server role everyone /price forbid', ann)
  expect(await isLetIn('/price btc')).toBe(false)
  await desk().say('/server role @everyone price clear', ann)
  expect(await isLetIn('/price btc')).toBe(true)
  const place = { platform: 'discord', chatId: '1', serverId: '777', private: false } as const
  expect(await desk().read('/server role 777 desk forbid', inServer('ann', { place }))).toContain('everyone: desk: forbid')
  expect((await desk().say('/health', inServer('bob', { place, managesServer: false }))).refusal?.code).toBe('not-allowed')
})

test('a rule holds for buttons that were there before, and for what is offered while somebody types', async () => {
  const offered = () => desk().chat.suggest({ command: 'candles', option: 'market', typed: 'bt' }, bob().caller)
  const before = await desk().say('/candles btc', bob())
  expect(await offered()).not.toEqual([])
  await desk().say('/server role everyone candles forbid', ann)
  const button = before.buttons.find(({ kind }) => kind === 'press')
  expect((await desk().press(button?.label ?? '', before, bob())).refusal?.code).toBe('not-allowed')
  expect(await offered()).toEqual([])
})

test('a rule holds for what a link would open', async () => {
  expect(await isLetIn('/start chart_BTC_4h')).toBe(true)
  await desk().say('/server role everyone chart forbid', ann)
  expect([await isLetIn('/start chart_BTC_4h'), await isLetIn('/start')]).toEqual([false, true])
})

test('refuses what it cannot understand, and those who do not manage the server', async () => {
  expect((await desk().say('/server role everyone moovers forbid', ann)).refusal?.hint).toBe('Did you mean movers?')
  expect((await desk().say('/server role Moderators movers forbid', ann)).refusal?.code).toBe('bad-input')
  expect((await desk().say('/server role everyone server clear', bob())).refusal?.code).toBe('not-allowed')
  expect(
    (await desk().say('/server role everyone movers forbid', { ...ann, caller: { ...ann.caller, userId: 'bob', managesServer: false } }))
      .refusal?.code,
  ).toBe('not-allowed')
})
