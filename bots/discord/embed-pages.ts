import type { APIEmbed, APIEmbedField, RawFile } from 'discord.js'
import { shorten } from './escape-markdown.ts'

/** Discord's limits of a message: https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const TITLE_CHARS_MAX = 256
export const DESCRIPTION_CHARS_MAX = 4096
export const FIELD_NAME_CHARS_MAX = 256
export const FIELD_VALUE_CHARS_MAX = 1024
const FIELDS_MAX = 25
const EMBEDS_MAX = 10
const EMBED_CHARS_MAX = 6000
const FILES_MAX = 10
const ALT_CHARS_MAX = 1024
/** All files of a message together; Discord takes 10 MiB from a bot in a server without boosts. */
export const FILES_BYTES_MAX = 10_000_000

export interface PageFile {
  readonly file: RawFile
  /** What a picture shows, for those who cannot see it. */
  readonly alt?: string
}

/** What stands on a page, already escaped and no longer than its limit. */
export type Part =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'field'; readonly field: APIEmbedField }
  | ({ readonly kind: 'picture' | 'file' } & PageFile)

/** One message: its embeds and files. */
export interface Page {
  readonly embeds: APIEmbed[]
  readonly files: PageFile[]
}

/** Lays parts out on as few messages as Discord's limits allow, in their order. */
export function layOut(head: Pick<APIEmbed, 'title' | 'color'>, parts: readonly Part[]): readonly Page[] {
  const pages: Page[] = [{ embeds: [{ ...head }], files: [] }]
  for (const part of parts) {
    if (!put(lastOf(pages), part, head.color)) {
      const page: Page = { embeds: [], files: [] }
      put(page, part, head.color)
      pages.push(page)
    }
  }
  return pages
}

function lastOf(pages: readonly Page[]): Page {
  const page = pages.at(-1)
  if (page === undefined) throw new TypeError('There is always a page')
  return page
}

/** Puts the part on the page; false when it has no room. */
function put(page: Page, part: Part, color: number | undefined): boolean {
  switch (part.kind) {
    case 'paragraph':
      return putParagraph(page, part.text, color)
    case 'field':
      return putField(page, part.field, color)
    case 'picture':
      return putPicture(page, part, color)
    case 'file':
      return putFile(page, part)
  }
}

function putParagraph(page: Page, text: string, color: number | undefined): boolean {
  const embed = page.embeds.at(-1)
  const before = embed?.description === undefined ? '' : `${embed.description}\n`
  if (charsOf(page) + 1 + text.length > EMBED_CHARS_MAX) return false
  // What Discord shows below the description stands before this text, so the text goes below that.
  const isOpen = embed !== undefined && embed.fields === undefined && embed.image === undefined
  if (!isOpen || before.length + text.length > DESCRIPTION_CHARS_MAX) return putEmbed(page, { color, description: text })
  embed.description = before + text
  return true
}

function putField(page: Page, field: APIEmbedField, color: number | undefined): boolean {
  const embed = page.embeds.at(-1)
  if (charsOf(page) + field.name.length + field.value.length > EMBED_CHARS_MAX) return false
  const fields = embed?.fields ?? []
  if (embed === undefined || embed.image !== undefined || fields.length >= FIELDS_MAX) return putEmbed(page, { color, fields: [field] })
  embed.fields = [...fields, field]
  return true
}

function putPicture(page: Page, picture: PageFile, color: number | undefined): boolean {
  const embed = page.embeds.at(-1)
  const image = { url: `attachment://${picture.file.name}` }
  if (!hasRoomFor(page, picture)) return false
  if (embed !== undefined && embed.image === undefined) embed.image = image
  else if (!putEmbed(page, { color, image })) return false
  page.files.push(picture)
  return true
}

function putFile(page: Page, file: PageFile): boolean {
  if (!hasRoomFor(page, file)) return false
  page.files.push(file)
  return true
}

function putEmbed(page: Page, { color, ...embed }: Omit<APIEmbed, 'color'> & { color: number | undefined }): boolean {
  if (page.embeds.length >= EMBEDS_MAX) return false
  page.embeds.push({ ...(color !== undefined && { color }), ...embed })
  return true
}

function hasRoomFor(page: Page, { file }: PageFile): boolean {
  if (page.files.some((each) => each.file.name === file.name)) return false
  const bytes = [...page.files.map((each) => each.file), file].reduce((sum, { data }) => sum + sizeOf(data), 0)
  return page.files.length < FILES_MAX && (page.files.length === 0 || bytes <= FILES_BYTES_MAX)
}

export function sizeOf(data: RawFile['data']): number {
  return data instanceof Uint8Array ? data.byteLength : Buffer.byteLength(String(data))
}

function charsOf({ embeds }: Page): number {
  return embeds.reduce((sum, { title = '', description = '', fields = [] }) => {
    const inFields = fields.reduce((chars, { name, value }) => chars + name.length + value.length, 0)
    return sum + title.length + description.length + inFields
  }, 0)
}

/** What a message says about its files, in their order; files that stood there before and are not named go. */
export function describeFiles(files: readonly PageFile[]): { id: string; filename: string; description?: string }[] {
  return files.map(({ file, alt }, at) => ({
    id: String(at),
    filename: file.name,
    ...(alt !== undefined && { description: shorten(alt, ALT_CHARS_MAX) }),
  }))
}
