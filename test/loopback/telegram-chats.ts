import { TelegramNo } from './telegram-limits.ts'
import { readContents, type TelegramButton, type TelegramContent } from './telegram-messages.ts'
import type { Payload, TelegramUpload } from './telegram-request.ts'
import { chatOf } from './telegram-updates.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const ALL_MESSAGES_MAX = 30
const GROUP_MESSAGES_MAX = 20
const ASKED_MS = 60 * SECOND_MS

/** A message of the bot as it stands now. */
export interface TelegramMessage extends TelegramContent {
  readonly id: number
  readonly chatId: number
  readonly threadId: number | undefined
  readonly replyTo: number | undefined
  readonly silent: boolean
  readonly album: string | undefined
  readonly buttons: readonly TelegramButton[]
  readonly labels: readonly string[]
  readonly edits: number
  readonly deleted: boolean
}

interface ChatsParts {
  readonly now: () => number
  /** Answers count as well, and edits: no more than 30 a second in all, one a second in a group and 20 a minute there. */
  readonly isCrowded: boolean
  readonly violations: string[]
}

/** The chats of the loopback Telegram: what the bot sent there, and how often. */
export function createTelegramChats({ now, isCrowded, violations }: ChatsParts) {
  const messages: TelegramMessage[] = []
  const rates = createRates(now, isCrowded)
  let lastId = 100
  let albums = 0

  return {
    messages,
    heard: rates.heard,
    perform(method: string, payload: Payload, files: ReadonlyMap<string, TelegramUpload>): unknown {
      if (method === 'deleteMessage') return change(payload, (message) => ({ ...message, deleted: true })) !== undefined
      const contents = readContents(method, payload, files)
      const [content] = contents ?? []
      if (contents === undefined || content === undefined) throw new TelegramNo(404, 'Not Found: method not found')
      if (method.startsWith('edit')) return edit(method, payload, content)
      checkSending(payload, content)
      const album = method === 'sendMediaGroup' ? `a${++albums}` : undefined
      const sent = contents.map((each) => post(payload, each, album))
      return album === undefined ? sent[0] : sent
    },
  }

  function checkSending({ chat_id: chatId, link_preview_options: preview }: Payload, { kind }: TelegramContent): void {
    if (!Number.isSafeInteger(Number(chatId))) throw new TelegramNo(400, 'Bad Request: chat not found')
    if (kind === 'text' && (preview as { is_disabled?: boolean } | undefined)?.is_disabled !== true)
      violations.push('A message with a link preview')
    checkRate(Number(chatId))
  }

  function checkRate(chatId: number): void {
    if (rates.admits(chatId)) return
    violations.push(`Too many messages to ${chatId}`)
    throw new TelegramNo(429, 'Too Many Requests: retry after 1', { retry_after: 1 })
  }

  function post(payload: Payload, content: TelegramContent, album: string | undefined): object {
    const message: TelegramMessage = {
      ...content,
      id: ++lastId,
      chatId: Number(payload.chat_id),
      threadId: payload.message_thread_id === undefined ? undefined : Number(payload.message_thread_id),
      replyTo: (payload.reply_parameters as { message_id: number } | undefined)?.message_id,
      silent: payload.disable_notification === true,
      album,
      ...buttonsOf(payload),
      edits: 0,
      deleted: false,
    }
    messages.push(message)
    return describe(message)
  }

  function edit(method: string, payload: Payload, content: TelegramContent): object {
    if (isCrowded) checkRate(Number(payload.chat_id))
    return change(payload, (message) => {
      const isText = message.kind === 'text'
      if (method === 'editMessageText' && !isText) throw new TelegramNo(400, 'Bad Request: there is no text in the message to edit')
      if (method === 'editMessageCaption' && isText) throw new TelegramNo(400, 'Bad Request: there is no caption in the message to edit')
      const kept = method === 'editMessageCaption' ? { kind: message.kind, files: message.files } : {}
      const next = { ...message, ...content, ...kept, ...buttonsOf(payload) }
      const isSame = JSON.stringify([next.raw, next.buttons, next.files]) === JSON.stringify([message.raw, message.buttons, message.files])
      if (isSame) throw new TelegramNo(400, 'Bad Request: message is not modified: specified new message content is exactly the same')
      return { ...next, edits: message.edits + 1 }
    })
  }

  function change(payload: Payload, into: (message: TelegramMessage) => TelegramMessage): object {
    const at = messages.findIndex(({ id, chatId, deleted }) => !deleted && id === payload.message_id && chatId === Number(payload.chat_id))
    const message = messages[at]
    if (message === undefined) throw new TelegramNo(400, 'Bad Request: message to edit not found')
    const changed = into(message)
    messages[at] = changed
    return describe(changed)
  }

  function describe({ id, chatId, kind, text }: TelegramMessage): object {
    const content =
      kind === 'text' ? { text } : { caption: text, [kind]: kind === 'photo' ? [{ file_id: `f${id}` }] : { file_id: `f${id}` } }
    return { message_id: id, date: Math.floor(now() / SECOND_MS), chat: chatOf(chatId), ...content }
  }
}

/** Answers may come as they will; what nobody asked for is at most one a second for a chat, and twenty a minute for a group. */
function createRates(now: () => number, isCrowded: boolean) {
  const heardAt = new Map<number, number>()
  const unasked = new Map<number, readonly number[]>()
  let all: readonly number[] = []
  const isFull = (): boolean => {
    all = [...all.filter((at) => now() - at < SECOND_MS), now()]
    return all.length > ALL_MESSAGES_MAX
  }
  return {
    heard: (chatId: number): void => void heardAt.set(chatId, now()),
    admits(chatId: number): boolean {
      if (isCrowded && isFull()) return false
      const isAsked = now() - (heardAt.get(chatId) ?? Number.NEGATIVE_INFINITY) < ASKED_MS
      if (isAsked && (chatId > 0 || !isCrowded)) return true
      const recent = (unasked.get(chatId) ?? []).filter((at) => now() - at < MINUTE_MS)
      if (recent.some((at) => now() - at < SECOND_MS) || (chatId < 0 && recent.length >= GROUP_MESSAGES_MAX)) return false
      unasked.set(chatId, [...recent, now()])
      return true
    },
  }
}

function buttonsOf({ reply_markup: markup }: Payload): Pick<TelegramMessage, 'buttons' | 'labels'> {
  const buttons = ((markup as { inline_keyboard?: TelegramButton[][] } | undefined)?.inline_keyboard ?? []).flat()
  return { buttons, labels: buttons.map(({ text }) => text) }
}
