import {
  type APIActionRowComponent,
  type APIAttachment,
  type APIButtonComponent,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
  type RawFile,
} from 'discord.js'
import { type Answer, type AnswerButton, type BlockOf, type BlockRenderer, renderBlock, type Tone } from '../../src/basics/reply.ts'
import { pictureName } from '../../src/chat/json-answer.ts'
import { alignTable, toPlainText, widthOf } from '../../src/chat/plain-text.ts'
import {
  DESCRIPTION_CHARS_MAX,
  describeFiles,
  FIELD_NAME_CHARS_MAX,
  FIELD_VALUE_CHARS_MAX,
  FILES_BYTES_MAX,
  layOut,
  type Page,
  type Part,
  sizeOf,
  TITLE_CHARS_MAX,
} from './embed-pages.ts'
import { cutText, escapeMarkdown, forCodeBlock, harmless, orDash, shorten } from './escape-markdown.ts'

const COLOURS: Record<Tone, number> = { neutral: 0x5865f2, good: 0x2ecc71, bad: 0xe74c3c, warning: 0xf1c40f }
const STYLES = {
  neutral: ButtonStyle.Secondary,
  good: ButtonStyle.Success,
  bad: ButtonStyle.Danger,
  warning: ButtonStyle.Primary,
} as const
const MESSAGES_MAX = 5
const LABEL_CHARS_MAX = 80
const URL_CHARS_MAX = 512
const ROW_BUTTONS_MAX = 5
const MESSAGE_BUTTONS_MAX = 25
/** A wider table does not fit a screen, and is shown as one line per cell. */
const TABLE_COLUMNS_MAX = 100
const INLINE_CHARS_MAX = 30
const FILE_NAME_CHARS_MAX = 100
const BAR_CHARS = 20
const FENCE = '```'

/** A message as Discord's API takes it, for answering, editing and sending alike. */
export interface DiscordMessage {
  readonly body: {
    readonly embeds: APIEmbed[]
    readonly components: APIActionRowComponent<APIButtonComponent>[]
    readonly attachments: Pick<APIAttachment, 'id' | 'filename' | 'description'>[]
    readonly allowed_mentions: { readonly parse: [] }
  }
  readonly files: RawFile[]
}

/**
 * Draws an answer as one message, or as several where it is long: at most `messagesMax`, if its pictures, files and buttons have room in as many.
 * Nothing in it can mention anybody or break out of its place.
 */
export function drawAnswer(answer: Answer, messagesMax = MESSAGES_MAX): readonly [DiscordMessage, ...DiscordMessage[]] {
  const pages = pagesOf(answer)
  const messages = (pages.length > messagesMax ? pagesOf(asFile(answer)) : pages).map(({ embeds, files }) => messageOf(embeds, files))
  const [first, ...rest] = withButtons(messages, answer.buttons.filter(isDrawn))
  if (first === undefined) throw new TypeError('An answer has at least one message')
  return [first, ...rest]
}

function pagesOf({ title, tone = 'neutral', blocks, buttons }: Answer): readonly Page[] {
  const color = COLOURS[tone]
  const heading = orDash(escapeMarkdown(title))
  const drawn = blocks.flatMap((block, at) => renderBlock(block, discordBlocks(at)))
  const undrawn = buttons.filter((button) => button.kind === 'link' && !isDrawn(button))
  const parts = [...drawn, ...undrawn.flatMap((button) => (button.kind === 'link' ? paragraphs(`${button.label}: ${button.url}`) : []))]
  if (heading.length <= TITLE_CHARS_MAX && !heading.includes('\n')) return layOut({ title: heading, color }, parts)
  return layOut({ color }, [...paragraphs(title), ...parts])
}

/** An answer that would fill the channel: its words as a file, its pictures and files as they are. */
function asFile(answer: Answer): Answer {
  const words = new TextEncoder().encode(toPlainText(answer))
  const kept = answer.blocks.filter(({ kind }) => kind === 'picture' || kind === 'file')
  return {
    ...answer,
    title: shorten(answer.title, TITLE_CHARS_MAX / 2),
    blocks: [
      { kind: 'text', text: 'The whole answer is in the file.' },
      { kind: 'file', name: 'answer.txt', mime: 'text/plain', bytes: words },
      ...kept,
    ],
  }
}

function messageOf(embeds: APIEmbed[], files: Page['files']): DiscordMessage {
  const drawn = embeds.filter(({ title, description, fields, image }) => (title ?? description ?? fields ?? image) !== undefined)
  return {
    body: { embeds: drawn, components: [], attachments: describeFiles(files), allowed_mentions: { parse: [] } },
    files: files.map(({ file }) => file),
  }
}

/** `at`: the place of the block, for names of files that must differ. */
function discordBlocks(at: number): BlockRenderer<readonly Part[]> {
  return {
    text: ({ text }) => paragraphs(text),
    fields: drawFields,
    table: drawTable,
    picture: ({ bytes, mime, alt }) => {
      const name = `${at}-${pictureName(mime)}`
      if (bytes.byteLength > FILES_BYTES_MAX) return paragraphs(`Picture: ${alt} (too large for Discord)`)
      return [{ kind: 'picture', file: { name, data: bytes, contentType: mime }, alt: orDash(harmless(alt)) }]
    },
    file: ({ bytes, name, mime }) => {
      if (sizeOf(bytes) > FILES_BYTES_MAX) return paragraphs(`File: ${name} (too large for Discord)`)
      return [{ kind: 'file', file: { name: fileName(name), data: bytes, contentType: mime } }]
    },
    progress: ({ done, of, label }) => paragraphs(`${bar(done, of)} ${label}`),
  }
}

function paragraphs(text: string): readonly Part[] {
  return cutText(text, DESCRIPTION_CHARS_MAX).map((piece) => ({ kind: 'paragraph', text: orDash(escapeMarkdown(piece)) }))
}

/** Fields as Discord knows them; where one is too long for that, all of them as lines. */
function drawFields({ fields }: BlockOf<'fields'>): readonly Part[] {
  const drawn = fields.map(({ label, value }) => {
    const inline = widthOf(label) <= INLINE_CHARS_MAX && widthOf(value) <= INLINE_CHARS_MAX && !value.includes('\n')
    return { name: orDash(escapeMarkdown(label)), value: orDash(escapeMarkdown(value)), inline }
  })
  if (drawn.every(({ name, value }) => name.length <= FIELD_NAME_CHARS_MAX && value.length <= FIELD_VALUE_CHARS_MAX))
    return drawn.map((field) => ({ kind: 'field', field }))
  return fields.flatMap(({ label, value }) => paragraphs(`${label}: ${value}`))
}

/** A table in a fixed-width font, its head again on each piece. */
function drawTable({ columns, rows }: BlockOf<'table'>): readonly Part[] {
  const [head = '', ...lines] = alignTable(
    columns.map(({ title, align }) => ({ title: forCodeBlock(title), align })),
    rows.map((row) => row.map(forCodeBlock)),
  ).split('\n')
  if (columns.length === 0 || [head, ...lines].some((line) => line.length > TABLE_COLUMNS_MAX * 2 || widthOf(line) > TABLE_COLUMNS_MAX))
    return drawFields({
      kind: 'fields',
      fields: rows.flatMap((row) => columns.map(({ title }, at) => ({ label: title, value: row[at] ?? '' }))),
    })
  const pieces: string[][] = [[]]
  const room = DESCRIPTION_CHARS_MAX - 2 * FENCE.length - 2 - head.length
  for (const line of lines) {
    const piece = pieces.at(-1) ?? []
    if (piece.reduce((sum, each) => sum + each.length + 1, 0) + line.length + 1 > room) pieces.push([line])
    else piece.push(line)
  }
  return pieces.map((piece) => ({ kind: 'paragraph', text: [FENCE, head, ...piece, FENCE].join('\n') }))
}

/** "▰▰▰▰▰▱▱▱ 25%" */
function bar(done: number, of: number): string {
  const share = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0
  const full = Math.round(share * BAR_CHARS)
  return `${'▰'.repeat(full)}${'▱'.repeat(BAR_CHARS - full)} ${Math.round(share * 100)}%`
}

/** Whether a message that we drew shows progress. */
export function isProgress({ description = '' }: Pick<APIEmbed, 'description'>): boolean {
  return /^[▰▱]{20} /mu.test(description)
}

function fileName(name: string): string {
  const safe = name.replaceAll(/[^\w.-]+/g, '-').slice(-FILE_NAME_CHARS_MAX)
  return /\w/.test(safe) ? safe : 'file'
}

/** Links that Discord would refuse are written out instead. */
function isDrawn(button: AnswerButton): boolean {
  return button.kind === 'press' || addressOf(button.url) !== undefined
}

/** The address in the form that every reader of addresses takes; undefined where Discord would not. */
function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return /^https?:$/.test(protocol) && href.length <= URL_CHARS_MAX ? href : undefined
}

/** The buttons stand under the last message; where they are too many for one, more messages follow for them. */
function withButtons(messages: readonly DiscordMessage[], buttons: readonly AnswerButton[]): readonly DiscordMessage[] {
  const sets = inChunks(buttons, MESSAGE_BUTTONS_MAX)
  const all = [...messages, ...sets.slice(1).map(() => messageOf([{ description: 'More:', color: COLOURS.neutral }], []))]
  const without = all.length - sets.length
  return all.map(({ body, files }, at) => ({ body: { ...body, components: rowsOf(sets[at - without] ?? []) }, files }))
}

function rowsOf(buttons: readonly AnswerButton[]): APIActionRowComponent<APIButtonComponent>[] {
  return inChunks(buttons, ROW_BUTTONS_MAX).map((row) => ({ type: ComponentType.ActionRow, components: row.map(drawButton) }))
}

function inChunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

function drawButton(button: AnswerButton): APIButtonComponent {
  const label = orDash(shorten(button.label, LABEL_CHARS_MAX))
  if (button.kind === 'link') return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: addressOf(button.url) ?? '' }
  return { type: ComponentType.Button, style: STYLES[button.tone], label, custom_id: button.id }
}
