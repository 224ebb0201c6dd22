/** Text with marks on parts of it that do not overlap. Offsets count UTF-16 code units, as Telegram does. */
export interface MarkedText {
  readonly text: string
  readonly marks: readonly Mark[]
  /** Where a block begins: the best places to cut. */
  readonly seams: readonly number[]
}

type Tag = 'b' | 'pre'

interface Mark {
  readonly from: number
  readonly to: number
  readonly tag: Tag
}

/** A stretch of text in one style. */
export interface Run {
  readonly text: string
  readonly tag?: Tag
}

/** How far a single character may reach past the place to cut. Longer ones are cut all the same. */
const GRAPHEME_UNITS_MAX = 256

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/** Control characters, halves of characters, and signs that turn the direction of what follows. */
const STEERING = /(?!\n)\p{Cc}|\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]/gu

/** Something that a reader can see. Telegram refuses messages without. */
const VISIBLE = /[^\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u

/** Takes out what would break a message or the line it stands in, and nothing else. */
export function clean(text: string): string {
  return text.replace(LINE_ENDS, '\n').replaceAll('\t', '  ').replace(STEERING, '')
}

export function isVisible(text: string): boolean {
  return VISIBLE.test(text)
}

/** Puts blocks under each other, with an empty line between all but the first two. The runs are cleaned on the way. */
export function joinBlocks(blocks: readonly (readonly Run[])[]): MarkedText {
  let text = ''
  const marks: Mark[] = []
  const seams: number[] = []
  for (const [index, runs] of blocks.entries()) {
    if (index > 0) {
      text += index === 1 ? '\n' : '\n\n'
      seams.push(text.length)
    }
    for (const run of runs) {
      const from = text.length
      text += clean(run.text)
      if (run.tag !== undefined && text.length > from) marks.push({ from, to: text.length, tag: run.tag })
    }
  }
  return { text, marks, seams }
}

/** Cuts a text into parts of at most `unitsMax`: between blocks, else lines, else words, else characters as readers see them. */
export function cut(whole: MarkedText, unitsMax: number): readonly MarkedText[] {
  const parts: MarkedText[] = []
  for (let from = 0; from < whole.text.length; ) {
    const to = endOfPart(whole, from, unitsMax)
    const part = slice(whole, from, to)
    if (isVisible(part.text)) parts.push(part)
    from = to
  }
  return parts
}

function endOfPart({ text, seams }: MarkedText, from: number, unitsMax: number): number {
  const limit = from + unitsMax
  if (text.length <= limit) return text.length
  const seam = seams.findLast((each) => each > from && each <= limit)
  if (seam !== undefined) return seam
  const line = text.lastIndexOf('\n', limit)
  if (line > from) return line
  const segments = graphemes.segment(text.slice(from, limit + GRAPHEME_UNITS_MAX))
  const space = text.lastIndexOf(' ', limit)
  if (space > from + unitsMax / 2 && segments.containing(space - from)?.segment === ' ') return space
  const sign = segments.containing(unitsMax)?.index ?? 0
  if (sign > 0) return from + sign
  return isSecondHalf(text.charCodeAt(limit)) ? limit - 1 : limit
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Line ends at both ends fall away; spaces stay, because they line up tables. */
function slice({ text, marks }: MarkedText, from: number, to: number): MarkedText {
  let start = from
  let end = to
  while (start < end && text[start] === '\n') start++
  while (end > start && text[end - 1] === '\n') end--
  const kept = marks
    .map((mark) => ({ ...mark, from: Math.max(mark.from, start) - start, to: Math.min(mark.to, end) - start }))
    .filter((mark) => mark.to > mark.from)
  return { text: text.slice(start, end), marks: kept, seams: [] }
}

/** The text as Telegram's HTML. */
export function toHtml({ text, marks }: MarkedText): string {
  let html = ''
  let at = 0
  for (const { from, to, tag } of marks) {
    html += `${escapeHtml(text.slice(at, from))}<${tag}>${escapeHtml(text.slice(from, to))}</${tag}>`
    at = to
  }
  return html + escapeHtml(text.slice(at))
}

/** The only place where text becomes markup. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
