import { expect, test } from 'vitest'
import type { PersonalChange, PersonalSettingStore } from '../../src/accounts/account-ports.ts'
import { nextOrigin } from './setting-store.contract.ts'

const SOON = Date.UTC(2026, 0, 2)

interface Stage {
  readonly store: PersonalSettingStore
  /** Two people. */
  readonly ann: string
  readonly bob: string
}

const change = (about: Partial<PersonalChange>): PersonalChange => ({ set: {}, unset: [], raise: {}, ...about })

/** What every keeper of people's settings does. Called at the top of a test file; `make` gives an empty one. */
export function personalSettingStoreContract(make: () => Promise<Stage>): void {
  const keptBy = async ({ store, ann }: Stage) => {
    const { set, raises } = await store.read(ann)
    return { set: Object.fromEntries(set), raises: Object.fromEntries(raises) }
  }

  test('keeps what is set and what is raised apart, by person', async () => {
    const stage = await make()
    await stage.store.write(stage.ann, change({ set: { zone: 'UTC' }, raise: { most: { value: '20%', effectiveAt: SOON } } }), nextOrigin())
    expect(await keptBy(stage)).toEqual({ set: { zone: 'UTC' }, raises: { most: { value: '20%', effectiveAt: SOON } } })
    expect((await stage.store.read(stage.bob)).set.size).toBe(0)
  })

  test('what is set or unset calls off what was to be raised', async () => {
    const stage = await make()
    const raise = {
      one: { value: '1', effectiveAt: SOON },
      two: { value: '2', effectiveAt: SOON },
      three: { value: '3', effectiveAt: SOON },
    }
    await stage.store.write(stage.ann, change({ set: { one: 'a', two: 'b', three: 'c' }, raise }), nextOrigin())
    await stage.store.write(stage.ann, change({ set: { one: 'd' }, unset: ['two'] }), nextOrigin())
    expect(await keptBy(stage)).toEqual({ set: { one: 'd', three: 'c' }, raises: { three: raise.three } })
  })

  test('a raise takes the place of the one before, and may come with what holds until then', async () => {
    const stage = await make()
    await stage.store.write(stage.ann, change({ raise: { most: { value: '20%', effectiveAt: SOON } } }), nextOrigin())
    const next = { most: { value: '30%', effectiveAt: SOON + 1 } }
    await stage.store.write(stage.ann, change({ set: { most: '20%' }, raise: next }), nextOrigin())
    expect(await keptBy(stage)).toEqual({ set: { most: '20%' }, raises: next })
  })
}
