import { once } from 'node:events'
import type { APIInteraction, REST } from 'discord.js'
import { timeLimit, type WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Caller } from '../../src/chat/chat-ports.ts'
import type { Messenger } from '../../src/chat/messenger.ts'
import { failureAnswer } from '../../src/chat/ready-answer.ts'
import { type InteractionReply, replyTo } from './interaction-reply.ts'
import type { KeptInteractions } from './kept-interactions.ts'

/** A slow database may hold up the first word so long; Discord waits three seconds for it. */
const KEEP_MS_MAX = 300

export interface TalkParts {
  readonly rest: Pick<REST, 'get' | 'post' | 'patch' | 'delete'>
  readonly clock: WallClock
  readonly kept: KeptInteractions
  /** Takes what comes too late for the interaction. */
  readonly messenger: Pick<Messenger, 'send'>
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => string
}

/** One interaction from its acknowledgement to its answer. */
export interface Talk {
  readonly reply: InteractionReply
  /** Keeps the interaction, so that it outlives us, and tells Discord that we are at it. False when nobody waits for an answer. */
  begin(acknowledge: () => Promise<boolean>): Promise<boolean>
  /** Progress that cannot be shown never breaks the work. */
  show(say: () => Promise<boolean>): Promise<void>
  /** Sends the answer; where Discord does not take it, says at least that something went wrong. What is too late for the interaction goes as a message. */
  end(given: Answer, caller: Caller, say: (answer: Answer) => Promise<boolean>): Promise<void>
}

/** `isResumed`: a crash cut it off before. */
export function createTalk({ kept, messenger, recordFailure, ...parts }: TalkParts, interaction: APIInteraction, isResumed: boolean): Talk {
  const reply = replyTo({ ...parts, interaction, isResumed })
  const recorded = (error: unknown): void => void recordFailure(error, { part: 'discord', interaction: interaction.id })

  return {
    reply,
    async begin(acknowledge) {
      const keeping = isResumed ? Promise.resolve() : kept.keep(interaction).catch(recorded)
      await untilLate(keeping)
      const isUnanswered = isResumed ? await reply.isUnanswered() : undefined
      const goesOn = isUnanswered ?? (await acknowledge())
      await keeping
      if (!goesOn) await kept.drop(interaction)
      return goesOn
    },
    show: (say) => say().then(() => undefined, recorded),
    async end(given, { userId, place }, say) {
      try {
        await say(given)
      } catch (error) {
        await say(failureAnswer(recordFailure(error, { part: 'discord' })))
      }
      if (!reply.isExpired()) return
      const destination = { platform: place.platform, chatId: place.private ? `@${userId}` : place.chatId }
      await messenger.send({ destination, answer: given, nonce: interaction.id, silent: false })
    },
  }

  async function untilLate(keeping: Promise<void>): Promise<void> {
    const { signal, release } = timeLimit(parts.clock, KEEP_MS_MAX)
    await Promise.race([keeping, once(signal, 'abort')])
    release()
  }
}
