import type { Answer } from '../basics/reply.ts'
import type { Platform } from './chat-ports.ts'

/** Where a message goes that nobody asked for. */
export interface Destination {
  readonly platform: Platform
  /** The platform's id of the chat or channel. */
  readonly chatId: string
  readonly threadId?: string
}

export interface Sending {
  readonly destination: Destination
  readonly answer: Answer
  /** The same for every attempt at one message: a platform that can will show it once. */
  readonly nonce: string
  /** Without a sound. */
  readonly silent: boolean
  /** The message to put it in the place of, as `sent` named it. */
  readonly replaces?: string
}

/**
 * What became of a message. 'wait': the platform wants silence first, for this destination or for all. 'moved': the chat has another id now.
 * 'gone': nobody will ever read it there (blocked, left, deleted). 'unsure': it may have arrived. 'refused': it never will, as it is.
 */
export type Sent =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'wait'; readonly retryAfterMs: number; readonly scope: 'chat' | 'all' }
  | { readonly outcome: 'moved'; readonly chatId: string }
  | { readonly outcome: 'gone' | 'unsure' | 'refused'; readonly reason: string }

/** The room that the limits of a platform leave, shared by answers and by what nobody asked for. */
export interface Pace {
  /** Counts one answer that is sent now, and returns 0; where there is no room for it, counts nothing, and returns for how many milliseconds. */
  take(chat: Pick<Destination, 'platform' | 'chatId'>): number
}

/** What a bot can do besides answering: send, and edit what it sent. Never throws. */
export interface Messenger {
  readonly platform: Platform
  send(sending: Sending): Promise<Sent>
}
