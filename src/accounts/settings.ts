import { nearest } from '../basics/nearest.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { SettingStore, SettingsOwner } from './account-ports.ts'
import { LOOK_KEYS, SETTING_KEYS, SETTINGS, type SettingKey, type SettingValues, settingWord } from './setting-list.ts'

const VALUE_CHARACTERS_MAX = 1000

/** One setting as people see it. */
export interface SettingView {
  readonly key: SettingKey
  readonly word: string
  readonly title: string
  readonly about: string
  readonly value: string
  /** The value is the one that it has when nobody sets it. */
  readonly usual: boolean
  readonly choices: readonly string[]
  readonly examples: readonly string[]
}

/** Whose settings they are, which there are, and the command that they are said with. */
interface Scope {
  readonly kind: SettingsOwner['kind']
  readonly keys: readonly SettingKey[]
  readonly command: string
}

const OF_PEOPLE: Scope = { kind: 'user', keys: SETTING_KEYS, command: '/settings' }
/** Those of a server or group; its owner id is that of `settingsIdOf`. */
export const OF_SERVERS: Scope = { kind: 'chat', keys: LOOK_KEYS, command: '/server' }

export interface Settings {
  /** All settings of an owner, typed; what it cannot set is as usual. A stored value that cannot be read counts as not set, and is reported. */
  of(ownerId: string): Promise<SettingValues>
  /** All that an owner can set, as words. */
  shown(ownerId: string): Promise<readonly SettingView[]>
  /** One setting of an owner, as words. Throws `Refusal` for an unknown key. */
  shownOne(ownerId: string, key: string): Promise<SettingView>
  /** Sets one. Throws `Refusal` for an unknown key, and for a value that the setting does not take. */
  set(ownerId: string, change: { readonly key: string; readonly value: string }, origin: Origin): Promise<SettingView>
  /** Puts settings back to their usual values; all of them when no key is named. */
  reset(ownerId: string, keys: readonly string[], origin: Origin): Promise<readonly SettingView[]>
}

export interface SettingsNeeds {
  readonly store: SettingStore
  /** People's when left out. */
  readonly scope?: Scope
  /** Told the key of a stored value that could not be read; never the value. */
  readonly reportUnreadable: (key: string, owner: SettingsOwner) => void
}

export function createSettings({ store, reportUnreadable, scope = OF_PEOPLE }: SettingsNeeds): Settings {
  const { kind, keys: known } = scope
  return {
    of: async (ownerId) => typed(await stored(ownerId)),
    async shown(ownerId) {
      const kept = await stored(ownerId)
      return known.map((key) => viewOf(key, kept.get(key)))
    },
    async shownOne(ownerId, word) {
      const key = settingKey(word, scope)
      return viewOf(key, (await stored(ownerId)).get(key))
    },
    async set(ownerId, { key: word, value }, origin) {
      const key = settingKey(word, scope)
      const text = readValue(key, value, scope)
      await store.put({ kind, id: ownerId }, { [key]: text }, origin)
      return viewOf(key, text)
    },
    async reset(ownerId, words, origin) {
      const keys = words.length === 0 ? known : words.map((word) => settingKey(word, scope))
      await store.remove({ kind, id: ownerId }, keys, origin)
      return keys.map((key) => viewOf(key, undefined))
    },
  }

  /** What is stored and can be read, in its canonical words. */
  async function stored(ownerId: string): Promise<ReadonlyMap<SettingKey, string>> {
    const owner = { kind, id: ownerId }
    const found = await store.all(owner)
    const readable = new Map<SettingKey, string>()
    for (const key of known) {
      const value = found.get(key)
      if (value === undefined) continue
      if (SETTINGS[key].schema.safeParse(value).success) readable.set(key, String(value))
      else reportUnreadable(key, owner)
    }
    return readable
  }
}

/** Finds "quiet-hours", "quietHours", "quiet_hours"; refuses with the nearest one. */
function settingKey(word: string, { keys, command }: Scope): SettingKey {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
  const key = keys.find((each) => letters(each) === letters(word))
  if (key !== undefined) return key
  const close = nearest(word, keys.map(settingWord))
  const message = close === undefined ? 'There is no such setting.' : `There is no such setting. Did you mean ${close}?`
  throw new Refusal('not-found', message, { hint: `All of them: ${command}` })
}

/** The canonical words of a value that a user typed. */
function readValue(key: SettingKey, value: string, { command }: Scope): string {
  const { canonical, title, examples } = SETTINGS[key]
  const read = canonical.safeParse(value.slice(0, VALUE_CHARACTERS_MAX))
  if (read.success) return read.data
  const expected = read.error.issues.map(({ message }) => message).join('; ')
  throw new Refusal('bad-input', `${title}: ${expected}${expected.endsWith('?') ? '' : '.'}`, {
    hint: `For example: ${command} set ${settingWord(key)} ${examples[0] ?? ''}`,
  })
}

function typed(kept: ReadonlyMap<SettingKey, string>): SettingValues {
  const entries = SETTING_KEYS.map((key) => {
    const text = kept.get(key)
    return [key, text === undefined ? SETTINGS[key].fallback : SETTINGS[key].schema.parse(text)]
  })
  return Object.fromEntries(entries) as SettingValues
}

function viewOf(key: SettingKey, text: string | undefined): SettingView {
  const { title, about, choices, examples, usual } = SETTINGS[key]
  const value = text ?? usual
  return { key, word: settingWord(key), title, about, value, usual: value === usual, choices, examples }
}
