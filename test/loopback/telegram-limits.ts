import { readTelegramHtml } from './telegram-markup.ts'
import type { Payload, TelegramUpload } from './telegram-request.ts'

/** A no of the Bot API. */
export class TelegramNo extends Error {
  readonly code: number
  readonly parameters: object | undefined

  constructor(code: number, description: string, parameters?: object) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

interface Button {
  readonly text?: unknown
  readonly callback_data?: unknown
  readonly copy_text?: { readonly text?: unknown }
  readonly style?: unknown
}

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'copy_text',
  'pay',
  'switch_inline_query_current_chat',
]
const VISIBLE = /[^\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u

/** Gives the text as people read it. Throws what Telegram would say to markup it cannot read, to nothing and to too much. */
export function readText(payload: Payload, name: 'text' | 'caption' | 'message_text', unitsMax: number): string {
  const raw = payload[name]
  if (raw === undefined && name === 'caption') return ''
  if (typeof raw !== 'string') throw new TelegramNo(400, `Bad Request: ${name} is missing`)
  if (/\p{Surrogate}/u.test(raw)) throw new TelegramNo(400, 'Bad Request: strings must be encoded in UTF-8')
  const text = payload.parse_mode === 'HTML' ? parsed(raw) : raw
  if (name !== 'caption' && !VISIBLE.test(text)) throw new TelegramNo(400, 'Bad Request: message text is empty')
  if (text.length > unitsMax) throw new TelegramNo(400, `Bad Request: ${name === 'caption' ? 'message caption' : 'message'} is too long`)
  return text
}

function parsed(html: string): string {
  try {
    return readTelegramHtml(html)
  } catch (error) {
    throw new TelegramNo(400, `Bad Request: can't parse entities: ${error instanceof Error ? error.message : ''}`)
  }
}

export function checkKeyboard({ reply_markup: markup }: Payload): void {
  if (markup === undefined) return
  const rows = (markup as { inline_keyboard?: Button[][] }).inline_keyboard ?? []
  const buttons = rows.flat()
  if (buttons.length > 100) throw new TelegramNo(400, 'Bad Request: too many buttons')
  if (rows.some((row) => row.length === 0 || row.length > 8)) throw new TelegramNo(400, 'Bad Request: a row has 1 to 8 buttons')
  for (const button of buttons) checkButton(button)
}

function checkButton(button: Button): void {
  if (typeof button.text !== 'string' || !VISIBLE.test(button.text)) throw new TelegramNo(400, 'Bad Request: button text must be non-empty')
  if (ACTIONS.filter((action) => action in button).length !== 1) throw new TelegramNo(400, 'Bad Request: exactly one action per button')
  if (button.style !== undefined && !['danger', 'success', 'primary'].includes(String(button.style)))
    throw new TelegramNo(400, 'Bad Request: no such style')
  if (button.copy_text !== undefined) checkCopy(button.copy_text.text)
  if (!('callback_data' in button)) return
  const bytes = Buffer.byteLength(String(button.callback_data))
  if (bytes < 1 || bytes > 64) throw new TelegramNo(400, 'Bad Request: BUTTON_DATA_INVALID')
}

function checkCopy(text: unknown): void {
  if (typeof text !== 'string' || text.length < 1 || text.length > 256) throw new TelegramNo(400, 'Bad Request: BUTTON_COPY_TEXT_INVALID')
}

/** The file that a parameter names, as "attach://<name>" or by itself. */
export function readUpload(reference: unknown, name: string, files: ReadonlyMap<string, TelegramUpload>): TelegramUpload {
  const key = typeof reference === 'string' && reference.startsWith('attach://') ? reference.slice('attach://'.length) : name
  const file = files.get(key)
  if (file === undefined) throw new TelegramNo(400, `Bad Request: there is no ${name} in the request`)
  if (file.bytes.length === 0) throw new TelegramNo(400, 'Bad Request: file must be non-empty')
  return file
}

export function checkCommands(commands: unknown): void {
  if (!Array.isArray(commands) || commands.length > 100) throw new TelegramNo(400, 'Bad Request: BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands as { command: string; description: string }[]) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new TelegramNo(400, 'Bad Request: BOT_COMMAND_INVALID')
    if (description.length < 1 || description.length > 256) throw new TelegramNo(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID')
  }
}

export function checkResults({ results }: Payload): void {
  const articles = results as readonly { readonly id: string; readonly title: string; readonly input_message_content: Payload }[]
  for (const { title, input_message_content: content } of articles) {
    if (!VISIBLE.test(title)) throw new TelegramNo(400, 'Bad Request: an article needs a title')
    readText(content, 'message_text', 4096)
  }
  if (articles.length > 50 || new Set(articles.map(({ id }) => id)).size < articles.length)
    throw new TelegramNo(400, 'Bad Request: RESULT_ID_DUPLICATE')
}
