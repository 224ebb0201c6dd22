import { timeLimit, type WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Caller, ChatPorts } from './chat-ports.ts'
import type { Command } from './command.ts'
import { SUGGESTION_CHARS_MAX, SUGGESTIONS_MAX } from './limits.ts'
import { checkCaller } from './may-call.ts'
import type { ServicesOf } from './obey.ts'
import { whenAborted } from './run-step.ts'

/** Discord waits for three seconds. */
const SUGGEST_LIMIT_MS = 2000

/** What somebody is typing: into which option of which command, and how far they have come. */
export interface Typing {
  readonly command: string
  readonly option: string
  readonly typed: string
}

interface SuggestParts<Services> {
  readonly services: ServicesOf<Services>
  readonly ports: Pick<ChatPorts, 'accountOf' | 'roleRules' | 'recordFailure'>
  readonly clock: WallClock
  readonly ids: Pick<Ids, 'id'>
}

/** Offers values while somebody types: what the command finds, else its choices and known words. Nothing when that takes too long or fails. */
export function createSuggest<Services>({ services, ports, clock, ids }: SuggestParts<Services>) {
  return async (command: Command<Services> | undefined, typing: Typing, caller: Caller): Promise<readonly string[]> => {
    if (command === undefined) return []
    const callId = ids.id()
    const limit = timeLimit(clock, SUGGEST_LIMIT_MS)
    try {
      const values = await Promise.race([find(command, typing, { caller, callId }), whenAborted(limit.signal)])
      return values.filter((value) => value.length <= SUGGESTION_CHARS_MAX).slice(0, SUGGESTIONS_MAX)
    } catch (error) {
      if (!(error instanceof Refusal)) ports.recordFailure(error, { command: command.name, callId })
      return []
    } finally {
      limit.release()
    }
  }

  async function find(
    command: Command<Services>,
    { option: name, typed }: Typing,
    { caller, callId }: { readonly caller: Caller; readonly callId: string },
  ): Promise<readonly string[]> {
    const option = command.options.find((each) => each.name === name)
    if (option === undefined) return []
    if (!option.suggests)
      return [...option.choices, ...option.vocabulary].filter((value) => value.toLowerCase().startsWith(typed.toLowerCase()))
    const account = await ports.accountOf(caller, callId)
    await checkCaller(command, account, { caller, roleRules: ports.roleRules })
    return command.suggest(name, typed, { account, services: await services({ account, place: caller.place, at: undefined }) })
  }
}
