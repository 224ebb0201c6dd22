import { nearest } from '../basics/nearest.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Market } from './market-ports.ts'

const TYPED_CHARACTERS_MAX = 40
const SUGGESTIONS_MAX = 25
const NAMED_MAX = 5

/** What people count in, the deepest first: where no volumes are known, this decides. */
export const QUOTES = ['USDT', 'USDC', 'FDUSD', 'USD', 'TUSD', 'DAI', 'EUR', 'BTC', 'ETH', 'BNB'] as const

const DOLLARS: ReadonlySet<string> = new Set('USDT USDC FDUSD USD TUSD DAI USDE PYUSD RLUSD USD1 BUSD'.split(' '))
const OTHER_CURRENCIES: ReadonlySet<string> = new Set('EURI EUR GBP JPY CHF AUD CAD TRY BRL KRW MXN PLN UAH ZAR ARS'.split(' '))

const COIN_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bitcoin: 'BTC',
    xbt: 'BTC',
    ethereum: 'ETH',
    ether: 'ETH',
    solana: 'SOL',
    ripple: 'XRP',
    dogecoin: 'DOGE',
    cardano: 'ADA',
    litecoin: 'LTC',
    polkadot: 'DOT',
    avalanche: 'AVAX',
    chainlink: 'LINK',
    tron: 'TRX',
    toncoin: 'TON',
    monero: 'XMR',
    stellar: 'XLM',
    shiba: 'SHIB',
    uniswap: 'UNI',
    cosmos: 'ATOM',
    tether: 'USDT',
    binancecoin: 'BNB',
  }),
)

const WRITTEN = /^(?:([a-z0-9]{2,20}):)?\$?([a-z0-9]{1,20})(?:\s*[/\-_\s]\s*\$?([a-z0-9]{1,20}))?$/i

/** Markets by what people call them. Each list runs from the best venue and the most used quote to the last. */
export interface MarketNames {
  /** All that the text may mean: one market of a pair per venue, or all quotes of a coin at its best venue. Refuses with what was probably meant. */
  candidates(text: string): readonly Market[]
  /** The market of exactly this pair at the best venue where it is traded. */
  pair(base: string, quote: string): Market | undefined
  like(typed: string): readonly string[]
}

/** "btc" and "bitcoin" are BTC. */
export function assetOf(word: string): string {
  const bare = word.replace(/^\$/, '')
  return COIN_NAMES.get(bare.toLowerCase()) ?? bare.toUpperCase()
}

/** Whether it is money or a stablecoin, in which prices are given. */
export function isCurrency(asset: string): boolean {
  return DOLLARS.has(asset) || OTHER_CURRENCIES.has(asset)
}

/** Whether it is a dollar or a coin that is meant to be worth one. */
export function isDollar(asset: string): boolean {
  return DOLLARS.has(asset)
}

export function marketNames(markets: readonly Market[], preferredVenues: readonly string[]): MarketNames {
  const sorted = [...markets].sort(byUse(preferredVenues))
  const pairs = groupBy(sorted, ({ symbol }) => symbol)
  const joined = groupBy(sorted, ({ base, quote }) => base + quote)
  const bases = groupBy(sorted, ({ base }) => base)
  const suggested = [...pairs.keys()]

  const meaning = (text: string): readonly Market[] => {
    const [, venue, first = '', second] = WRITTEN.exec(text.trim().slice(0, TYPED_CHARACTERS_MAX + 1)) ?? []
    if (first === '')
      throw new Refusal('bad-input', 'That does not read as a market.', { hint: 'Name one such as BTC, ETH/USDT or kraken:BTC/USD.' })
    const base = assetOf(first)
    const found = second === undefined ? alone(base) : (pairs.get(`${base}/${assetOf(second)}`) ?? [])
    const here = venue === undefined ? found : found.filter((market) => market.venue === venue.toLowerCase())
    return here.length > 0 ? here : refuse({ base, quote: second === undefined ? undefined : assetOf(second), venue })
  }
  const alone = (base: string): readonly Market[] => {
    if (!isCurrency(base)) return bases.get(base) ?? joined.get(base) ?? []
    throw new Refusal('bad-input', `${base} is what prices are counted in. Name what you want the price of.`, {
      hint: `For example BTC/${base}.`,
    })
  }
  const refuse = ({ base, quote, venue }: { base: string; quote: string | undefined; venue: string | undefined }): never => {
    const known = bases.get(base)
    const at = venue === undefined ? '' : ` at ${venue.toLowerCase()}`
    if (known !== undefined) {
      const others = [...new Set(known.map(({ venue: each, symbol }) => (venue === undefined ? symbol : `${each}:${symbol}`)))]
      throw new Refusal('not-found', `There is no market of ${quote === undefined ? base : `${base} in ${quote}`}${at}.`, {
        hint: `There is ${others.slice(0, NAMED_MAX).join(', ')}. See /markets.`,
      })
    }
    const near = nearest(base, [...bases.keys(), ...joined.keys(), ...COIN_NAMES.keys()])
    const meant = near === undefined ? undefined : (bases.get(assetOf(near)) ?? joined.get(near))?.[0]?.symbol
    throw new Refusal('not-found', `No market called "${quote === undefined ? base : `${base}/${quote}`}" is known${at}.`, {
      hint: meant === undefined ? `See /markets. An example is ${suggested[0] ?? 'BTC/USDT'}.` : `Did you mean ${meant}? See /markets.`,
    })
  }

  return {
    candidates: meaning,
    pair: (base, quote) => pairs.get(`${base}/${quote}`)?.[0],
    like: (typed) => suggestionsFor(typed, suggested),
  }
}

function suggestionsFor(typed: string, symbols: readonly string[]): readonly string[] {
  const begins = typed
    .slice(0, TYPED_CHARACTERS_MAX)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const named = [...COIN_NAMES].filter(([name]) => begins.length > 1 && name.toUpperCase().startsWith(begins)).map(([, asset]) => asset)
  const exact = new Set([begins, ...named])
  const isExact = (symbol: string): boolean => exact.has(symbol.slice(0, symbol.indexOf('/')))
  return symbols
    .filter((symbol) => symbol.replace('/', '').startsWith(begins) || isExact(symbol))
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
    .slice(0, SUGGESTIONS_MAX)
}

/** Traded before ended, preferred venues before others, usual quotes before others. */
function byUse(preferredVenues: readonly string[]): (a: Market, b: Market) => number {
  const place = (list: readonly string[], item: string): number => {
    const index = list.indexOf(item)
    return index < 0 ? list.length : index
  }
  return (a, b) =>
    Number(b.active) - Number(a.active) ||
    place(preferredVenues, a.venue) - place(preferredVenues, b.venue) ||
    place(QUOTES, a.quote) - place(QUOTES, b.quote)
}

function groupBy(markets: readonly Market[], key: (market: Market) => string): ReadonlyMap<string, readonly Market[]> {
  const groups = new Map<string, Market[]>()
  for (const market of markets) {
    const group = groups.get(key(market))
    if (group === undefined) groups.set(key(market), [market])
    else group.push(market)
  }
  return groups
}
