import { nearest } from '../basics/nearest.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { SettingStore, SettingsOwner } from './account-ports.ts'
import { SETTING_KEYS, SETTINGS, type SettingKey, type SettingValues, settingWord } from './setting-list.ts'

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

export interface Settings {
  /** All settings of a person, typed. A stored value that cannot be read counts as not set, and is reported. */
  of(userId: string): Promise<SettingValues>
  /** All settings of a person, as words. */
  shown(userId: string): Promise<readonly SettingView[]>
  /** One setting of a person, as words. Throws `Refusal` for an unknown key. */
  shownOne(userId: string, key: string): Promise<SettingView>
  /** Sets one. Throws `Refusal` for an unknown key, and for a value that the setting does not take. */
  set(userId: string, change: { readonly key: string; readonly value: string }, origin: Origin): Promise<SettingView>
  /** Puts settings back to their usual values; all of them when no key is named. */
  reset(userId: string, keys: readonly string[], origin: Origin): Promise<readonly SettingView[]>
}

export interface SettingsNeeds {
  readonly store: SettingStore
  /** Told the key of a stored value that could not be read; never the value. */
  readonly reportUnreadable: (key: string, owner: SettingsOwner) => void
}

export function createSettings({ store, reportUnreadable }: SettingsNeeds): Settings {
  return {
    of: async (userId) => typed(await stored(userId)),
    async shown(userId) {
      const kept = await stored(userId)
      return SETTING_KEYS.map((key) => viewOf(key, kept.get(key)))
    },
    async shownOne(userId, word) {
      const key = settingKey(word)
      return viewOf(key, (await stored(userId)).get(key))
    },
    async set(userId, { key: word, value }, origin) {
      const key = settingKey(word)
      const text = readValue(key, value)
      await store.put(ownerOf(userId), { [key]: text }, origin)
      return viewOf(key, text)
    },
    async reset(userId, words, origin) {
      const keys = words.length === 0 ? SETTING_KEYS : words.map(settingKey)
      await store.remove(ownerOf(userId), keys, origin)
      return keys.map((key) => viewOf(key, undefined))
    },
  }

  /** What is stored and can be read, in its canonical words. */
  async function stored(userId: string): Promise<ReadonlyMap<SettingKey, string>> {
    const owner = ownerOf(userId)
    const found = await store.all(owner)
    const readable = new Map<SettingKey, string>()
    for (const key of SETTING_KEYS) {
      const value = found.get(key)
      if (value === undefined) continue
      if (SETTINGS[key].schema.safeParse(value).success) readable.set(key, String(value))
      else reportUnreadable(key, owner)
    }
    return readable
  }
}

/** Finds "quiet-hours", "quietHours", "quiet_hours"; refuses with the nearest one. */
function settingKey(word: string): SettingKey {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
  const key = SETTING_KEYS.find((each) => letters(each) === letters(word))
  if (key !== undefined) return key
  const close = nearest(word, SETTING_KEYS.map(settingWord))
  const message = close === undefined ? 'There is no such setting.' : `There is no such setting. Did you mean ${close}?`
  throw new Refusal('not-found', message, { hint: 'All of them: /settings' })
}

/** The canonical words of a value that a user typed. */
function readValue(key: SettingKey, value: string): string {
  const { canonical, title, examples } = SETTINGS[key]
  const read = canonical.safeParse(value.slice(0, VALUE_CHARACTERS_MAX))
  if (read.success) return read.data
  const expected = read.error.issues.map(({ message }) => message).join('; ')
  throw new Refusal('bad-input', `${title}: ${expected}${expected.endsWith('?') ? '' : '.'}`, {
    hint: `For example: /settings set ${settingWord(key)} ${examples[0] ?? ''}`,
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

function ownerOf(userId: string): SettingsOwner {
  return { kind: 'user', id: userId }
}
