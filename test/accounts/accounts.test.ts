import { describe, expect, test } from 'vitest'
import { createAccounts, type Registration } from '../../src/accounts/accounts.ts'
import { decimal } from '../../src/basics/money.ts'
import { fakeAccountStore } from '../fakes/fake-account-store.ts'

const ann = { userId: '42', displayName: 'Ann', place: { platform: 'telegram' } }
const operator = { userId: 'console', place: { platform: 'console' } }

function desk(registration: Registration = 'open') {
  const { store, ...fake } = fakeAccountStore()
  let made = 0
  const paper = { source: () => 'replay', asset: 'USDT', opening: decimal('10000') }
  return { accounts: createAccounts({ store, registration, ids: { id: () => `id-${++made}` }, paper }), ...fake }
}

describe('a stranger', () => {
  test('gets a trader account with 10,000 USDT of paper money at the first message', async () => {
    const { accounts, origins } = desk()
    const account = await accounts.accountOf(ann, 'call-1')
    expect(account).toEqual({ id: 'id-1', role: 'trader', status: 'active', displayName: 'Ann', isNew: true })
    const paper = await accounts.paperAccount(account.id)
    expect([paper?.opening.toFixed(), paper?.asset, paper?.source]).toEqual(['10000', 'USDT', 'replay'])
    expect(origins).toEqual([{ userId: 'id-1', callId: 'call-1', action: 'account register', platform: 'telegram' }])
    expect(await accounts.accountOf(ann, 'call-2')).toEqual({ ...account, isNew: false })
  })

  test('gets one account from two messages at once', async () => {
    const { accounts, count } = desk()
    const [one, other] = await Promise.all([accounts.accountOf(ann, 'call-1'), accounts.accountOf(ann, 'call-2')])
    expect(one.id).toBe(other.id)
    expect([one.isNew, other.isNew].toSorted()).toEqual([false, true])
    expect(count()).toBe(1)
  })

  test('is somebody else on another platform', async () => {
    const { accounts } = desk()
    const telegram = await accounts.accountOf(ann, 'call-1')
    const discord = await accounts.accountOf({ ...ann, place: { platform: 'discord' } }, 'call-2')
    expect(discord.id).not.toBe(telegram.id)
  })

  test('waits, without paper money, where an admin must approve', async () => {
    const { accounts, change } = desk('approval')
    const account = await accounts.accountOf(ann, 'call-1')
    expect(account).toMatchObject({ role: 'trader', status: 'pending' })
    expect(await accounts.paperAccount(account.id)).toBeUndefined()
    change({ platform: 'telegram', subject: '42' }, { status: 'active' })
    expect(await accounts.accountOf(ann, 'call-2')).toMatchObject({ role: 'trader', status: 'active' })
  })

  test('is refused kindly where registration is closed, and leaves nothing behind', async () => {
    const { accounts, count } = desk('closed')
    await expect(accounts.accountOf(ann, 'call-1')).rejects.toMatchObject({ code: 'not-allowed', message: /takes no new people/ })
    expect(count()).toBe(0)
  })
})

test('somebody who is blocked is refused', async () => {
  const { accounts, change } = desk()
  await accounts.accountOf(ann, 'call-1')
  change({ platform: 'telegram', subject: '42' }, { status: 'blocked' })
  await expect(accounts.accountOf(ann, 'call-2')).rejects.toMatchObject({ code: 'not-allowed' })
})

test.each(['open', 'approval', 'closed'] as const)(
  'the console user is admin when registration is %s, whatever the database says',
  async (registration) => {
    const { accounts, change } = desk(registration)
    expect(await accounts.accountOf(operator, 'call-1')).toMatchObject({ role: 'admin', status: 'active', isNew: true })
    change({ platform: 'console', subject: 'console' }, { role: 'member', status: 'blocked' })
    expect(await accounts.accountOf(operator, 'call-2')).toMatchObject({ role: 'admin', status: 'active' })
  },
)

test('"console" on another platform is a stranger like any other', async () => {
  const { accounts } = desk()
  expect(await accounts.accountOf({ ...operator, place: { platform: 'telegram' } }, 'call-1')).toMatchObject({ role: 'trader' })
})

test.each([
  ['  A\u202Enn\n\u0007 ', 'A nn'],
  ['😀'.repeat(100), '😀'.repeat(64)],
  ['\u200B\u200B', '42'],
])('the name %j is kept as %j', async (displayName, kept) => {
  const { accounts } = desk()
  expect(await accounts.accountOf({ ...ann, displayName }, 'call-1')).toMatchObject({ displayName: kept })
})
