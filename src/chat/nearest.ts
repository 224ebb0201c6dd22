import { distance } from 'fastest-levenshtein'

const DISTANCE_MAX = 2
const WORD_CHARS_MAX = 40
const SHORTEST_START_CHARS = 2

/** The candidate that was probably meant: one that begins with the word, else the one with the fewest slips of the finger. Undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word === '' || word.length > WORD_CHARS_MAX) return undefined
  const typed = word.toLowerCase()
  const slipsMax = Math.min(DISTANCE_MAX, Math.floor((typed.length + 1) / 2))
  let best: { readonly candidate: string; readonly slips: number } | undefined
  for (const candidate of candidates) {
    const known = candidate.toLowerCase()
    const begins = typed.length >= SHORTEST_START_CHARS && known.startsWith(typed)
    const slips = begins ? 1 : distance(typed, known)
    if (slips <= slipsMax && slips < known.length && (best === undefined || slips < best.slips)) best = { candidate, slips }
  }
  return best?.candidate
}

/** The word in quotation marks, cut when it is too long to be read again. */
export function quoted(word: string): string {
  const signs = [...word]
  return signs.length > WORD_CHARS_MAX ? `"${signs.slice(0, WORD_CHARS_MAX).join('')}…"` : `"${word}"`
}
