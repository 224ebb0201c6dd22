import { APPLICATION_ID } from './discord-gateway.ts'
import { checkMessage, fieldsOf } from './discord-limits.ts'
import { type Doing, dmChannelOf } from './discord-people.ts'
import type { DiscordRequest, UploadedFile } from './discord-request.ts'

export const EPHEMERAL = 64
const LOADING = 128

export interface KeptMessage {
  readonly id: string
  readonly channelId: string
  /** Only one person sees it. */
  readonly isUnseen: boolean
  /** Whom it answers. */
  readonly by: Doing
  body: Readonly<Record<string, unknown>>
  files: readonly UploadedFile[]
  edits: number
  editedAt: string | null
}

export interface DiscordAnswer {
  readonly status: number
  readonly body?: unknown
}

export const refuse = (status: number, code: number, message: string): DiscordAnswer => ({ status, body: { message, code } })
export const NO_MESSAGE = refuse(404, 10008, 'Unknown Message')

/** They count on over all servers of a process, since two may talk to one desk. */
let ids = 0

/** Keeps messages as Discord does, and takes only good ones. */
export class DiscordMessages {
  readonly all: KeptMessage[] = []
  readonly #byNonce = new Map<string, KeptMessage>()
  readonly #violations: string[]

  constructor(violations: string[]) {
    this.#violations = violations
  }

  nextId(): string {
    return `1${String(++ids).padStart(17, '0')}`
  }

  /** Undefined when the message is not one that Discord takes. */
  keep(request: DiscordRequest, about: Pick<KeptMessage, 'channelId' | 'isUnseen' | 'by'>): KeptMessage | undefined {
    if (!this.#isGood(request)) return undefined
    const message: KeptMessage = {
      id: this.nextId(),
      ...about,
      body: fieldsOf(request.body),
      files: request.files,
      edits: 0,
      editedAt: null,
    }
    this.all.push(message)
    return message
  }

  change(message: KeptMessage, request: DiscordRequest): KeptMessage | undefined {
    if (!this.#isGood(request)) return undefined
    message.body = fieldsOf(request.body)
    message.files = request.files
    message.edits++
    message.editedAt = new Date(Date.UTC(2026, 0, 1, 0, message.edits)).toISOString()
    return message
  }

  remove(message: KeptMessage): void {
    this.all.splice(this.all.indexOf(message), 1)
  }

  /** What bots do in channels without having been asked. */
  route(request: DiscordRequest): DiscordAnswer | undefined {
    const asked = `${request.method} ${request.path.slice('/api/v10'.length)}`
    const channelId = /^POST \/channels\/(\d+)\/messages$/.exec(asked)?.[1]
    const messageId = /^PATCH \/channels\/\d+\/messages\/(\d+)$/.exec(asked)?.[1]
    if (channelId !== undefined) return this.#post(channelId, request)
    if (messageId !== undefined) return this.#edit(messageId, request)
    if (asked !== 'POST /users/@me/channels') return undefined
    return { status: 200, body: { id: dmChannelOf(String(fieldsOf(request.body).recipient_id)), type: 1 } }
  }

  #post(channelId: string, request: DiscordRequest): DiscordAnswer {
    const { nonce, enforce_nonce } = fieldsOf(request.body)
    if (typeof nonce !== 'string' || enforce_nonce !== true) this.#violations.push('a message without an enforced nonce')
    const key = `${channelId} ${nonce}`
    const message = this.#byNonce.get(key) ?? this.keep(request, { channelId, isUnseen: false, by: {} })
    if (message !== undefined) this.#byNonce.set(key, message)
    return messageAnswer(message)
  }

  #edit(messageId: string, request: DiscordRequest): DiscordAnswer {
    const message = this.all.find(({ id, isUnseen }) => id === messageId && !isUnseen)
    return message === undefined ? NO_MESSAGE : messageAnswer(this.change(message, request))
  }

  #isGood({ body, files }: DiscordRequest): boolean {
    const names = files.map(({ name }) => name)
    const wrong = checkMessage(fieldsOf(body), names)
    this.#violations.push(...wrong)
    return wrong.length === 0
  }
}

export function messageAnswer(message: KeptMessage | undefined): DiscordAnswer {
  return message === undefined ? refuse(400, 50035, 'Invalid Form Body') : { status: 200, body: asMessage(message) }
}

/** A message as Discord describes it. */
export function asMessage({ id, channelId, body, isUnseen, editedAt }: KeptMessage): object {
  const { embeds, components } = body
  return { ...describe(id, channelId), embeds, components, flags: isUnseen ? EPHEMERAL : 0, edited_timestamp: editedAt }
}

/** A deferred answer that nobody has given yet. */
export function asLoading(id: string, channelId: string): object {
  return { ...describe(id, channelId), embeds: [], components: [], flags: LOADING, edited_timestamp: null }
}

function describe(id: string, channelId: string): object {
  const author = { id: APPLICATION_ID, username: 'parley', discriminator: '0', avatar: null, bot: true }
  const lists = { attachments: [], mentions: [], mention_roles: [] }
  return { id, channel_id: channelId, author, content: '', ...lists, type: 0, timestamp: '2026-01-01T00:00:00Z' }
}
