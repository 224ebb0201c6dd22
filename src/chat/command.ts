import type { z } from 'zod'
import type { WallClock } from '../basics/clock.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Reply } from '../basics/reply.ts'
import type { Account, Place, Role } from './chat-ports.ts'
import type { Alias, CommandInfo, Group } from './command-info.ts'
import { explainBound, explainInput } from './explain-input.ts'
import { COMMAND_NAME, SUMMARY_CHARS_MAX } from './limits.ts'
import { inputSchemaOf, optionsOf } from './option.ts'
import { teach } from './usage.ts'

const LIMIT_DEFAULT_MS = 30_000

/** What a command knows about the call it answers. */
export interface Context<Services> {
  readonly account: Account
  readonly place: Place
  /** The platform says that the caller manages the server or group that the place belongs to. */
  readonly managesServer: boolean
  /** One id per call. A confirmed call keeps the id of its question, so it can serve as an idempotency key. */
  readonly callId: string
  /** Who and what to write into the audit row of a change. */
  readonly origin: Origin
  readonly services: Services
  readonly clock: WallClock
  /** Aborts when the caller has waited long enough. */
  readonly signal: AbortSignal
  /** Throws a `Refusal` when the caller may not give that other command here, which this one is about to give for him. */
  readonly permit: (command: CommandInfo) => Promise<void>
  /** Shows how far the work is; the answer takes its place in the end. Never throws. */
  readonly progress: (done: number, of: number, label: string) => Promise<void>
}

/** All that is known while somebody is still typing. */
type SuggestContext<Services> = Pick<Context<Services>, 'services' | 'account'>

type Suggest<Services> = (typed: string, context: SuggestContext<Services>) => Promise<readonly string[]>

/** What a developer writes: one object per command, in one file. */
export type CommandDefinition<Services, Input extends z.ZodObject> = Description<Services, Input> & Effect<Services, Input>

interface Description<Services, Input extends z.ZodObject> {
  /** "price", or "watchlist add" for a member of a group command. */
  readonly name: string
  /** Other words for it in a line of text; `preset` stands before what the user typed. They are never registered. */
  readonly aliases?: readonly (string | Alias)[]
  readonly summary: string
  readonly group: Group
  readonly access: Role
  /** Who may read the reply. Balances and keys are for "only-you". It is known before the reply is, because Discord must be told first. */
  readonly readers: 'everyone' | 'only-you'
  /** Stands in the short menu of Telegram. */
  readonly menu?: boolean
  /** Asks whether the caller manages the server or group; without it, nobody may find that out. */
  readonly forManagers?: boolean
  /** How much of the caller's budget it takes; 1 when left out, more for pictures and scans. */
  readonly cost?: number
  /** How long it may run; 30 s when left out. */
  readonly limitMs?: number
  /** The command that calls it off while it is at work; without input. It is offered under its progress. */
  readonly stoppedBy?: string
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

/** The command as the dispatcher holds it: its input type is closed over, so commands of every shape fit in one list. */
export interface Command<Services> extends CommandInfo {
  readonly limitMs: number
  readonly stoppedBy: string | undefined
  /** Values for an option while the user is still typing; none for an option that does not suggest. */
  readonly suggest: (option: string, typed: string, context: SuggestContext<Services>) => Promise<readonly string[]>
  /** Reads the input strictly. Throws a `Refusal` that says what was expected. */
  readonly prepare: (input: unknown) => PreparedCommand<Services>
}

/** A command whose input has been read and found good. */
interface PreparedCommand<Services> {
  readonly confirm: ((context: Context<Services>) => Promise<Reply>) | undefined
  readonly run: (context: Context<Services>) => Promise<Reply>
}

/** Fixes the services once, so that each command file names only its own input. */
export const commandsWith =
  <Services>() =>
  <Input extends z.ZodObject>(definition: CommandDefinition<Services, Input>): Command<Services> =>
    defineCommand(definition)

function defineCommand<Services, Input extends z.ZodObject>(definition: CommandDefinition<Services, Input>): Command<Services> {
  const { input, suggest, confirm, run, ...described } = definition
  const suggesters: Partial<Record<string, Suggest<Services>>> = { ...suggest }
  const info = {
    menu: false,
    forManagers: false,
    cost: 1,
    ...described,
    ...namesOf(described.name),
    aliases: (described.aliases ?? []).map((alias) => (typeof alias === 'string' ? { word: alias, preset: '' } : alias)),
    options: optionsOf(described.name, input, Object.keys(suggesters)),
    inputSchema: inputSchemaOf(input),
  }
  checkText(info)

  return {
    ...info,
    limitMs: described.limitMs ?? LIMIT_DEFAULT_MS,
    stoppedBy: described.stoppedBy,
    suggest: async (option, typed, context) => (await suggesters[option]?.(typed, context)) ?? [],
    prepare(raw) {
      const read = input.safeParse(raw, { error: explainBound })
      if (!read.success) throw new Refusal('bad-input', explainInput(read.error, info.options), { hint: teach(info) })
      return {
        confirm: confirm && ((context) => confirm(read.data, context)),
        run: (context) => run(read.data, context),
      }
    },
  }
}

function namesOf(name: string): Pick<CommandInfo, 'key' | 'parent' | 'member'> {
  const words = name.split(' ')
  if (words.length > 2 || !words.every((word) => COMMAND_NAME.test(word)))
    throw new TypeError(`${name}: a command's name is one word, or two for a member of a group, each matching ${COMMAND_NAME}`)
  const [parent, member] = words.length === 2 ? words : []
  return { key: words.join('_'), parent, member }
}

function checkText({ name, summary, aliases, examples }: CommandInfo): void {
  if (summary === '' || summary.length > SUMMARY_CHARS_MAX)
    throw new TypeError(`${name}: say what it does in 1 to ${SUMMARY_CHARS_MAX} characters`)
  for (const { word } of aliases)
    if (!COMMAND_NAME.test(word)) throw new TypeError(`${name}: the alias "${word}" must match ${COMMAND_NAME}`)
  for (const example of examples) if (!example.startsWith('/')) throw new TypeError(`${name}: an example starts with /`)
}
