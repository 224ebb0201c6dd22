import type { PersonalSettingStore, SettingStore } from './account-ports.ts'

/** The settings of servers and groups, as those of people are kept. None of them is a limit, so all hold at once; one change sets or unsets, never both. */
export function chatSettings(store: SettingStore): PersonalSettingStore {
  return {
    read: async (id) => ({ set: await store.all({ kind: 'chat', id }), raises: new Map() }),
    write: (id, { set, unset }, origin) =>
      unset.length > 0 ? store.remove({ kind: 'chat', id }, unset, origin) : store.put({ kind: 'chat', id }, set, origin),
  }
}
