import { describe, expect, test } from 'vitest'
import type { RoleRule } from '../../src/chat/chat-ports.ts'
import { checkRoles } from '../../src/chat/may-call.ts'
import { accountNamed, callBy } from '../fakes/chat-ports.ts'
import { createSmallDesk } from '../fakes/small-desk.ts'

const rule = (roleId: string, subject: string, verdict: RoleRule['verdict']): RoleRule => ({ roleId, subject, verdict })
const listAdd = { name: 'list add', parent: 'list', group: 'market' } as const

const isLetIn = (rules: readonly RoleRule[], roleIds: readonly string[] = [], about: object = {}): boolean => {
  try {
    checkRoles(listAdd, accountNamed('ann', about), { caller: { roleIds, ...about }, rules })
    return true
  } catch {
    return false
  }
}

describe('rules of a server', () => {
  test('without one, everybody may', () => expect(isLetIn([rule('1', 'trading', 'forbid')])).toBe(true))

  test('what is forbidden to one role is open to the others', () => {
    expect(isLetIn([rule('1', 'market', 'forbid')], ['2'])).toBe(true)
    expect(isLetIn([rule('1', 'market', 'forbid')], ['2', '1'])).toBe(false)
    expect(isLetIn([rule('everyone', 'market', 'forbid')], ['2'])).toBe(false)
  })

  test('what is allowed to some is closed to the others', () => {
    expect(isLetIn([rule('1', 'market', 'allow')])).toBe(false)
    expect(isLetIn([rule('1', 'market', 'allow')], ['1'])).toBe(true)
    expect(isLetIn([rule('1', 'market', 'allow'), rule('2', 'market', 'forbid')], ['1', '2'])).toBe(false)
  })

  test('the closer one counts', () => {
    expect(isLetIn([rule('1', 'market', 'forbid'), rule('1', 'list add', 'allow')], ['1'])).toBe(true)
    expect(isLetIn([rule('1', 'list', 'forbid'), rule('1', 'market', 'allow')], ['1'])).toBe(false)
  })

  test('do not bind whoever manages the server, nor an admin of the desk', () => {
    const rules = [rule('everyone', 'market', 'forbid')]
    expect(isLetIn(rules, [], { managesServer: true })).toBe(true)
    expect(isLetIn(rules, [], { role: 'admin' })).toBe(true)
    expect(isLetIn(rules, [], { role: 'admin', status: 'pending' })).toBe(false)
  })
})

test('they are asked for where a place belongs to a server, and nowhere else', async () => {
  const asked: (string | undefined)[] = []
  const roleRules = async ({ serverId }: { serverId?: string }): Promise<readonly RoleRule[]> => {
    asked.push(serverId)
    return [rule('everyone', 'market', 'forbid')]
  }
  const { chat } = createSmallDesk({ ports: { roleRules } })
  const place = { platform: 'discord', chatId: 'c', serverId: 's', private: false } as const
  expect((await chat.say('/price btc', callBy('ann')))?.refusal).toBeUndefined()
  expect((await chat.say('/price btc', callBy('ann', { caller: { place } })))?.refusal?.code).toBe('not-allowed')
  expect((await chat.say('/price btc', callBy('ann', { caller: { place, managesServer: true } })))?.refusal).toBeUndefined()
  expect(asked).toEqual(['s', 's'])
})
