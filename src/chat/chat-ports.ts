import type { Answer } from '../basics/reply.ts'

export type Platform = 'telegram' | 'discord' | 'console' | 'http'

/** Where an answer will be read. `private`: nobody else can see it. */
export interface Place {
  readonly platform: Platform
  /** The platform's id of the chat or channel. */
  readonly chatId: string
  readonly threadId?: string
  /** The server or group that the chat belongs to, where it belongs to one: whose settings count there. */
  readonly serverId?: string
  readonly private: boolean
}

/** Who is speaking. `userId` is the platform's own id; only the account store knows whose it is. */
export interface Caller {
  readonly userId: string
  readonly displayName?: string
  /** The platform says that this person manages the server or group. */
  readonly managesServer?: boolean
  /** The platform's ids of the roles that this person has in the server. */
  readonly roleIds?: readonly string[]
  /** Nobody in particular: an anonymous admin, a channel, another bot, a search that others will read. Only what anyone may read is answered. */
  readonly anonymous?: boolean
  readonly place: Place
}

/** Takes answers while a command is still at work: the first one is sent, each later one takes its place. */
export interface Sink {
  show(answer: Answer): Promise<void>
}

/** One call, as a bot hands it in. */
export interface Call {
  readonly caller: Caller
  /** The platform's id of the message or interaction. The same id twice counts once. */
  readonly deliveryId?: string
  readonly sink?: Sink
  /** Shows the answer; it is called at most once. The delivery counts as handled only when this has come back, so that one which a crash cut off is answered when it comes again. */
  readonly deliver?: (answer: Answer) => Promise<void>
  /** Told instead of an answer when the delivery is at work elsewhere, or was when the program died: it may be handed in again after a while. */
  readonly busy?: () => void
  /** The market time that the call is made at; only `npm run say -- --at` sets it. Milliseconds. */
  readonly at?: number
}

export const ROLES = ['anyone', 'member', 'trader', 'admin'] as const
/** What somebody may do; each may all that the one before may. */
export type Role = (typeof ROLES)[number]

/** Whose call it is. */
export interface Account {
  readonly id: string
  readonly role: Role
  /** A pending account waits for an admin and sees market data only. */
  readonly status: 'active' | 'pending' | 'blocked'
  readonly displayName: string
  /** The account was made by this very call. */
  readonly isNew: boolean
}

/** A call that waits behind a button. `confirms` is set by the dispatcher alone, never by anything that comes from outside. */
export interface Press {
  readonly command: string
  readonly input: unknown
  readonly accountId: string
  /** The id of the question that is answered with yes; undefined for a button that asks nothing. */
  readonly confirms: string | undefined
  readonly replaces: boolean
  /** The market time the button was made at, where the call named one. */
  readonly at: number | undefined
  readonly expiresAt: number
}

export type TakenPress =
  | { readonly outcome: 'taken'; readonly press: Press }
  | { readonly outcome: 'unknown' | 'used' | 'expired' | 'not-yours' }

/** Who pressed, and with which call. */
export interface Finger {
  readonly accountId: string
  readonly callId: string
}

export interface PressStore {
  /** Keeps presses under the ids given. */
  keep(presses: readonly (Press & { readonly id: string })[]): Promise<void>
  /**
   * Hands a press out to one call and only to its owner: of two quick presses on one button, the second gets nothing. Somebody else's press does not use it up.
   * That very call gets it again, even late: a crash may have cut it off before it did anything.
   */
  take(id: string, by: Finger, now: number): Promise<TakenPress>
}

/** 'fresh': go on. 'done' or 'running': it came before, say nothing. 'poison': it failed three times, set aside. */
export type InboxClaim = 'fresh' | 'done' | 'running' | 'poison'

export interface Inbox {
  /** Records a delivery before its effect. One that was begun and never finished (a crash) is handed out again after its lease, at most three times. */
  claim(platform: Platform, deliveryId: string): Promise<InboxClaim>
  /** Nothing of what was delivered is kept after this. */
  finish(platform: Platform, deliveryId: string): Promise<void>
  /** Keeps what a platform brings only once until it is finished; the same again is the same. */
  keep(platform: Platform, deliveryId: string, payload: string): Promise<void>
  /** What was kept and never finished, oldest first. */
  unfinished(platform: Platform): Promise<readonly string[]>
}

/** What a server or group says about who may use what there. `subject` is a command ("watchlist add"), a group command ("watchlist") or a group ("market"). */
export interface RoleRule {
  /** The platform's id of the role; "everyone" for all. */
  readonly roleId: string
  readonly subject: string
  readonly verdict: 'allow' | 'forbid'
}

/** What the dispatcher needs from the rest of the program. */
export interface ChatPorts {
  /** Finds or makes the caller's account. Throws a `Refusal` for strangers where registration is closed and for those who are blocked. */
  readonly accountOf: (caller: Caller, callId: string) => Promise<Account>
  readonly presses: PressStore
  readonly inbox: Pick<Inbox, 'claim' | 'finish'>
  /** The rules of the server or group that the place belongs to; asked at every call there, so it remembers. */
  readonly roleRules?: (place: Place) => Promise<readonly RoleRule[]>
  /** Takes `cost` from the caller's budget; returns 0, or the milliseconds to wait when it is used up. */
  readonly admit: (caller: Caller, account: Account, cost: number) => Promise<number>
  /** Writes the error down and returns the reference to find it by. */
  readonly recordFailure: (error: unknown, about: { readonly command: string; readonly callId: string }) => string
  /** Told after each call, for metrics and logs. `code` is undefined when all went well, a refusal code, or "failure". */
  readonly observe: (call: {
    readonly command: string
    readonly callId: string
    readonly platform: Platform
    readonly durationMs: number
    readonly code: string | undefined
  }) => void
}
