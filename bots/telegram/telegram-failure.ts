import { HttpError } from 'grammy'
import type { ApiError } from 'grammy/types'

const SECOND_MS = 1000
const DESCRIPTION_CHARS_MAX = 300

/**
 * What a call to Telegram came to, where it was no success. 'unreached': nothing arrived, for sure. 'unsure': it may have. 'unchanged': it was so already, or the question was too old to answer.
 * 'unparsed': Telegram could not read the markup. 'gone': nobody reads there any more. 'missing': somebody deleted the message. 'token': Telegram does not know the bot. 'conflict': somebody else listens for it. 'refused': no, and it will stay so.
 */
type FailureKind =
  | 'wait'
  | 'moved'
  | 'gone'
  | 'unsure'
  | 'unreached'
  | 'refused'
  | 'missing'
  | 'unparsed'
  | 'unchanged'
  | 'token'
  | 'conflict'

/** A failed call, without the message and without the token. */
export class TelegramFailure extends Error {
  override readonly name = 'TelegramFailure'
  readonly kind: FailureKind
  /** For 'wait'. */
  readonly retryAfterMs: number
  /** For 'moved': the new id of the chat. */
  readonly chatId: string

  constructor(kind: FailureKind, message: string, about: { readonly retryAfterMs?: number; readonly chatId?: string } = {}) {
    super(message)
    this.kind = kind
    this.retryAfterMs = about.retryAfterMs ?? 0
    this.chatId = about.chatId ?? ''
  }
}

const UNCHANGED = /message is not modified|query is too old|query_id_invalid|query ID is invalid/i
const UNPARSED = /can't parse (entities|message text|caption)/i
const MISSING = /message to (edit|delete) not found|MESSAGE_ID_INVALID/i
const GONE = /chat not found|user not found|peer_id_invalid|deactivated|bot was (kicked|blocked)|not a member/i

/** No connection was made, so not a byte was sent. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Reads what grammY threw. What that carries besides, the address with the token, stays behind. */
export function failureOf(error: unknown, method: string): TelegramFailure {
  if (error instanceof TelegramFailure) return error
  const cause: unknown = error instanceof HttpError ? error.error : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'no answer'
  return new TelegramFailure(NEVER_SENT.includes(code) ? 'unreached' : 'unsure', `Telegram's ${method}: ${code}`)
}

/** Reads what Telegram said instead of yes. */
export function refusalOf({ error_code: code, description, parameters = {} }: ApiError, method: string): TelegramFailure {
  const message = `Telegram's ${method}: ${code} ${description.slice(0, DESCRIPTION_CHARS_MAX)}`
  if (parameters.migrate_to_chat_id !== undefined)
    return new TelegramFailure('moved', message, { chatId: String(parameters.migrate_to_chat_id) })
  if (code === 429) return new TelegramFailure('wait', message, { retryAfterMs: Math.max(parameters.retry_after ?? 1, 1) * SECOND_MS })
  return new TelegramFailure(kindOf(code, description), message)
}

function kindOf(code: number, description: string): FailureKind {
  if (code === 401 || code === 404) return 'token'
  if (code === 403) return 'gone'
  if (code === 409) return 'conflict'
  if (code >= 500) return 'unsure'
  if (UNCHANGED.test(description)) return 'unchanged'
  if (UNPARSED.test(description)) return 'unparsed'
  if (MISSING.test(description)) return 'missing'
  return GONE.test(description) ? 'gone' : 'refused'
}
