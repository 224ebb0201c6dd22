import type { Api } from 'grammy'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Pace } from '../../src/chat/messenger.ts'
import { editLetter, type Shown, sendLetter } from './letters.ts'
import { withPatience } from './patience.ts'
import type { Target } from './read-update.ts'
import { drawAnswer, type Letter } from './render.ts'
import { createSilences } from './silences.ts'
import { TelegramFailure } from './telegram-failure.ts'

interface SendOptions {
  readonly silent?: boolean
  /** Waits when Telegram says so and tries again where nothing arrived. Without it every failure is thrown at once. */
  readonly patient: boolean
  /** Whoever hands it in has counted it against the limits already. */
  readonly counted?: boolean
}

export interface PostOffice {
  /** Sends an answer as one message or several, and gives the first of them. Throws a `TelegramFailure`. */
  send(target: Target, answer: Answer, options: SendOptions): Promise<Shown>
  /** Puts an answer in the place of a message; where that cannot be, sends it. Without patience it is not sent where somebody deleted the message. */
  replace(place: { readonly target: Target; readonly shown: Shown }, answer: Answer, options: SendOptions): Promise<Shown>
  remove(target: Target, shown: Shown): Promise<void>
}

/** Sends and edits messages: all of them pass through here. */
export function createPostOffice({ api, clock, pace }: { api: Api; clock: WallClock; pace: Pace }): PostOffice {
  const keepSilence = createSilences({ clock })
  return {
    send: (target, answer, options) => sendAll(target, drawAnswer(answer), options),
    async replace({ target, shown }, answer, options) {
      const letters = drawAnswer(answer)
      const [first, ...others] = letters
      const edited = first && (await edit(target, { shown, letter: first, options }))
      return edited === undefined ? sendAll(target, letters, options) : sendAll(target, others, options, edited)
    },
    async remove({ chatId }, { messageId }) {
      await api.deleteMessage(chatId, messageId)
    },
  }

  /** Throws what Telegram would say if there were one more. */
  function takeRoom(chatId: string): void {
    const retryAfterMs = pace.take({ platform: 'telegram', chatId })
    if (retryAfterMs > 0) throw new TelegramFailure('wait', 'There is no room in this chat yet', { retryAfterMs })
  }

  /** Gives the first message; where that is there already, only the rest is sent. */
  async function sendAll(
    target: Target,
    letters: readonly Letter[],
    { patient, silent, counted }: SendOptions,
    begun?: Shown,
  ): Promise<Shown> {
    let first = begun
    for (const letter of letters) {
      const replyTo = first === undefined ? target.replyTo : undefined
      const send = async (chatId: string): Promise<Shown> => {
        // The rest of a message is not counted by whoever handed it in.
        if (!counted || first !== undefined) takeRoom(chatId)
        return keepSilence(chatId, () => sendLetter(api, { ...target, chatId, replyTo, silent }, letter))
      }
      // Once a part is there, the rest belongs to it: then patience is better than beginning anew.
      const isPatient = patient || first !== undefined
      const sending = isPatient ? withPatience(clock, target.chatId, send) : send(target.chatId)
      const shown = await (first === undefined ? sending : sending.catch(failPartly))
      first ??= shown
    }
    return first ?? { messageId: 0, hasMedia: false }
  }

  /** Undefined when the message cannot become that. */
  async function edit(
    { chatId: firstChatId }: Target,
    { shown, letter, options }: { readonly shown: Shown; readonly letter: Letter; readonly options: SendOptions },
  ): Promise<Shown | undefined> {
    const work = async (chatId: string): Promise<Shown | undefined> => {
      if (!options.counted) takeRoom(chatId)
      return keepSilence(chatId, () => editLetter(api, { chatId, shown }, letter))
    }
    try {
      return await (options.patient ? withPatience(clock, firstChatId, (chatId) => work(chatId).catch(failHarmlessly)) : work(firstChatId))
    } catch (error) {
      if (!(error instanceof TelegramFailure)) throw error
      if (error.kind === 'unchanged') return shown
      if (error.kind === 'refused' || (error.kind === 'missing' && options.patient)) return undefined
      throw error
    }
  }
}

/** An edit that arrived twice is one edit, so it may be made again where nobody knows. */
function failHarmlessly(error: unknown): never {
  throw error instanceof TelegramFailure && error.kind === 'unsure' ? new TelegramFailure('unreached', error.message) : error
}

/** Whoever would begin anew should know that a part is there. */
function failPartly(error: unknown): never {
  throw error instanceof TelegramFailure ? new TelegramFailure('unsure', `A part was sent. ${error.message}`) : error
}
