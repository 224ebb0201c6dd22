import { expect, test } from 'vitest'
import type { SettingStore, SettingsOwner } from '../../src/accounts/account-ports.ts'
import type { Origin } from '../../src/basics/origin.ts'

let calls = 0
/** Another call each time. */
export const nextOrigin = (): Origin => ({ userId: 'ann', callId: `call-${++calls}`, action: 'settings set', platform: 'console' })

/** What every keeper of settings does. Called at the top of a test file; `make` gives an empty one. */
export function settingStoreContract(make: () => Promise<SettingStore>): void {
  const ann: SettingsOwner = { kind: 'user', id: 'ann' }

  test('gives back any JSON that was put, by key', async () => {
    const store = await make()
    const values = { zone: 'Europe/Berlin', count: 3, off: false, none: null, list: [1, { a: 'b' }], '': 'empty', constructor: 'no trap' }
    await store.put(ann, values, nextOrigin())
    expect(new Map(await store.all(ann))).toEqual(new Map(Object.entries(values)))
  })

  test('puts over what was put, and leaves the rest', async () => {
    const store = await make()
    await store.put(ann, { a: 1, b: 1 }, nextOrigin())
    await store.put(ann, { b: { c: 2 } }, nextOrigin())
    expect([...(await store.all(ann))].toSorted()).toEqual([
      ['a', 1],
      ['b', { c: 2 }],
    ])
  })

  test('removes what is named', async () => {
    const store = await make()
    await store.put(ann, { a: 1, b: 1 }, nextOrigin())
    await store.remove(ann, ['b', 'never'], nextOrigin())
    expect([...(await store.all(ann))]).toEqual([['a', 1]])
  })

  test('keeps owners apart', async () => {
    const store = await make()
    await store.put(ann, { a: 1 }, nextOrigin())
    await store.put({ kind: 'chat', id: 'ann' }, { a: 2 }, nextOrigin())
    await store.put({ kind: 'desk', id: '' }, { a: 3 }, nextOrigin())
    expect((await store.all(ann)).get('a')).toBe(1)
    expect((await store.all({ kind: 'chat', id: 'ann' })).get('a')).toBe(2)
    expect((await store.all({ kind: 'user', id: 'bob' })).size).toBe(0)
  })
}
