import { expect, test } from 'vitest'
import type { AccountStore, NewUser } from '../../src/accounts/account-ports.ts'
import { decimal } from '../../src/basics/money.ts'
import type { Origin } from '../../src/basics/origin.ts'

let made = 0
const nextId = (): string => `01890a5d-ac96-774b-bcce-${String(++made).padStart(12, '0')}`

/** A newcomer on a platform, and the call that they came with. */
export function newcomer(subject: string, about: Partial<NewUser> = {}): { readonly user: NewUser; readonly origin: Origin } {
  const id = nextId()
  const user: NewUser = {
    id,
    identity: { id: nextId(), platform: 'telegram', subject },
    displayName: `Name of ${subject}`,
    role: 'trader',
    status: 'active',
    paper: { id: nextId(), source: 'replay', asset: 'USDT', opening: decimal('10000.000000000000000001') },
    ...about,
  }
  return { user, origin: { userId: id, callId: nextId(), action: 'price', platform: 'telegram' } }
}

/** What every keeper of accounts does. Called at the top of a test file; `make` gives one that knows nobody. */
export function accountStoreContract(make: () => Promise<AccountStore>): void {
  test('knows whom it has made, by platform and subject', async () => {
    const store = await make()
    const { user, origin } = newcomer('7')
    expect(await store.find(user.identity)).toBeUndefined()
    const { id, role, status, displayName } = user
    expect(await store.create(user, origin)).toMatchObject({ made: true, user: { id, role, status, displayName } })
    expect(await store.find({ platform: 'telegram', subject: '7' })).toMatchObject({ id, role, status, displayName })
    expect(await store.find({ platform: 'discord', subject: '7' })).toBeUndefined()
  })

  test('opens the paper account with exactly its money', async () => {
    const store = await make()
    const { user, origin } = newcomer('8')
    await store.create(user, origin)
    const paper = await store.paperAccount(user.id)
    expect(paper).toMatchObject({ id: user.paper?.id, epoch: 1, source: 'replay', asset: 'USDT' })
    expect(paper?.opening.toFixed()).toBe('10000.000000000000000001')
  })

  test('whoever waits for approval has no paper account', async () => {
    const store = await make()
    const { user, origin } = newcomer('9', { status: 'pending', paper: undefined })
    await store.create(user, origin)
    expect(await store.paperAccount(user.id)).toBeUndefined()
  })

  test('several who make one identity at once get one user', async () => {
    const store = await make()
    const all = await Promise.all(Array.from({ length: 6 }, () => newcomer('10')).map(({ user, origin }) => store.create(user, origin)))
    expect(all.filter((each) => each.made)).toHaveLength(1)
    expect(new Set(all.map(({ user }) => user.id)).size).toBe(1)
  })
}
