import { checkCommands, checkKeyboard, readText, readUpload, TelegramNo } from './telegram-limits.ts'
import type { Payload, TelegramUpload } from './telegram-request.ts'
import { chatOf } from './telegram-updates.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const GROUP_MESSAGES_MAX = 20
const TEXT_UNITS_MAX = 4096
const CAPTION_UNITS_MAX = 1024
const ASKED_MS = 60 * SECOND_MS

interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
  readonly style?: string
}

/** A message of the bot as it stands now. */
export interface TelegramMessage {
  readonly id: number
  readonly chatId: number
  readonly threadId: number | undefined
  readonly replyTo: number | undefined
  readonly silent: boolean
  readonly album: string | undefined
  kind: 'text' | 'photo' | 'document'
  /** As people read it. */
  text: string
  /** As it was sent. */
  raw: string
  files: readonly TelegramUpload[]
  buttons: readonly Button[]
  labels: readonly string[]
  edits: number
  deleted: boolean
}

interface ChatsParts {
  readonly now: () => number
  readonly violations: string[]
  readonly changed: () => void
}

/** The chats of the loopback Telegram: what the bot sent there, and how often. */
export function createTelegramChats({ now, violations, changed }: ChatsParts) {
  const messages: TelegramMessage[] = []
  const heardAt = new Map<number, number>()
  const unasked = new Map<number, number[]>()
  let lastId = 100
  let albums = 0

  return {
    messages,
    heard(chatId: number) {
      heardAt.set(chatId, now())
    },
    checkMenu(payload: Payload): true {
      checkCommands(payload.commands)
      return true
    },
    checkResults({ results }: Payload) {
      const ids = (results as { id: string; input_message_content: Payload }[]).map(({ id, input_message_content: content }) => {
        readText(content, 'message_text', TEXT_UNITS_MAX)
        return id
      })
      if (ids.length > 50 || new Set(ids).size < ids.length) throw new TelegramNo(400, 'Bad Request: RESULT_ID_DUPLICATE')
    },
    perform(method: string, payload: Payload, files: ReadonlyMap<string, TelegramUpload>): unknown {
      const done = act(method, payload, files)
      changed()
      return done
    },
  }

  function act(method: string, payload: Payload, files: ReadonlyMap<string, TelegramUpload>): unknown {
    switch (method) {
      case 'sendMessage':
        return post(payload, worded(payload))
      case 'sendPhoto':
        return post(payload, captioned('photo', payload, [readUpload(payload.photo, 'photo', files)]))
      case 'sendDocument':
        return post(payload, captioned('document', payload, [readUpload(payload.document, 'document', files)]))
      case 'sendMediaGroup':
        return sendAlbum(payload, files)
      case 'editMessageText':
        return edit(payload, ({ kind }) => {
          if (kind !== 'text') throw new TelegramNo(400, 'Bad Request: there is no text in the message to edit')
          return worded(payload)
        })
      case 'editMessageCaption':
        return edit(payload, ({ kind, files: before }) => {
          if (kind === 'text') throw new TelegramNo(400, 'Bad Request: there is no caption in the message to edit')
          return captioned(kind, payload, before)
        })
      case 'editMessageMedia': {
        const media = payload.media as Payload
        return edit(payload, () =>
          captioned(media.type === 'photo' ? 'photo' : 'document', media, [readUpload(media.media, 'media', files)]),
        )
      }
      case 'deleteMessage': {
        const message = messages.find(({ id }) => id === payload.message_id)
        if (message !== undefined) message.deleted = true
        return true
      }
      default:
        throw new TelegramNo(404, 'Not Found: method not found')
    }
  }

  function describe(message: TelegramMessage): object {
    const { id, chatId, kind, text } = message
    const content =
      kind === 'text' ? { text } : { caption: text, [kind]: kind === 'photo' ? [{ file_id: `f${id}` }] : { file_id: `f${id}` } }
    return { message_id: id, date: Math.floor(now() / SECOND_MS), chat: chatOf(chatId), ...content }
  }

  type Content = Pick<TelegramMessage, 'kind' | 'text' | 'raw' | 'files'>

  function post(payload: Payload, content: Content, album?: string): object {
    const chatId = Number(payload.chat_id)
    if (!Number.isSafeInteger(chatId)) throw new TelegramNo(400, 'Bad Request: chat not found')
    checkKeyboard(payload)
    checkRate(chatId)
    if (content.kind === 'text' && (payload.link_preview_options as { is_disabled?: boolean } | undefined)?.is_disabled !== true)
      violations.push('A message with a link preview')
    const reply = payload.reply_parameters as { message_id: number } | undefined
    const message: TelegramMessage = {
      ...content,
      id: ++lastId,
      chatId,
      threadId: payload.message_thread_id === undefined ? undefined : Number(payload.message_thread_id),
      replyTo: reply?.message_id,
      silent: payload.disable_notification === true,
      album,
      ...buttonsOf(payload),
      edits: 0,
      deleted: false,
    }
    messages.push(message)
    return describe(message)
  }

  /** Answers may come as they will; what nobody asked for is counted. */
  function checkRate(chatId: number): void {
    if (now() - (heardAt.get(chatId) ?? Number.NEGATIVE_INFINITY) < ASKED_MS) return
    const recent = (unasked.get(chatId) ?? []).filter((at) => now() - at < MINUTE_MS)
    const tooSoon = recent.some((at) => now() - at < SECOND_MS)
    if (tooSoon || (chatId < 0 && recent.length >= GROUP_MESSAGES_MAX)) {
      violations.push(`Too many messages to ${chatId}`)
      throw new TelegramNo(429, 'Too Many Requests: retry after 1', { retry_after: 1 })
    }
    unasked.set(chatId, [...recent, now()])
  }

  function edit(payload: Payload, change: (message: TelegramMessage) => Content): object {
    const message = messages.find(({ id, chatId, deleted }) => !deleted && id === payload.message_id && chatId === Number(payload.chat_id))
    if (message === undefined) throw new TelegramNo(400, 'Bad Request: message to edit not found')
    checkKeyboard(payload)
    const next = { ...change(message), ...buttonsOf(payload) }
    const same = next.kind === message.kind && next.raw === message.raw && next.files === message.files
    if (same && JSON.stringify(next.buttons) === JSON.stringify(message.buttons))
      throw new TelegramNo(400, 'Bad Request: message is not modified: specified new message content and reply markup are exactly the same')
    Object.assign(message, next)
    message.edits++
    return describe(message)
  }

  function sendAlbum(payload: Payload, files: ReadonlyMap<string, TelegramUpload>): object[] {
    const media = payload.media as Payload[]
    if (media.length < 2 || media.length > 10) throw new TelegramNo(400, 'Bad Request: an album has 2 to 10 items')
    if (payload.reply_markup !== undefined) throw new TelegramNo(400, 'Bad Request: an album has no keyboard')
    const album = `a${++albums}`
    const contents = media.map((item) => captioned('photo', item, [readUpload(item.media, 'media', files)]))
    heardAt.set(Number(payload.chat_id), now())
    return contents.map((content) => post(payload, content, album))
  }

  function captioned(kind: 'photo' | 'document', payload: Payload, files: readonly TelegramUpload[]): Content {
    return { kind, text: readText(payload, 'caption', CAPTION_UNITS_MAX), raw: String(payload.caption ?? ''), files }
  }

  function worded(payload: Payload): Content {
    return { kind: 'text', text: readText(payload, 'text', TEXT_UNITS_MAX), raw: String(payload.text), files: [] }
  }
}

function buttonsOf({ reply_markup: markup }: Payload): Pick<TelegramMessage, 'buttons' | 'labels'> {
  const buttons = ((markup as { inline_keyboard?: Button[][] } | undefined)?.inline_keyboard ?? []).flat()
  return { buttons, labels: buttons.map(({ text }) => text) }
}
