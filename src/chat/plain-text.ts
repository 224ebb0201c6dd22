import { type Answer, type BlockRenderer, type Column, renderBlock } from '../basics/reply.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const PLAIN_ASCII = /^[\x20-\x7e]*$/
const LINE_BREAK = /\s*[\r\n\u2028\u2029]\s*/g

/** The answer as plain text: what the console prints, what a tool call returns, and what every other renderer falls back on. */
export function toPlainText({ title, blocks }: Pick<Answer, 'title' | 'blocks'>): string {
  return [title, ...blocks.map((block) => renderBlock(block, plain))].join('\n')
}

const plain: BlockRenderer<string> = {
  text: ({ text }) => text,
  fields: ({ fields }) => fields.map(({ label, value }) => `${label}: ${value}`).join('\n'),
  table: ({ columns, rows }) => alignTable(columns, rows),
  picture: ({ alt }) => `[picture: ${alt}]`,
  file: ({ name }) => `[file: ${name}]`,
  progress: ({ done, of, label }) => `${label} (${done} of ${of})`,
}

/** Lines up a table with spaces, for places with a fixed-width font. Each row is one line, however wide. */
export function alignTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => columns.map((_column, at) => oneLine(cells[at] ?? '')))
  const widths = columns.map((_column, at) => lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[at] ?? '')), 0))
  const draw = (cells: readonly string[]) =>
    columns
      .map(({ align }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
      .join('  ')
      .trimEnd()
  return lines.map(draw).join('\n')
}

/** How many characters a reader sees: a flag or a family is one. */
export function widthOf(text: string): number {
  return PLAIN_ASCII.test(text) ? text.length : [...graphemes.segment(text)].length
}

function pad(cell: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return align === 'right' ? space + cell : cell + space
}

function oneLine(cell: string): string {
  return cell.replace(LINE_BREAK, ' ')
}
