import type { Messenger, Sending, Sent } from '../../src/chat/messenger.ts'
import type { Shown } from './letters.ts'
import type { PostOffice } from './post-office.ts'
import type { Target } from './read-update.ts'
import { TelegramFailure } from './telegram-failure.ts'

/** Where nothing can be said to anybody for now. */
const DOWN_MS = 30_000

/** "17" is a message in words, "17m" one with a picture or file. */
const MESSAGE_ID = /^(\d{1,15})(m?)$/

/** Sends what nobody asked for. Every call is one attempt: pacing and repeating are for the outbox. */
export function createTelegramMessenger({
  office,
  isUp,
  onTokenLost,
  recordFailure,
}: {
  readonly office: PostOffice
  readonly isUp: () => boolean
  readonly onTokenLost: () => void
  readonly recordFailure: (error: unknown) => void
}): Messenger {
  return {
    platform: 'telegram',
    async send(sending) {
      if (!isUp()) return { outcome: 'wait', retryAfterMs: DOWN_MS, scope: 'all' }
      try {
        const { messageId, hasMedia } = await deliver(sending)
        return { outcome: 'sent', messageId: `${messageId}${hasMedia ? 'm' : ''}` }
      } catch (error) {
        if (error instanceof TelegramFailure) return outcomeOf(error)
        recordFailure(error)
        return { outcome: 'refused', reason: 'It could not be drawn.' }
      }
    },
  }

  function deliver({ destination, answer, silent, replaces }: Sending): Promise<Shown> {
    const { chatId, threadId } = destination
    const target: Target = { chatId, ...(threadId !== undefined && { threadId }) }
    const options = { patient: false, silent, counted: true }
    const shown = readMessageId(replaces)
    return shown === undefined ? office.send(target, answer, options) : office.replace({ target, shown }, answer, options)
  }

  function outcomeOf(failure: TelegramFailure): Sent {
    const { kind, message: reason, retryAfterMs, chatId } = failure
    switch (kind) {
      case 'wait':
        return { outcome: 'wait', retryAfterMs, scope: 'chat' }
      case 'moved':
        return { outcome: 'moved', chatId }
      case 'gone':
      case 'unsure':
        return { outcome: kind, reason }
      case 'token':
        onTokenLost()
        return { outcome: 'wait', retryAfterMs: DOWN_MS, scope: 'all' }
      case 'unreached':
        return { outcome: 'wait', retryAfterMs: DOWN_MS, scope: 'all' }
      case 'refused':
      case 'missing':
      case 'unparsed':
      case 'unchanged':
      case 'conflict':
        return { outcome: 'refused', reason }
    }
  }
}

function readMessageId(id: string | undefined): Shown | undefined {
  const [, digits, media] = MESSAGE_ID.exec(id ?? '') ?? []
  return digits === undefined ? undefined : { messageId: Number(digits), hasMedia: media === 'm' }
}
