import { AskAgain } from '../basics/ask-again.ts'
import type { WallClock } from '../basics/clock.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Answer, type Reply, text } from '../basics/reply.ts'
import type { Account, Caller, ChatPorts, Place, Press } from './chat-ports.ts'
import type { Command, Context } from './command.ts'
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

/** A call whose input was found good. */
interface Work<Services> extends ReturnType<Command<Services>['prepare']> {
  readonly command: Command<Services>
  readonly input: unknown
  readonly account: Account
  readonly permit: Context<Services>['permit']
  readonly pressed: Press | undefined
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
    const { caller } = entry.call
    entry.command = command.name
    const account = pressed?.account ?? (await ports.accountOf(caller, entry.callId))
    const permit = (wanted: CommandInfo): Promise<void> => checkCaller(wanted, account, { caller, roleRules: ports.roleRules })
    await permit(command)
    const input = read()
    const prepared = command.prepare(input)
    if (pressed?.press.confirms === undefined) await admit(command, account, caller)
    const work = { command, input, account, permit, pressed: pressed?.press, ...prepared }
    try {
      return await perform(entry, work)
    } catch (error) {
      if (!(error instanceof Refusal) || error.buttons.length === 0) throw error
      const answer = await answers.asRefusal(error, ownerOf(entry, work))
      return entry.replaces ? { ...answer, replaces: true } : answer
    }
  }

  function ownerOf({ call }: Entry, { account, pressed }: Work<Services>) {
    return { accountId: account.id, at: call.at ?? pressed?.at }
  }

  /** Asks, or does what needs no asking or was asked before. What no longer holds by then is asked anew. */
  async function perform(entry: Entry, work: Work<Services>): Promise<Answer> {
    const { command, input, confirm, run, pressed } = work
    const owner = ownerOf(entry, work)
    const ask = async (question: Work<Services>['run'], reason?: string): Promise<Answer> => {
      const reply = await step(entry, work, { work: question, callId: entry.callId })
      const blocks = reason === undefined ? reply.blocks : [text(reason), ...reply.blocks]
      return answers.asQuestion({ ...reply, blocks }, owner, { command: command.name, input, confirms: entry.callId })
    }
    if (confirm !== undefined && pressed?.confirms === undefined) return ask(confirm)
    try {
      const reply = await step(entry, work, { work: run, callId: pressed?.confirms ?? entry.callId })
      const answer = await answers.withButtons(reply, owner)
      return pressed?.replaces ? { ...answer, replaces: true } : answer
    } catch (error) {
      if (!(error instanceof AskAgain) || confirm === undefined) throw error
      return { ...(await ask(confirm, error.message)), replaces: true }
    }
  }

  function step(
    entry: Entry,
    asked: Work<Services>,
    { work, callId }: { readonly work: Work<Services>['run']; readonly callId: string },
  ): Promise<Reply> {
    const { call } = entry
    const { command, account, permit, pressed } = asked
    const { place, managesServer } = call.caller
    const origin = { userId: account.id, callId, action: command.name, platform: place.platform }
    return runStep({
      command,
      work,
      context: { account, place, managesServer: managesServer === true, callId, origin, permit },
      services: () => services({ account, place, at: call.at ?? pressed?.at }),
      clock,
      sink: call.sink,
      offer: async () => (await answers.withButtons(wayOut(command), ownerOf(entry, asked))).buttons,
      recordFailure: (error) => void ports.recordFailure(error, { command: command.name, callId }),
    })
  }

  async function admit({ cost }: Command<Services>, account: Account, caller: Caller): Promise<void> {
    const waitMs = await ports.admit(caller, account, cost)
    if (waitMs <= 0) return
    const seconds = Math.ceil(waitMs / SECOND_MS)
    const hint = `Please try again in ${seconds} s.`
    throw new Refusal('over-limit', 'That is more than I can do for you at once.', { hint, retryAfterMs: waitMs })
  }
}

/** What stands under the progress of a command that can be called off. */
function wayOut<Services>({ stoppedBy }: Command<Services>): Reply {
  const buttons: Reply['buttons'] = stoppedBy === undefined ? [] : [{ kind: 'run', label: 'Cancel', command: stoppedBy, input: {} }]
  return { title: '', blocks: [], buttons }
}
