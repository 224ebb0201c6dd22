/** What people do on Telegram, as the updates that a bot gets. */
export interface UpdateBody {
  readonly [kind: string]: object
}

interface Speaking {
  /** A person's id; a negative one is a group that he speaks in. */
  readonly from?: number
  readonly chat?: number
  readonly thread?: number
  readonly about?: object
}

export const ANN = 1001

export function person(id: number): object {
  return { id, is_bot: false, first_name: `User ${id}`, language_code: 'en' }
}

export function chatOf(id: number): object {
  return id > 0 ? { id, type: 'private', first_name: `User ${id}` } : { id, type: 'supergroup', title: `Group ${id}` }
}

let messages = 5_000_000

export function said(text: string, { from = ANN, chat = from, thread, about }: Speaking = {}): UpdateBody {
  return {
    message: {
      message_id: ++messages,
      date: 1_700_000_000,
      from: person(from),
      chat: chatOf(chat),
      text,
      ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
      ...about,
    },
  }
}

export function searched(query: string, from = ANN): UpdateBody {
  return { inline_query: { id: `q${++messages}`, from: person(from), query, offset: '' } }
}

interface PressedMessage {
  readonly id: number
  readonly chatId: number
  readonly threadId: number | undefined
  readonly kind: string
  readonly text: string
}

export function pressed({ id, chatId, threadId, kind, text }: PressedMessage, data: string, from = Math.abs(chatId)): UpdateBody {
  const topic = threadId === undefined ? {} : { message_thread_id: threadId, is_topic_message: true }
  const content = kind === 'text' ? { text } : { caption: text, [kind]: {} }
  const message = { message_id: id, date: 1_700_000_000, chat: chatOf(chatId), ...topic, ...content }
  return { callback_query: { id: `c${++messages}`, from: person(from), chat_instance: '1', data, message } }
}
