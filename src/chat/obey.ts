import type { WallClock } from '../basics/clock.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Answer } from '../basics/reply.ts'
import type { Account, Caller, ChatPorts, Place, Press } from './chat-ports.ts'
import type { Command } from './command.ts'
import type { CommandInfo } from './command-info.ts'
import { checkCaller } from './may-call.ts'
import type { Entry } from './once.ts'
import type { AnswerMaker } from './ready-answer.ts'
import { runStep } from './run-step.ts'

const SECOND_MS = 1000

/** Gives what a command may call, at the market time of the caller. */
export type ServicesOf<Services> = (call: {
  readonly account: Account
  readonly place: Place
  readonly at: number | undefined
}) => Promise<Services>

export interface Order<Services> {
  readonly command: Command<Services>
  /** Gives the input. Throws a `Refusal` when the words make no sense. */
  readonly read: () => unknown
  /** Set when the order comes from a button, with the account whose button it is. */
  readonly pressed?: { readonly press: Press; readonly account: Account }
}

interface ObeyParts<Services> {
  readonly services: ServicesOf<Services>
  readonly ports: ChatPorts
  readonly clock: WallClock
  readonly answers: AnswerMaker
}

/** The one path that every call takes, whichever way it came in: who is it, may they do it here, what do they want, not too often, ask, do. */
export function createObey<Services>({ services, ports, clock, answers }: ObeyParts<Services>) {
  return async (entry: Entry, { command, read, pressed }: Order<Services>): Promise<Answer> => {
    const { caller, sink } = entry.call
    const { place } = caller
    entry.command = command.name
    const account = pressed?.account ?? (await ports.accountOf(caller, entry.callId))
    const permit = (wanted: CommandInfo): Promise<void> => checkCaller(wanted, account, { caller, roleRules: ports.roleRules })
    await permit(command)
    const input = read()
    const { confirm, run } = command.prepare(input)
    const confirms = pressed?.press.confirms
    if (confirms === undefined) await admit(command, account, caller)

    const callId = confirms ?? entry.callId
    const at = entry.call.at ?? pressed?.press.at
    const asks = confirm !== undefined && confirms === undefined
    const reply = await runStep({
      command,
      work: asks ? confirm : run,
      context: {
        account,
        place,
        managesServer: caller.managesServer === true,
        callId,
        origin: { userId: account.id, callId, action: command.name, platform: place.platform },
        permit,
      },
      services: () => services({ account, place, at }),
      clock,
      sink,
      recordFailure: (error) => void ports.recordFailure(error, { command: command.name, callId }),
    })
    const owner = { accountId: account.id, at }
    if (asks) return answers.asQuestion(reply, owner, { command: command.name, input, confirms: callId })
    const answer = await answers.withButtons(reply, owner)
    return pressed?.press.replaces ? { ...answer, replaces: true } : answer
  }

  async function admit({ cost }: Command<Services>, account: Account, caller: Caller): Promise<void> {
    const waitMs = await ports.admit(caller, account, cost)
    if (waitMs <= 0) return
    const seconds = Math.ceil(waitMs / SECOND_MS)
    const hint = `Please try again in ${seconds} s.`
    throw new Refusal('over-limit', 'That is more than I can do for you at once.', { hint, retryAfterMs: waitMs })
  }
}
