import { type BlockOf, file } from '../basics/reply.ts'

const MUST_QUOTE = /[",\r\n]/
/** What a spreadsheet would take for a formula. */
const FORMULA_START = /^[=+\-@\t\r]/
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A table as a file: RFC 4180 in UTF-8, with a header. A text that a spreadsheet would run as a formula gets an apostrophe in front; plain numbers do not. */
export function csvFile(name: string, header: readonly string[], rows: Iterable<readonly string[]>): BlockOf<'file'> {
  const lines = [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`)
  return file(name, 'text/csv', new TextEncoder().encode(lines.join('')))
}

function cell(value: string): string {
  const safe = FORMULA_START.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value
  return MUST_QUOTE.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
