import { distance } from 'fastest-levenshtein'

const TYPED_CHARACTERS_MAX = 40
/** Fewer letters begin too many words. */
const BEGINNING_CHARACTERS_MIN = 3

/** The word that was probably meant: at most a third of its letters wrong, case aside; letters in another order count as one. Else the first that begins like that. Undefined when nothing is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const wanted = typed.slice(0, TYPED_CHARACTERS_MAX).toLowerCase()
  const wrongMax = Math.max(1, Math.floor(wanted.length / 3))
  let best: { word: string; wrong: number } | undefined
  for (const word of words) {
    const wrong = wrongLetters(wanted, word.toLowerCase())
    if (wrong <= wrongMax && wrong < wanted.length && wrong < (best?.wrong ?? Number.POSITIVE_INFINITY)) best = { word, wrong }
  }
  return best?.word ?? (wanted.length < BEGINNING_CHARACTERS_MIN ? undefined : words.find((word) => word.toLowerCase().startsWith(wanted)))
}

function wrongLetters(typed: string, word: string): number {
  const wrong = distance(typed, word)
  return wrong === 2 && sorted(typed) === sorted(word) ? 1 : wrong
}

function sorted(word: string): string {
  return [...word].toSorted().join('')
}
