import type { Role } from './chat-ports.ts'
import type { Option } from './option.ts'

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

/** 'reads' leaves all as it is; 'changes' does not; 'spends' may cost money, so it asks first. */
type EffectKind = 'reads' | 'changes' | 'spends'

/** Another word for a command in a line of text; `preset` stands before what the user typed after it, and may be empty. */
export interface Alias {
  readonly word: string
  readonly preset: string
}

/** What anyone may know about a command: enough to register, list, explain and call it. */
export interface CommandInfo {
  /** "price", or "watchlist add" for a member of a group command. */
  readonly name: string
  /** The name for programs, in one word: "watchlist_add". */
  readonly key: string
  /** The group command it belongs to ("watchlist") and its own name there ("add"); both undefined for a command by itself. */
  readonly parent: string | undefined
  readonly member: string | undefined
  readonly aliases: readonly Alias[]
  readonly summary: string
  readonly group: Group
  readonly access: Role
  readonly effect: EffectKind
  /** Who may read the reply. */
  readonly readers: 'everyone' | 'only-you'
  /** Stands in the short menu of Telegram. */
  readonly menu: boolean
  /** Asks whether the caller manages the server or group. */
  readonly forManagers: boolean
  /** How much of the caller's budget it takes. */
  readonly cost: number
  readonly examples: readonly [string, ...string[]]
  readonly options: readonly Option[]
  /** JSON Schema of the input. */
  readonly inputSchema: object
}

/** A group command, such as "watchlist", and what can be done with it. */
export interface GroupInfo {
  readonly name: string
  readonly summary: string
  readonly members: readonly CommandInfo[]
}
