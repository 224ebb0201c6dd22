import type { WallClock } from '../basics/clock.ts'
import { nearest } from '../basics/nearest.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { DAY_MS } from '../basics/timeframe.ts'
import type { PersonalChange, PersonalSettingStore, SettingsOwner } from './account-ports.ts'
import { LOOK_KEYS, SETTING_KEYS, SETTINGS, type SettingKey, type SettingValues, settingWord } from './setting-list.ts'

const VALUE_CHARACTERS_MAX = 1000
/** A limit that is loosened holds this much later, so that nobody raises it in the heat of a loss. Tightening holds at once. */
const COOL_OFF_MS = DAY_MS

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
  /** What it is going to be, and from which wall time on, in milliseconds. */
  readonly pending: { readonly value: string; readonly at: number } | undefined
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
  /** Sets one; a limit of risk that is loosened by it holds a day later. Throws `Refusal` for an unknown key, and for a value that the setting does not take. */
  set(ownerId: string, change: { readonly key: string; readonly value: string }, origin: Origin): Promise<SettingView>
  /** Puts settings back to their usual values; all of them when no key is named. A limit that is loosened by it holds a day later. */
  reset(ownerId: string, keys: readonly string[], origin: Origin): Promise<readonly SettingView[]>
}

export interface SettingsNeeds {
  readonly store: PersonalSettingStore
  readonly clock: Pick<WallClock, 'now'>
  /** People's when left out. */
  readonly scope?: Scope
  /** Told the key of a stored value that could not be read; never the value. */
  readonly reportUnreadable: (key: string, owner: SettingsOwner) => void
}

/** What is kept of one setting, in canonical words. */
interface Kept {
  /** What holds now; undefined when nobody set it. */
  readonly text: string | undefined
  readonly pending: SettingView['pending']
  /** What holds now was loosened, and is not yet written where the others are. */
  readonly cooled: boolean
}

type AllKept = Readonly<Record<SettingKey, Kept>>

export function createSettings({ store, clock, reportUnreadable, scope = OF_PEOPLE }: SettingsNeeds): Settings {
  const { kind, keys: known } = scope
  return {
    of: async (ownerId) => typed(await kept(ownerId)),
    async shown(ownerId) {
      const all = await kept(ownerId)
      return known.map((key) => viewOf(key, all[key]))
    },
    async shownOne(ownerId, word) {
      const key = settingKey(word, scope)
      return viewOf(key, (await kept(ownerId))[key])
    },
    async set(ownerId, { key: word, value }, origin) {
      const key = settingKey(word, scope)
      const text = readValue(key, value, scope)
      const [view] = await change(ownerId, new Map([[key, text]]), origin)
      if (view === undefined) throw new RangeError('A change of one setting gives one view')
      return view
    },
    async reset(ownerId, words, origin) {
      const keys = words.length === 0 ? known : words.map((word) => settingKey(word, scope))
      return change(ownerId, new Map(keys.map((key) => [key, undefined])), origin)
    },
  }

  /** Sets each key to its words, or back to the usual ones where there are none. */
  async function change(
    ownerId: string,
    wanted: ReadonlyMap<SettingKey, string | undefined>,
    origin: Origin,
  ): Promise<readonly SettingView[]> {
    const all = await kept(ownerId)
    const steps = [...wanted].map(([key, text]) => ({ key, after: afterChange(key, text, all[key]) }))
    await store.write(ownerId, changeOf(steps), origin)
    return steps.map(({ key, after }) => viewOf(key, after))
  }

  function afterChange(key: SettingKey, text: string | undefined, { text: now, pending, cooled }: Kept): Kept {
    const { usual, loosens } = SETTINGS[key]
    const value = text ?? usual
    if (!loosens(now ?? usual, value)) return { text, pending: undefined, cooled: false }
    const isWaiting = pending !== undefined && !loosens(pending.value, value)
    return { text: now, pending: { value, at: isWaiting ? pending.at : clock.now() + COOL_OFF_MS }, cooled }
  }

  async function kept(ownerId: string): Promise<AllKept> {
    const { set, raises } = await store.read(ownerId)
    const readable = (key: SettingKey, value: unknown): string | undefined => {
      if (value === undefined || SETTINGS[key].schema.safeParse(value).success) return value === undefined ? undefined : String(value)
      reportUnreadable(key, { kind, id: ownerId })
      return undefined
    }
    const entries = SETTING_KEYS.map((key) => {
      const text = readable(key, set.get(key))
      const raise = raises.get(key)
      const value = readable(key, raise?.value)
      if (raise === undefined || value === undefined) return [key, { text, pending: undefined, cooled: false }]
      const cooled = raise.effectiveAt <= clock.now()
      return [key, cooled ? { text: value, pending: undefined, cooled } : { text, pending: { value, at: raise.effectiveAt }, cooled }]
    })
    return Object.fromEntries(entries) as AllKept
  }
}

/** What has cooled off is written down for good before something else takes its place among the raises. */
function changeOf(steps: readonly { readonly key: SettingKey; readonly after: Kept }[]): PersonalChange {
  const raise = steps.flatMap(({ key, after: { pending } }) =>
    pending === undefined ? [] : [[key, { value: pending.value, effectiveAt: pending.at }] as const],
  )
  const settled = steps.filter(({ after: { pending, cooled } }) => pending === undefined || cooled)
  return {
    set: Object.fromEntries(settled.flatMap(({ key, after: { text } }) => (text === undefined ? [] : [[key, text]]))),
    unset: settled.flatMap(({ key, after: { text } }) => (text === undefined ? [key] : [])),
    raise: Object.fromEntries(raise),
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

function typed(kept: AllKept): SettingValues {
  const entries = SETTING_KEYS.map((key) => {
    const { text } = kept[key]
    return [key, text === undefined ? SETTINGS[key].fallback : SETTINGS[key].schema.parse(text)]
  })
  return Object.fromEntries(entries) as SettingValues
}

function viewOf(key: SettingKey, { text, pending }: Kept): SettingView {
  const { title, about, choices, examples, usual } = SETTINGS[key]
  const value = text ?? usual
  return { key, word: settingWord(key), title, about, value, usual: value === usual, choices, examples, pending }
}
