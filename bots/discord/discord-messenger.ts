import { createHash } from 'node:crypto'
import { type APIMessage, MessageFlags, type REST, Routes } from 'discord.js'
import type { Messenger, Sending, Sent } from '../../src/chat/messenger.ts'
import { type Trouble, troubleOf } from './discord-errors.ts'
import { type DiscordMessage, drawAnswer } from './render.ts'

/** A destination of this form is a person, whose direct messages are opened first. */
const PERSON = /^@(\d{1,20})$/
const NONCE_CHARS = 22
const TOKEN_IS_DEAD: Sent = { outcome: 'wait', retryAfterMs: 300_000, scope: 'all' }

const UNREACHED_PAUSE_MS = 5000

interface MessengerParts {
  readonly rest: Pick<REST, 'post' | 'patch'>
  /** Told when Discord does not know the token. */
  readonly onTokenRefused: () => void
  /** Then nothing is asked of Discord any more. */
  readonly isTokenRefused: () => boolean
}

/** Sends what nobody asked for. Each message carries a nonce, so that Discord shows a repeated one once. */
export function createDiscordMessenger({ rest, onTokenRefused, isTokenRefused }: MessengerParts): Messenger {
  return {
    platform: 'discord',
    async send(sending) {
      if (isTokenRefused()) return TOKEN_IS_DEAD
      try {
        return { outcome: 'sent', messageId: await send(sending) }
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble.kind === 'unauthorised') onTokenRefused()
        return outcomeOf(trouble)
      }
    },
  }

  async function send({ destination, answer, nonce, silent, replaces }: Sending): Promise<string> {
    const channelId = await channelOf(destination.threadId ?? destination.chatId)
    const [first, ...rest] = drawAnswer(answer)
    const messageId =
      replaces === undefined ? await post(channelId, first, { nonce: nonceOf(nonce, 0), silent }) : await edit(channelId, replaces, first)
    for (const [at, message] of rest.entries()) await post(channelId, message, { nonce: nonceOf(nonce, at + 1), silent })
    return messageId
  }

  async function channelOf(chatId: string): Promise<string> {
    const person = PERSON.exec(chatId)?.[1]
    if (person === undefined) return chatId
    const channel = await rest.post(Routes.userChannels(), { body: { recipient_id: person } })
    return (channel as { id: string }).id
  }

  async function post(
    channelId: string,
    { body, files }: DiscordMessage,
    { nonce, silent }: { nonce: string; silent: boolean },
  ): Promise<string> {
    const flags = silent ? { flags: MessageFlags.SuppressNotifications } : {}
    const sent = await rest.post(Routes.channelMessages(channelId), { body: { ...body, ...flags, nonce, enforce_nonce: true }, files })
    return (sent as APIMessage).id
  }

  async function edit(channelId: string, messageId: string, message: DiscordMessage): Promise<string> {
    await rest.patch(Routes.channelMessage(channelId, messageId), { ...message })
    return messageId
  }
}

function outcomeOf(trouble: Trouble): Sent {
  switch (trouble.kind) {
    case 'limited':
      return { outcome: 'wait', retryAfterMs: trouble.retryAfterMs, scope: trouble.everywhere ? 'all' : 'chat' }
    case 'unauthorised':
      return TOKEN_IS_DEAD
    case 'unreached':
      return { outcome: 'wait', retryAfterMs: UNREACHED_PAUSE_MS, scope: 'all' }
    case 'gone':
      return { outcome: 'gone', reason: trouble.reason }
    case 'lost':
      return { outcome: 'unsure', reason: trouble.reason }
    default:
      return { outcome: 'refused', reason: trouble.reason }
  }
}

/** Discord's nonces are short: the same for the same part of the same message. */
function nonceOf(nonce: string, part: number): string {
  return createHash('sha256')
    .update(JSON.stringify([nonce, part]))
    .digest('base64url')
    .slice(0, NONCE_CHARS)
}
