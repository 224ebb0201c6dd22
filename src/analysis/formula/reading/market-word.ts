import { type FormulaVocabulary, isTicker, meaningOf } from './formula-vocabulary.ts'

/** A coin or a pair's first half, with the exchange where that is said: btc, $btc, kraken:btc. */
const MARKET = /^(?:[a-z0-9]{2,20}:)?\$?[a-z0-9]{1,20}$/
const COIN = /^\$?[a-z0-9]{1,20}$/
/** What prices are quoted in. high/usdt is the coin HIGH, although high is a series: no other division by these makes sense. */
const MONEY: ReadonlySet<string> = new Set(['usdt', 'usdc', 'fdusd', 'tusd', 'dai', 'usd', 'eur', 'gbp', 'try', 'brl', 'jpy'])

/** The market that a word in small letters names on its own; undefined where it means something else, or perhaps does. */
export function marketOf(word: string, vocabulary: FormulaVocabulary): string | undefined {
  if (!MARKET.test(word)) return undefined
  if (word.includes(':')) return word.replace('$', '')
  const coin = word.replace('$', '')
  if (isFree(coin, vocabulary) && isTicker(coin, vocabulary)) return coin
  return word === coin ? undefined : word
}

/** The market that two words with nothing but a / between them name: eth/btc, kraken:btc/usd, high/usdt. */
export function writtenPair(base: string, quote: string, vocabulary: FormulaVocabulary): string | undefined {
  if (!MARKET.test(base) || !COIN.test(quote)) return undefined
  const coin = (word: string): string | undefined => {
    const bare = word.replace('$', '')
    return word.includes(':') || isFree(bare, vocabulary) ? bare : word === bare ? undefined : word
  }
  const first = coin(base) ?? (MONEY.has(quote) ? base : undefined)
  const second = coin(quote)
  return first === undefined || second === undefined ? undefined : `${first}/${second}`
}

/** The market of two coins, each a market of its own; undefined where one of them is already a pair, or the second names an exchange. */
export function pairOf(base: string, quote: string): string | undefined {
  return MARKET.test(base) && COIN.test(quote) ? `${base}/${quote}` : undefined
}

function isFree(word: string, vocabulary: FormulaVocabulary): boolean {
  return meaningOf(word, vocabulary).kind === 'unknown'
}
