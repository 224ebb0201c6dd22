import { checkKeyboard, readText, readUpload, TelegramNo } from './telegram-limits.ts'
import type { Payload, TelegramUpload } from './telegram-request.ts'

const TEXT_UNITS_MAX = 4096
const CAPTION_UNITS_MAX = 1024
const ALBUM_ITEMS_MAX = 10

export interface TelegramButton {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
  readonly style?: string
}

/** What stands in a message. */
export interface TelegramContent {
  readonly kind: 'text' | 'photo' | 'document'
  /** As people read it. */
  readonly text: string
  /** As it was sent. */
  readonly raw: string
  readonly files: readonly TelegramUpload[]
}

type Files = ReadonlyMap<string, TelegramUpload>

/** Reads what a call would send or make of a message; undefined for calls that do neither. Throws what Telegram would refuse. */
export function readContents(method: string, payload: Payload, files: Files): readonly TelegramContent[] | undefined {
  checkKeyboard(payload)
  switch (method) {
    case 'sendMessage':
    case 'editMessageText':
      return [{ kind: 'text', text: readText(payload, 'text', TEXT_UNITS_MAX), raw: String(payload.text), files: [] }]
    case 'sendPhoto':
      return [captioned('photo', payload, [readUpload(payload.photo, 'photo', files)])]
    case 'sendDocument':
      return [captioned('document', payload, [readUpload(payload.document, 'document', files)])]
    case 'editMessageCaption':
      return [captioned('photo', payload, [])]
    case 'editMessageMedia':
      return [mediaOf(payload.media as Payload, files)]
    case 'sendMediaGroup':
      return albumOf(payload, files)
    default:
      return undefined
  }
}

function albumOf({ media, reply_markup: markup }: Payload, files: Files): readonly TelegramContent[] {
  const items = media as readonly Payload[]
  if (items.length < 2 || items.length > ALBUM_ITEMS_MAX) throw new TelegramNo(400, 'Bad Request: an album has 2 to 10 items')
  if (markup !== undefined) throw new TelegramNo(400, 'Bad Request: an album has no keyboard')
  return items.map((item) => mediaOf(item, files))
}

function mediaOf(item: Payload, files: Files): TelegramContent {
  return captioned(item.type === 'photo' ? 'photo' : 'document', item, [readUpload(item.media, 'media', files)])
}

function captioned(kind: 'photo' | 'document', payload: Payload, files: readonly TelegramUpload[]): TelegramContent {
  return { kind, text: readText(payload, 'caption', CAPTION_UNITS_MAX), raw: String(payload.caption ?? ''), files }
}
