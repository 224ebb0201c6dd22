/** What bounds a formula, so that reading it and asking it always takes little. Letters and words are counted as it was written, and again in its canonical form. */
export const FORMULA_LETTERS_MAX = 1000
export const FORMULA_TOKENS_MAX = 300
/** Brackets, signs and arguments inside one another. */
export const FORMULA_DEPTH_MAX = 40
/** Other timeframes and other markets, each pair of them counted once. */
export const FORMULA_FRAMES_MAX = 8
/** How far `[n]`, `for n bars` and functions may look back, in bars. */
export const LOOK_BACK_BARS_MAX = 5000
export const SCOPE_MARKETS_MAX = 20
export const SCOPE_TOP_MAX = 500
