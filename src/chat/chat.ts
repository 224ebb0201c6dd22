import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Answer } from '../basics/reply.ts'
import type { Call, Caller, ChatPorts } from './chat-ports.ts'
import type { Command } from './command.ts'
import type { CommandInfo, GroupInfo } from './command-info.ts'
import { createDirectory, type Found } from './directory.ts'
import { type Catalog, commandsOf, groupsOf } from './group.ts'
import { createObey, type ServicesOf } from './obey.ts'
import { createOnce, type Entry } from './once.ts'
import { readArguments, readNamedValues } from './read-arguments.ts'
import { CANCELLED, createAnswerMaker, notTaken, readPressId } from './ready-answer.ts'
import { createSuggest, type Typing } from './suggest.ts'
import { checkText } from './words.ts'

/**
 * All that a bot is given. It cannot reach a service, a database or another bot, and none of its methods throws.
 *
 * An answer of undefined means that this delivery was handled before: say nothing.
 */
export interface Chat {
  readonly commands: readonly CommandInfo[]
  readonly groups: readonly GroupInfo[]
  /** For platforms that send a line, such as "/price BTC" in Telegram or the console. */
  readonly say: (line: string, call: Call) => Promise<Answer | undefined>
  /** For platforms that send named values, such as Discord and HTTP. The command goes by its name or its key. */
  readonly run: (command: string, input: unknown, call: Call) => Promise<Answer | undefined>
  readonly press: (id: string, call: Call) => Promise<Answer | undefined>
  /** At most 25 values for an option that somebody is still typing; empty when there are none. */
  readonly suggest: (typing: Typing, caller: Caller) => Promise<readonly string[]>
}

export interface ChatParts<Services> {
  readonly catalog: Catalog<Services>
  readonly services: ServicesOf<Services>
  readonly ports: ChatPorts
  readonly clock: WallClock
  readonly ids: Ids
}

/** Refusals that another word would have spared. */
const MISREAD = new Set<string>(['bad-input', 'not-found'])

/** Puts the language of commands together with the program behind it. Throws a `TypeError` for a catalogue that no platform could hold. */
export function createChat<Services>({ catalog, services, ports, clock, ids }: ChatParts<Services>): Chat {
  const directory = createDirectory(catalog)
  const answers = createAnswerMaker({ presses: ports.presses, ids, clock })
  const once = createOnce({ ports, clock, ids })
  const obey = createObey({ services, ports, clock, answers })
  const suggest = createSuggest({ services, ports, clock, ids })

  return {
    commands: commandsOf(catalog),
    groups: groupsOf(catalog),
    say: (line, call) =>
      once(call, async (entry) => {
        checkText(line)
        const found = directory.inLine(line)
        return orPerhaps(found, obey(entry, { command: found.command, read: () => readArguments(found.command, found.words) }))
      }),
    run: (name, input, call) =>
      once(call, async (entry) => {
        const command = directory.byName(name)
        if (command === undefined) throw directory.unknown(name)
        return obey(entry, { command, read: () => readInput(command, input) })
      }),
    press: (id, call) => once(call, (entry) => press(id, entry)),
    suggest: (typing, caller) => suggest(directory.byName(typing.command), typing, caller),
  }

  async function press(id: string, entry: Entry): Promise<Answer> {
    const account = await ports.accountOf(entry.call.caller, entry.callId)
    const asked = readPressId(id)
    if (asked === undefined) throw notTaken('unknown')
    const taken = await ports.presses.take(asked.pressId, { accountId: account.id, callId: entry.callId }, clock.now())
    if (taken.outcome !== 'taken') throw notTaken(taken.outcome)
    entry.command = taken.press.command
    if (asked.cancels) return CANCELLED
    entry.replaces = taken.press.confirms !== undefined
    const command = directory.byName(taken.press.command)
    if (command === undefined) throw notTaken('expired')
    return obey(entry, { command, read: () => taken.press.input, pressed: { press: taken.press, account } })
  }
}

/** The answer. Where a group's words made no sense, the member that was perhaps meant is named first. */
async function orPerhaps<Services>({ perhaps }: Found<Services>, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    if (perhaps === undefined || !(error instanceof Refusal) || !MISREAD.has(error.code)) throw error
    throw new Refusal(error.code, error.message, { hint: `Did you mean /${perhaps}?\n${error.hint ?? ''}`, cause: error })
  }
}

function readInput<Services>(command: Command<Services>, input: unknown): unknown {
  checkText(textsIn(input).join(' '))
  return readNamedValues(command.options, input)
}

/** The texts that came along, one level deep: what lies deeper no schema of ours takes. */
function textsIn(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return typeof input === 'string' ? [input] : []
  return Object.entries(input)
    .flat()
    .flat()
    .filter((value) => typeof value === 'string')
}
