/** What Discord reads as markup wherever it stands: emphasis, code, spoilers, links, mentions, times and names of emoji. */
const MARKUP = /[\\*_~`|<[@]|:(?=[\w+-])/g
/** Headings, small print, lists and quotes begin a line, be it after something that nobody sees. */
const LINE_MARKUP = /^((?:(?!\n)[\s\p{Default_Ignorable_Code_Point}])*)([#>-])/gmu
/** All of the above, wherever it stands: how much longer a text can become. */
const ESCAPED = /[\\*_~`|<[@:#>-]/g
/** Control characters but for line ends, halves of characters, signs that turn the direction of what follows. */
const STEERING = /(?!\n)\p{Cc}|\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]/gu
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Text without what cannot be seen but steers; the length may only shrink. */
export function harmless(text: string): string {
  return text.replace(LINE_ENDS, '\n').replaceAll('\t', ' ').replace(STEERING, '')
}

/** Text that Discord shows as it stands, and that mentions nobody. The only place that knows Discord's markup. */
export function escapeMarkdown(text: string): string {
  return harmless(text).replace(MARKUP, '\\$&').replace(LINE_MARKUP, '$1\\$2')
}

/** Text for a code block, where nothing can be escaped: a backtick would end it. */
export function forCodeBlock(text: string): string {
  return harmless(text).replaceAll('`', '\u02cb')
}

/** Text, or a dash where nothing of it can be seen: Discord takes no empty names and values. */
export function orDash(text: string): string {
  return SEEN.test(text) ? text : '\u2013'
}

/** The text in pieces of at most `charsMax` characters once escaped: cut between lines, else between words, else between graphemes. */
export function cutText(text: string, charsMax: number): readonly string[] {
  const pieces: string[] = []
  let piece: string | undefined
  for (const line of harmless(text).split('\n')) {
    const [first = '', ...others] = cutLine(line, charsMax)
    if (piece !== undefined && costOf(piece) + 1 + costOf(first) <= charsMax) piece = `${piece}\n${first}`
    else {
      if (piece !== undefined) pieces.push(piece)
      piece = first
    }
    for (const other of others) {
      pieces.push(piece)
      piece = other
    }
  }
  return piece === undefined ? pieces : [...pieces, piece]
}

/** The text on one line of at most `charsMax` characters, with "…" where it is longer. */
export function shorten(text: string, charsMax: number): string {
  const line = harmless(text).replaceAll('\n', ' ')
  if (line.length <= charsMax) return line
  let kept = ''
  for (const { segment } of graphemes.segment(line)) {
    if (kept.length + segment.length >= charsMax) break
    kept += segment
  }
  return `${kept}…`
}

function costOf(text: string): number {
  return text.length + (text.match(ESCAPED)?.length ?? 0)
}

function cutLine(line: string, charsMax: number): readonly string[] {
  if (costOf(line) <= charsMax) return [line]
  const words = line.split(/(?<=\s)/u)
  return fill(
    words.flatMap((word) => (costOf(word) <= charsMax ? [word] : cutWord(word, charsMax))),
    charsMax,
  )
}

/** One grapheme may be longer than a message: a letter with thousands of accents. Only that is cut inside. */
function cutWord(word: string, charsMax: number): readonly string[] {
  return [...graphemes.segment(word)].flatMap(({ segment }) => (costOf(segment) <= charsMax ? [segment] : fill([...segment], charsMax)))
}

function fill(parts: readonly string[], charsMax: number): readonly string[] {
  const filled: string[] = []
  let last = ''
  let cost = 0
  for (const part of parts) {
    const more = costOf(part)
    if (cost + more > charsMax) {
      filled.push(last)
      last = ''
      cost = 0
    }
    last += part
    cost += more
  }
  return [...filled, last]
}
