import { stripVTControlCharacters } from 'node:util'
import { type Answer, type AnswerButton, type BlockRenderer, renderBlock, type Tone } from '../../src/basics/reply.ts'
import { type KeepFile, pictureName } from '../../src/chat/json-answer.ts'
import { alignTable, widthOf } from '../../src/chat/plain-text.ts'

const STYLES: Record<Tone, string> = { neutral: '1', good: '1;32', bad: '1;31', warning: '1;33' }
const BAR_CHARS = 20
const LABEL_COLUMNS_MAX = 34

/** What can steer a terminal or hide in it: control characters but for line ends, halves of characters, turned directions. */
const STEERING = /(?!\n)\p{Cc}|\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]/gu

export interface ConsoleStyle {
  /** Whether tones are shown in colour: only where a person looks, and not when NO_COLOR is set. */
  readonly colours: boolean
  readonly keepFile: KeepFile
}

/** Draws an answer for the terminal. Pictures and files are kept and shown as their path. */
export async function drawAnswer(
  { title, tone = 'neutral', blocks, buttons }: Answer,
  { colours, keepFile }: ConsoleStyle,
): Promise<string> {
  const renderer = consoleBlocks(keepFile)
  const drawn: string[] = []
  for (const block of blocks) drawn.push(await renderBlock(block, renderer))
  const head = colours ? `\u001b[${STYLES[tone]}m${harmless(title)}\u001b[0m` : harmless(title)
  return [head, ...drawn, ...drawButtons(buttons)].join('\n')
}

function consoleBlocks(keepFile: KeepFile): BlockRenderer<string | Promise<string>> {
  return {
    text: ({ text }) => harmless(text),
    fields: ({ fields }) => drawFields(fields),
    table: ({ columns, rows }) =>
      alignTable(
        columns.map(({ title, align }) => ({ title: harmless(title), align })),
        rows.map((row) => row.map(harmless)),
      ),
    picture: async ({ bytes, mime, alt }) => `Picture: ${harmless(alt)}\n  ${await keepFile(bytes, pictureName(mime))}`,
    file: async ({ bytes, name }) => `File: ${harmless(name)}\n  ${await keepFile(bytes, name)}`,
    progress: ({ done, of, label }) => drawProgress(done, of, label),
  }
}

/** Labels stand beside their values, or above them when some are too long for that. */
function drawFields(fields: readonly { readonly label: string; readonly value: string }[]): string {
  const labels = fields.map(({ label }) => harmless(label))
  const width = labels.reduce((widest, label) => Math.max(widest, widthOf(label)), 0)
  if (width > LABEL_COLUMNS_MAX)
    return fields.map(({ value }, at) => `${labels[at] ?? ''}\n  ${harmless(value).replaceAll('\n', '\n  ')}`).join('\n')
  return fields.map(({ value }, at) => drawField(labels[at] ?? '', width, harmless(value))).join('\n')
}

function drawField(label: string, width: number, value: string): string {
  const indent = ' '.repeat(width + 2)
  return `${label}${indent.slice(widthOf(label))}${value.replaceAll('\n', `\n${indent}`)}`
}

/** "[#####---------------] 25% Reading candles" */
export function drawProgress(done: number, of: number, label: string): string {
  const share = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0
  const full = Math.round(share * BAR_CHARS)
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_CHARS - full)}] ${Math.round(share * 100)}% ${harmless(label)}`
}

/** The buttons that can be pressed are numbered; links show where they lead. */
function drawButtons(buttons: readonly AnswerButton[]): readonly string[] {
  const presses = buttons.filter((button) => button.kind === 'press').map(({ label }, at) => `!${at + 1} ${harmless(label)}`)
  const links = buttons.filter((button) => button.kind === 'link').map(({ label, url }) => `${harmless(label)}: ${harmless(url)}`)
  return presses.length === 0 ? links : [...links, presses.join('   ')]
}

/** Text that can be printed without telling the terminal what to do. */
export function harmless(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\t', '  ').replace(STEERING, '')
}
