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
