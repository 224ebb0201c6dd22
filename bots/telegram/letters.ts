import { type Api, InputFile } from 'grammy'
import type { Message } from 'grammy/types'
import type { Letter, Words } from './render.ts'
import { TelegramFailure } from './telegram-failure.ts'

const CAPTION_UNITS_MAX = 1024
const NO_PREVIEW = { is_disabled: true } as const

/** Where a letter goes, and how. */
export interface Envelope {
  readonly chatId: string
  readonly threadId?: string | undefined
  /** The message that it quotes. */
  readonly replyTo?: number | undefined
  /** Without a sound. */
  readonly silent?: boolean | undefined
}

/** A message of ours, as far as it matters for putting another in its place. */
export interface Shown {
  readonly messageId: number
  readonly hasMedia: boolean
}

/** Sends one letter, and gives its message, or the first of an album. */
export async function sendLetter(api: Api, { chatId, threadId, replyTo, silent }: Envelope, letter: Letter): Promise<Shown> {
  const about = {
    ...(threadId !== undefined && { message_thread_id: Number(threadId) }),
    ...(replyTo !== undefined && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    ...(silent && { disable_notification: true }),
  }
  const full = { ...about, ...keyboardOf(letter) }
  const send = async (html: boolean): Promise<Message | undefined> => {
    switch (letter.kind) {
      case 'text':
        return api.sendMessage(chatId, ...textOf(letter.words, html, full))
      case 'photo':
        return api.sendPhoto(chatId, fileOf(letter.photo), { ...full, ...captionOf(letter.words, html) })
      case 'document':
        return api.sendDocument(chatId, fileOf(letter.document), { ...full, ...captionOf(letter.words, html) })
      case 'album': {
        const caption = captionOf(letter.words, html)
        const [first] = await api.sendMediaGroup(
          chatId,
          letter.photos.map((photo, at) => ({ type: 'photo', media: fileOf(photo), ...(at === 0 && caption) })),
          about,
        )
        return first
      }
    }
  }
  const message = await readable(send)
  return { messageId: message?.message_id ?? 0, hasMedia: letter.kind !== 'text' }
}

/** Makes a letter of a message that stands there. Undefined when it cannot become that. */
export async function editLetter(
  api: Api,
  { chatId, shown: { messageId, hasMedia } }: { readonly chatId: string; readonly shown: Shown },
  letter: Letter,
): Promise<Shown | undefined> {
  if (letter.kind === 'album') return undefined
  const keyboard = keyboardOf(letter)
  if (letter.kind !== 'text') {
    const media = letter.kind === 'photo' ? letter.photo : letter.document
    const edit = (html: boolean) => ({ type: letter.kind, media: fileOf(media), ...captionOf(letter.words, html) })
    await readable((html) => api.editMessageMedia(chatId, messageId, edit(html), keyboard))
    return { messageId, hasMedia: true }
  }
  const { words } = letter
  if (hasMedia && words.plain.length > CAPTION_UNITS_MAX) return undefined
  if (hasMedia) await readable((html) => api.editMessageCaption(chatId, messageId, { ...keyboard, ...captionOf(words, html) }))
  else await readable((html) => api.editMessageText(chatId, messageId, ...textOf(words, html, keyboard)))
  return { messageId, hasMedia }
}

/** Sends it as HTML, and bare if Telegram cannot read that. */
async function readable<Result>(send: (html: boolean) => Promise<Result>): Promise<Result> {
  try {
    return await send(true)
  } catch (error) {
    if (!(error instanceof TelegramFailure) || error.kind !== 'unparsed') throw error
    return send(false)
  }
}

function textOf<About>(words: Words, html: boolean, about: About) {
  const options = { ...about, ...(html && { parse_mode: 'HTML' as const }), link_preview_options: NO_PREVIEW }
  return [html ? words.html : words.plain, options] as const
}

function keyboardOf(letter: Letter) {
  return 'keyboard' in letter && letter.keyboard !== undefined ? { reply_markup: letter.keyboard } : {}
}

function captionOf(words: Words | undefined, html: boolean): { readonly caption?: string; readonly parse_mode?: 'HTML' } {
  if (words === undefined) return {}
  return html ? { caption: words.html, parse_mode: 'HTML' } : { caption: words.plain }
}

function fileOf({ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }): InputFile {
  return new InputFile(bytes, name)
}
