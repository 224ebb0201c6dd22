import type { SettingStore, SettingsOwner } from '../../src/accounts/account-ports.ts'

/** Settings in memory. */
export function fakeSettingStore(): SettingStore & { readonly values: Map<string, Map<string, unknown>> } {
  const values = new Map<string, Map<string, unknown>>()
  const of = ({ kind, id }: SettingsOwner): Map<string, unknown> => {
    const found = values.get(`${kind} ${id}`) ?? new Map<string, unknown>()
    values.set(`${kind} ${id}`, found)
    return found
  }
  return {
    values,
    all: async (owner) => new Map(of(owner)),
    async put(owner, changes) {
      for (const [key, value] of Object.entries(changes)) of(owner).set(key, value)
    },
    async remove(owner, keys) {
      for (const key of keys) of(owner).delete(key)
    },
  }
}
