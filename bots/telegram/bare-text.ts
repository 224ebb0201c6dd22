import { TIMEFRAME_WORD } from '../../src/basics/timeframe.ts'

const WORDS_MAX = 6
const PRICES_MAX = 3

/** "btc", "$eth", "eth/btc", "kraken:btc/usd". */
const MARKET = /^\$?(?:[a-z]{2,12}:)?[a-z0-9]{2,12}(?:\/[a-z0-9]{2,12})?$/i
const CASHTAG = /^\$[a-z0-9]{2,12}$/i
const ANY_LETTER = /[a-z]/i

/** What people type without a command: "btc" and "$eth" are prices, "btc 4h rsi" is a chart. Where others talk too, only "$eth" alone is meant for us. Undefined for everything else. */
export function readBareText(text: string, isPrivate: boolean): string | undefined {
  const words = text.trim().split(/\s+/)
  const [first = ''] = words
  if (!isPrivate) return words.length === 1 && CASHTAG.test(first) ? `/price ${first.slice(1)}` : undefined
  if (words.length > WORDS_MAX || !isMarket(first)) return undefined
  const bare = words.map((word) => word.replace(/^\$/, '')).join(' ')
  if (words.some((word, at) => at > 0 && TIMEFRAME_WORD.test(word))) return `/chart ${bare}`
  return words.length <= PRICES_MAX && words.every(isMarket) ? `/price ${bare}` : undefined
}

function isMarket(word: string): boolean {
  return MARKET.test(word) && ANY_LETTER.test(word) && !TIMEFRAME_WORD.test(word)
}
