import { createHash } from 'node:crypto'
import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { AlreadyDone } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Answer } from '../basics/reply.ts'
import type { Call, ChatPorts, Platform } from './chat-ports.ts'
import { DONE_BEFORE, failureAnswer, refusalAnswer, SET_ASIDE } from './ready-answer.ts'

/** One call on its way to an answer. */
export interface Entry {
  readonly call: Call
  readonly callId: string
  /** The command it came to; "?" while that is not known. */
  command: string
  /** Set once a question's only press is used up: whatever comes then takes the place of its dead buttons. */
  replaces: boolean
}

/** Makes each delivery count once, and turns whatever is thrown into an answer. Undefined: it was handled before. */
export type Once = (call: Call, work: (entry: Entry) => Promise<Answer>) => Promise<Answer | undefined>

interface OnceParts {
  readonly ports: Pick<ChatPorts, 'inbox' | 'recordFailure' | 'observe'>
  readonly clock: Pick<WallClock, 'elapsed'>
  readonly ids: Pick<Ids, 'id'>
}

export function createOnce({ ports, clock, ids }: OnceParts): Once {
  return async (call, work) => {
    const startedAt = clock.elapsed()
    const { platform } = call.caller.place
    const callId = call.deliveryId === undefined ? ids.id() : callIdOf(platform, call.deliveryId)
    const entry: Entry = { call, callId, command: '?', replaces: false }
    const answer = await count(entry, work)
    if (answer !== undefined) {
      const { command } = entry
      ports.observe({ command, callId, platform, durationMs: clock.elapsed() - startedAt, code: answer.refusal?.code })
    }
    return answer
  }

  async function count(entry: Entry, work: (entry: Entry) => Promise<Answer>): Promise<Answer | undefined> {
    const { deliveryId, caller, deliver } = entry.call
    if (deliveryId === undefined) return show(entry, await attempt(entry, () => work(entry)), deliver)
    const { platform } = caller.place
    const claim = await attempt(entry, () => ports.inbox.claim(platform, deliveryId))
    if (claim === 'running') entry.call.busy?.()
    if (claim === undefined || claim === 'done' || claim === 'running') return undefined
    const answer = claim === 'poison' ? SET_ASIDE : claim === 'fresh' ? await answerTo(entry, work) : claim
    await show(entry, answer, deliver)
    await attempt(entry, () => ports.inbox.finish(platform, deliveryId))
    return answer
  }

  /** What was done is done: that it could not be shown is written down, and the answer still counts. */
  async function show(entry: Entry, answer: Answer | undefined, deliver: Call['deliver']): Promise<Answer | undefined> {
    if (answer !== undefined && deliver !== undefined) await attempt(entry, () => deliver(answer))
    return answer
  }

  /** Work that had been done before was cut off before its answer was shown, if this bot shows answers in time to know. */
  async function answerTo(entry: Entry, work: (entry: Entry) => Promise<Answer>): Promise<Answer | undefined> {
    const answer = await attempt(entry, () => work(entry))
    return answer === undefined && entry.call.deliver !== undefined ? inItsPlace(entry, DONE_BEFORE) : answer
  }

  /** The outcome of the work, or the answer that says why there is none; undefined when the work had been done before. */
  async function attempt<Outcome>(entry: Entry, work: () => Promise<Outcome>): Promise<Outcome | Answer | undefined> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof AlreadyDone) return undefined
      const { command, callId } = entry
      return inItsPlace(
        entry,
        error instanceof Refusal ? refusalAnswer(error) : failureAnswer(ports.recordFailure(error, { command, callId })),
      )
    }
  }
}

function inItsPlace({ replaces }: Entry, answer: Answer): Answer {
  return replaces ? { ...answer, replaces } : answer
}

/** The same delivery has the same id after a crash: a version 8 UUID (RFC 9562) of the SHA-256 of where it came from. */
function callIdOf(platform: Platform, deliveryId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([platform, deliveryId]))
    .digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
