import type { z } from 'zod'
import type { WallClock } from '../basics/clock.ts'
import type { Origin } from '../basics/origin.ts'
import type { Reply } from '../basics/reply.ts'
import type { Account, Place, Role } from './chat-ports.ts'

export const GROUPS = [
  'desk',
  'market',
  'analysis',
  'trading',
  'portfolio',
  'risk',
  'research',
  'alerts',
  'sentiment',
  'account',
  'server',
  'admin',
] as const
export type Group = (typeof GROUPS)[number]

/** What a command knows about the call it answers. */
export interface Context<Services> {
  readonly account: Account
  readonly place: Place
  /** One id per call. A confirmed call keeps the id of its question, so it can serve as an idempotency key. */
  readonly callId: string
  /** Who and what to write into the audit row of a change. */
  readonly origin: Origin
  readonly services: Services
  readonly clock: WallClock
  /** Aborts when the caller has waited long enough. */
  readonly signal: AbortSignal
  /** Shows how far the work is; the answer takes its place in the end. Never throws. */
  readonly progress: (done: number, of: number, label: string) => Promise<void>
}

export type Suggest<Services> = (typed: string, context: Pick<Context<Services>, 'services' | 'account'>) => Promise<readonly string[]>

/** What a developer writes: one object per command, in one file. */
export type CommandDefinition<Services, Input extends z.ZodObject> = Description<Services, Input> & Effect<Services, Input>

interface Description<Services, Input extends z.ZodObject> {
  /** "price", or "watchlist add" for a member of a group command. */
  readonly name: string
  /** Other words for it in a line of text; `preset` stands before what the user typed. They are never registered. */
  readonly aliases?: readonly (string | { readonly word: string; readonly preset: string })[]
  readonly summary: string
  readonly group: Group
  readonly access: Role
  /** Who may read the reply. Balances and keys are for "only-you". It is known before the reply is, because Discord must be told first. */
  readonly readers: 'everyone' | 'only-you'
  /** Stands in the short menu of Telegram. */
  readonly menu?: boolean
  /** How much of the caller's budget it takes; 1 when left out, more for pictures and scans. */
  readonly cost?: number
  /** How long it may run; 30 s when left out. */
  readonly limitMs?: number
  readonly input: Input
  /** Each is executed by the tests. */
  readonly examples: readonly [string, ...string[]]
  /** Offers values for an option while the user is still typing. */
  readonly suggest?: Readonly<Partial<Record<keyof z.input<Input>, Suggest<Services>>>>
  readonly run: Step<Services, Input>
}

/** A command that spends must first say what it would do, and ask. Leaving `confirm` out of one does not compile. */
type Effect<Services, Input extends z.ZodObject> =
  | { readonly effect: 'reads' | 'changes'; readonly confirm?: never }
  | { readonly effect: 'spends'; readonly confirm: Step<Services, Input> }

type Step<Services, Input extends z.ZodObject> = (input: z.output<Input>, context: Context<Services>) => Promise<Reply>
