import type { PersonalSettingStore, Raise } from '../../src/accounts/account-ports.ts'

interface Kept {
  readonly set: Map<string, unknown>
  readonly raises: Map<string, Raise>
}

/** Settings of people in memory. */
export function fakePersonalSettings(): PersonalSettingStore & { of(userId: string): Kept } {
  const people = new Map<string, Kept>()
  const of = (userId: string): Kept => {
    const kept = people.get(userId) ?? { set: new Map(), raises: new Map() }
    people.set(userId, kept)
    return kept
  }
  return {
    of,
    read: async (userId) => ({ set: new Map(of(userId).set), raises: new Map(of(userId).raises) }),
    async write(userId, { set, unset, raise }) {
      const kept = of(userId)
      for (const key of [...Object.keys(set), ...unset]) kept.raises.delete(key)
      for (const key of unset) kept.set.delete(key)
      for (const [key, value] of Object.entries(set)) kept.set.set(key, value)
      for (const [key, rise] of Object.entries(raise)) kept.raises.set(key, rise)
    },
  }
}
