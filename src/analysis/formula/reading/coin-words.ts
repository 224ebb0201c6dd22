/** Well-known coins whose ticker is one letter from a word of the language, so that it is no slip of the finger. */
const COINS_LIKE_NAMES: ReadonlySet<string> = new Set([])

export function isCoinLikeName(word: string): boolean {
  return COINS_LIKE_NAMES.has(word)
}
