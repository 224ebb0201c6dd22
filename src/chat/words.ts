import { Refusal } from '../basics/refusal.ts'
import { INPUT_BYTES_MAX } from './limits.ts'

/** One word of a line. `quoted` ones stand for themselves and never set an option by what they are; `name` is that of `name="two words"`. */
export interface Word {
  readonly text: string
  readonly quoted: boolean
  readonly name?: string
}

const WORD = /([^\s"“”„]*)["“”„]([^"“”„]*)["“”„]|\S+/gu
const QUOTE = /["“”„]/u
const NAME = /^([a-z][a-z0-9_]*)[=:]$/i
const SHOWN_CHARS_MAX = 40

/** Control characters that are no white space, halves of characters, and signs that turn the direction of what follows. */
const UNREADABLE = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]/u

/** Refuses what is too long or holds characters that nobody can see. Comes before anything else looks at the text. */
export function checkText(text: string): void {
  if (text.length > INPUT_BYTES_MAX || Buffer.byteLength(text) > INPUT_BYTES_MAX)
    throw new Refusal('bad-input', 'That is too long for me.', { hint: `A command has room for ${INPUT_BYTES_MAX} bytes.` })
  if (UNREADABLE.test(text))
    throw new Refusal('bad-input', 'There are characters in it that cannot be seen.', {
      hint: 'Please type it by hand instead of pasting it.',
    })
}

/** Splits a line at white space. "Quotes", also typographic ones, keep spaces together. */
export function splitWords(line: string): readonly Word[] {
  return [...line.matchAll(WORD)].map(([whole, head = '', kept]) => {
    if (kept === undefined) {
      if (QUOTE.test(whole))
        throw new Refusal('bad-input', 'A quotation mark is still open.', { hint: 'Put one before and one after: "rsi(14) < 30"' })
      return { text: whole, quoted: false }
    }
    const name = NAME.exec(head)?.[1]
    return name === undefined ? { text: head + kept, quoted: true } : { text: kept, quoted: true, name }
  })
}

/** The word in quotation marks, cut when it is too long to be read again. */
export function quote(word: string): string {
  const signs = [...word]
  return signs.length > SHOWN_CHARS_MAX ? `"${signs.slice(0, SHOWN_CHARS_MAX).join('')}…"` : `"${word}"`
}
