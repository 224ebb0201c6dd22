import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import {
  type Answer,
  type AnswerButton,
  type BlockOf,
  type BlockRenderer,
  type Copy,
  renderBlock,
  type Tone,
} from '../../src/basics/reply.ts'
import { alignTable, toPlainText } from '../../src/chat/plain-text.ts'
import { clean, cut, isVisible, joinBlocks, type MarkedText, type Run, toHtml } from './marked-text.ts'

/** Telegram's limits: https://core.telegram.org/bots/api#sendmessage and below. */
const TEXT_UNITS_MAX = 4096
const CAPTION_UNITS_MAX = 1024
const ALBUM_PICTURES_MAX = 10
const PHOTO_BYTES_MAX = 10_000_000
const BUTTONS_MAX = 100

/** What is longer than this many messages goes along as a file. */
const MESSAGES_MAX = 5
const ROW_LABEL_CHARS_MAX = 28
const ROW_BUTTONS_MAX = 4
const LABEL_CHARS_MAX = 64
const COPY_UNITS_MAX = 256
const BAR_CHARS = 10

const MARKS: Record<Tone, string> = { neutral: '', good: '🟢 ', bad: '🔴 ', warning: '⚠️ ' }
const STYLES = { neutral: undefined, good: 'success', bad: 'danger', warning: 'primary' } as const satisfies Record<
  Tone,
  string | undefined
>
const PHOTO_MIMES = ['image/png', 'image/jpeg', 'image/webp']

/** Words in both ways to send them: as HTML, and bare if Telegram cannot read that. */
export interface Words {
  readonly html: string
  readonly plain: string
}

interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
}

/** One message to send. `photos` is one picture, or an album of two to ten, which has no keyboard. */
export type Letter =
  | { readonly kind: 'text'; readonly words: Words; readonly keyboard?: InlineKeyboardMarkup }
  | { readonly kind: 'photo'; readonly photo: Upload; readonly words?: Words; readonly keyboard?: InlineKeyboardMarkup }
  | { readonly kind: 'album'; readonly photos: readonly Upload[]; readonly words?: Words }
  | { readonly kind: 'document'; readonly document: Upload; readonly words?: Words; readonly keyboard?: InlineKeyboardMarkup }

/** Draws an answer as the messages to send, in their order: pictures, words, files. There is always at least one. */
export function drawAnswer(answer: Answer): readonly Letter[] {
  const { buttons, links } = sortButtons(answer.buttons)
  const words = drawWords(answer, links)
  const { photos, documents } = sortBytes(answer)
  const keyboard = drawKeyboard([...buttons.map(drawButton), ...(answer.copies ?? []).flatMap(drawCopy)])
  const [photo] = photos
  if (words.text.length <= CAPTION_UNITS_MAX) {
    const caption = wordsOf(words)
    if (photo !== undefined && photos.length === 1)
      return [{ kind: 'photo', photo, words: caption, ...keyboard }, ...documents.map(asLetter)]
    const [document, ...others] = documents
    if (photo === undefined && document !== undefined)
      return [{ kind: 'document', document, words: caption, ...keyboard }, ...others.map(asLetter)]
    if (photo !== undefined && keyboard.keyboard === undefined) return [...drawAlbums(photos, caption), ...documents.map(asLetter)]
  }
  const parts = cut(words, TEXT_UNITS_MAX)
  const shown = parts.length > MESSAGES_MAX ? parts.slice(0, 1) : parts
  const texts = shown.map((part, at): Letter => ({ kind: 'text', words: wordsOf(part), ...(at === shown.length - 1 && keyboard) }))
  const whole = shown === parts ? [] : [{ name: 'answer.txt', bytes: new TextEncoder().encode(clean(toPlainText(answer))) }]
  return [...drawAlbums(photos), ...texts, ...[...whole, ...documents].map(asLetter)]
}

/** An answer in words alone, as one message, for a search result that others will read. */
export function drawShort(answer: Answer): Words {
  return wordsOf(cut(drawWords(answer, []), TEXT_UNITS_MAX)[0] ?? joinBlocks([[{ text: '…' }]]))
}

function drawWords({ title, tone = 'neutral', blocks }: Answer, links: readonly string[]): MarkedText {
  const drawn = [...blocks.map((block) => renderBlock(block, runs)), links.map((text) => ({ text }))]
  const seen = drawn.filter((block) => block.some(({ text }) => isVisible(text)))
  const head = `${MARKS[tone]}${title}`.trim()
  return joinBlocks([[{ text: isVisible(head) ? head : '…', tag: 'b' }], ...seen])
}

const runs: BlockRenderer<readonly Run[]> = {
  text: ({ text }) => [{ text }],
  fields: ({ fields }) =>
    fields.flatMap(({ label, value }, at) => [
      { text: at === 0 ? '' : '\n' },
      { text: `${label}:`, tag: 'b' as const },
      { text: ` ${value}` },
    ]),
  table: ({ columns, rows }) => [
    {
      text: alignTable(
        columns.map(({ title, align }) => ({ title: clean(title), align })),
        rows.map((row) => row.map(clean)),
      ),
      tag: 'pre',
    },
  ],
  picture: () => [],
  file: () => [],
  progress: ({ done, of, label }) => [{ text: `${drawBar(done, of)} ${label}` }],
}

/** "▰▰▰▱▱▱▱▱▱▱ 30%" */
function drawBar(done: number, of: number): string {
  const share = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0
  const full = Math.round(share * BAR_CHARS)
  return `${'▰'.repeat(full)}${'▱'.repeat(BAR_CHARS - full)} ${Math.round(share * 100)}%`
}

function wordsOf(text: MarkedText): Words {
  return { html: toHtml(text), plain: text.text }
}

/** Telegram takes no pictures of other kinds or larger sizes; such a one goes as a file. */
function sortBytes({ blocks }: Answer): { readonly photos: readonly Upload[]; readonly documents: readonly Upload[] } {
  const pictures = blocks.filter((block) => block.kind === 'picture')
  const isPhoto = ({ mime, bytes }: BlockOf<'picture'>): boolean => PHOTO_MIMES.includes(mime) && bytes.length <= PHOTO_BYTES_MAX
  const named = ({ mime, bytes }: BlockOf<'picture'>): Upload => ({ bytes, name: `picture.${mime.replace(/^.*\/|\W.*$/g, '') || 'bin'}` })
  const files = blocks.filter((block) => block.kind === 'file').map(({ name, bytes }) => ({ name: fileName(name), bytes }))
  return { photos: pictures.filter(isPhoto).map(named), documents: [...pictures.filter((each) => !isPhoto(each)).map(named), ...files] }
}

function fileName(name: string): string {
  const safe = clean(name).replace(/[/\\\n"]/g, '_')
  return isVisible(safe) ? safe : 'file'
}

function asLetter(document: Upload): Letter {
  return { kind: 'document', document }
}

function drawAlbums(photos: readonly Upload[], words?: Words): readonly Letter[] {
  const letters: Letter[] = []
  for (let at = 0; at < photos.length; at += ALBUM_PICTURES_MAX) {
    const page = photos.slice(at, at + ALBUM_PICTURES_MAX)
    const [photo] = page
    const caption = at === 0 && words !== undefined ? { words } : {}
    if (photo !== undefined && page.length === 1) letters.push({ kind: 'photo', photo, ...caption })
    else letters.push({ kind: 'album', photos: page, ...caption })
  }
  return letters
}

/** Telegram opens only addresses of the web from a button, and none of this machine; other links stand in the text. */
function sortButtons(all: readonly AnswerButton[]): { readonly buttons: readonly AnswerButton[]; readonly links: readonly string[] } {
  const fits = (button: AnswerButton): boolean => button.kind === 'press' || isWebAddress(button.url)
  const links = all.flatMap((button) => (button.kind === 'link' && !fits(button) ? [`${button.label}: ${button.url}\n`] : []))
  return { buttons: all.filter(fits), links }
}

function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.')
}

function drawKeyboard(buttons: readonly InlineKeyboardButton[]): { readonly keyboard?: InlineKeyboardMarkup } {
  const rows: InlineKeyboardButton[][] = []
  let room = 0
  for (const drawn of buttons.slice(0, BUTTONS_MAX)) {
    const row = rows.at(-1)
    room -= drawn.text.length
    if (row === undefined || room < 0 || row.length === ROW_BUTTONS_MAX) {
      rows.push([drawn])
      room = ROW_LABEL_CHARS_MAX - drawn.text.length
    } else row.push(drawn)
  }
  return rows.length === 0 ? {} : { keyboard: { inline_keyboard: rows } }
}

function drawButton(button: AnswerButton): InlineKeyboardButton {
  const text = drawLabel(button.label)
  if (button.kind === 'link') return { text, url: button.url }
  const style = STYLES[button.tone]
  return { text, callback_data: button.id, ...(style !== undefined && { style }) }
}

/** What does not fit into the button is copied by hand. */
function drawCopy({ label, text }: Copy): InlineKeyboardButton[] {
  const fits = isVisible(text) && clean(text) === text && text.length <= COPY_UNITS_MAX
  return fits ? [{ text: drawLabel(label), copy_text: { text } }] : []
}

function drawLabel(label: string): string {
  const shown = [...clean(label).replaceAll('\n', ' ')].slice(0, LABEL_CHARS_MAX).join('')
  return isVisible(shown) ? shown : '…'
}
