import { type Decimal, ONE } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Market } from './market-ports.ts'
import type { MarketService } from './market-service.ts'

/** Coins to go through when two have no market with each other, the deepest first. */
const BRIDGES = ['USDT', 'USDC', 'USD', 'BTC', 'EUR', 'ETH']
/** Coins that stand for a dollar. They count as one where there is no market that says what they are worth. */
const DOLLARS = ['USDT', 'USDC', 'USD', 'FDUSD', 'DAI', 'TUSD']

/** How much of `to` one unit of `from` is worth. */
export interface Conversion {
  readonly rate: Decimal
  /** The coins on the way, both ends among them: "ETH", "USDT", "EUR". */
  readonly path: readonly string[]
  /** The oldest of the prices on the way; undefined when no price was needed. */
  readonly at: number | undefined
  /** Two kinds of dollar were taken as equal on the way. */
  readonly dollarsTakenAsEqual: boolean
}

/** A step from one coin to another: along a market, against it, or from one kind of dollar to another. */
interface Hop {
  readonly from: string
  readonly to: string
  readonly market: Market | undefined
}

/** What one coin is worth in another: by their own market, else through one in between. Exact but for divisions, which have 80 digits. Throws a `Refusal` when there is no way. */
export async function convert(
  service: Pick<MarketService, 'markets' | 'tickers'>,
  { from, to }: { readonly from: string; readonly to: string },
  signal?: AbortSignal,
): Promise<Conversion> {
  const hops = wayBetween(await service.markets(signal), from.toUpperCase(), to.toUpperCase())
  const markets = hops.flatMap(({ market }) => (market === undefined ? [] : [market]))
  const tickers = new Map((markets.length === 0 ? [] : await service.tickers(markets, signal)).map((ticker) => [ticker.marketId, ticker]))
  const rates = hops.map(({ market, from: base }) => {
    if (market === undefined) return ONE
    const last = tickers.get(market.id)?.last
    if (last === undefined)
      throw new Refusal('unavailable', `There is no price of ${market.symbol} now.`, { hint: 'Please try again in a moment.' })
    return market.base === base ? last : ONE.div(last)
  })
  const times = [...tickers.values()].map(({ at }) => at)
  return {
    rate: rates.reduce((product, rate) => product.times(rate), ONE),
    path: [from.toUpperCase(), ...hops.map((hop) => hop.to)],
    at: times.length === 0 ? undefined : Math.min(...times),
    dollarsTakenAsEqual: hops.some(({ market, from: one, to: other }) => market === undefined && one !== other),
  }
}

/** The step between two coins, if there is one. */
type Step = (from: string, to: string) => Hop | undefined

function wayBetween(all: readonly Market[], from: string, to: string): readonly Hop[] {
  if (from === to) return []
  const markets = firstOfEachPair(all)
  const coins = new Set([...markets.values()].flatMap(({ base, quote }) => [base, quote]))
  const stranger = [from, to].find((coin) => !coins.has(coin) && !DOLLARS.includes(coin))
  if (stranger !== undefined)
    throw new Refusal('not-found', `I know no market of ${stranger}.`, {
      hint: 'See what there is: /markets. For example: /convert 0.1 BTC USDT',
    })

  const listed: Step = (one, other) => {
    const market = markets.get(`${one}/${other}`) ?? markets.get(`${other}/${one}`)
    return market && { from: one, to: other, market }
  }
  const step: Step = (one, other) =>
    listed(one, other) ?? (DOLLARS.includes(one) && DOLLARS.includes(other) ? { from: one, to: other, market: undefined } : undefined)
  const direct = step(from, to)
  const way = direct === undefined ? (throughBridge(listed, from, to) ?? throughBridge(step, from, to)) : [direct]
  if (way === undefined)
    throw new Refusal('not-found', `I know no way from ${from} to ${to}.`, { hint: 'Try through a coin in between, such as USDT.' })
  return way
}

/** Of the venues that list a pair, the one that is preferred: markets come in that order. */
function firstOfEachPair(all: readonly Market[]): ReadonlyMap<string, Market> {
  const markets = new Map<string, Market>()
  for (const market of all) {
    const pair = `${market.base}/${market.quote}`
    if (market.active && !markets.has(pair)) markets.set(pair, market)
  }
  return markets
}

function throughBridge(step: Step, from: string, to: string): readonly Hop[] | undefined {
  for (const bridge of BRIDGES) {
    const there = step(from, bridge)
    const onward = step(bridge, to)
    if (there !== undefined && onward !== undefined) return [there, onward]
  }
  return undefined
}
