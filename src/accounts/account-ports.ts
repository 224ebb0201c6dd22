import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'

export type UserRole = 'member' | 'trader' | 'admin'
export type UserStatus = 'active' | 'pending' | 'blocked'

export interface User {
  readonly id: string
  readonly role: UserRole
  readonly status: UserStatus
  readonly displayName: string
  readonly createdAt: Date
}

/** A person on one platform. `subject` is the platform's own id, as text. */
export interface Identity {
  readonly platform: string
  readonly subject: string
}

export interface NewUser {
  readonly id: string
  readonly identity: Identity & { readonly id: string }
  readonly displayName: string
  readonly role: UserRole
  readonly status: UserStatus
  /** The paper account that comes with it; a waiting account has none yet. */
  readonly paper: { readonly id: string; readonly source: string; readonly asset: string; readonly opening: Decimal } | undefined
}

export interface AccountStore {
  find(identity: Identity): Promise<User | undefined>
  /** Makes user, identity, paper account and audit row in one transaction. Of two at once for one identity, both get the same user; `made` says whose it was. */
  create(user: NewUser, origin: Origin): Promise<{ readonly user: User; readonly made: boolean }>
  /** The paper account that is open, if any. */
  paperAccount(userId: string): Promise<PaperAccount | undefined>
}

export interface PaperAccount {
  readonly id: string
  readonly epoch: number
  /** The market source that its entries belong to. */
  readonly source: string
  readonly asset: string
  readonly opening: Decimal
  readonly openedAt: Date
}

/** Whose settings: a person's, a chat's or server's, or the desk's own. */
export interface SettingsOwner {
  readonly kind: 'user' | 'chat' | 'desk'
  readonly id: string
}

export interface SettingStore {
  /** All that was set, by key. Values are JSON as they were stored: read them before trusting them. */
  all(owner: SettingsOwner): Promise<ReadonlyMap<string, unknown>>
  put(owner: SettingsOwner, values: Readonly<Record<string, unknown>>, origin: Origin): Promise<void>
  remove(owner: SettingsOwner, keys: readonly string[], origin: Origin): Promise<void>
}

/** A limit of risk that was loosened. It holds from a moment of wall time on, in milliseconds. */
export interface Raise {
  readonly value: unknown
  readonly effectiveAt: number
}

/** What a change does to somebody's settings. What was to be loosened under any of its keys before is called off. */
export interface PersonalChange {
  readonly set: Readonly<Record<string, string>>
  readonly unset: readonly string[]
  readonly raise: Readonly<Record<string, { readonly value: string; readonly effectiveAt: number }>>
}

export interface PersonalSettingStore {
  /** What was set and what was loosened, by key. Values are JSON as they were stored: read them before trusting them. */
  read(userId: string): Promise<{ readonly set: ReadonlyMap<string, unknown>; readonly raises: ReadonlyMap<string, Raise> }>
  /** Written as a whole, and audited. */
  write(userId: string, change: PersonalChange, origin: Origin): Promise<void>
}
