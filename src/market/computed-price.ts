import type { Decimal } from '../basics/money.ts'
import { ONE } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Expression, type Operator, readExpression } from './expression.ts'
import { assetOf, isCurrency, type MarketNames, QUOTES } from './market-names.ts'
import type { Market, Ticker } from './market-ports.ts'
import type { ComputedPrice } from './market-service.ts'

const MARKETS_MAX = 10
const PER = 'per '

export interface Prices {
  names(): Promise<MarketNames>
  /** The market that a lone symbol means. */
  find(text: string): Promise<Market>
  ticker(market: Market): Promise<Ticker>
  /** Market time: as old as what needs no market at all. */
  now(): number
}

/** So much of a unit, such as USDT or "per USDT"; an empty unit is a plain number. */
interface Quantity {
  readonly amount: Decimal
  readonly unit: string
}

/** What an expression is worth: "btc", "btc/eth", "(btc+eth)/2". A listed market wins over a computed one. Exact in decimals. */
export async function computePrice(text: string, prices: Prices): Promise<ComputedPrice> {
  const used = new Map<string, { readonly market: Market; readonly ticker: Ticker }>()
  const priceOf = async (market: Market): Promise<Decimal> => {
    const known = used.get(market.id)
    if (known !== undefined) return known.ticker.last
    if (used.size >= MARKETS_MAX) throw new Refusal('over-limit', `A computed ticker may use at most ${MARKETS_MAX} markets.`)
    const ticker = await prices.ticker(market)
    used.set(market.id, { market, ticker })
    return ticker.last
  }
  const expression = wholeMarket(text, await prices.names()) ?? readExpression(text)
  const { amount, unit } = await worth(expression, { ...prices, priceOf })
  const parts = [...used.values()]
  const [only] = parts
  const listed = only !== undefined && parts.length === 1 && isTickerOf(expression, only.market) ? only.market : undefined
  return {
    price: amount,
    unit,
    at: parts.length === 0 ? prices.now() : Math.min(...parts.map(({ ticker }) => ticker.at)),
    markets: parts.map(answering),
    ...(listed === undefined ? {} : { listed }),
  }
}

/** The market that the price is really of: that of the venue which answered. */
function answering({ market, ticker: { answeredBy } }: { readonly market: Market; readonly ticker: Ticker }): Market {
  return answeredBy === undefined ? market : { ...market, venue: answeredBy, id: `${answeredBy}:${market.symbol}` }
}

/** "btc usdt" and "btc-usdt" are names of a market; "eth-btc" is a difference. */
function wholeMarket(text: string, names: MarketNames): Expression | undefined {
  const [, base, dash, quote] = /^\s*\$?(\w{1,20})(?:\s*(-)\s*|\s+)\$?(\w{1,20})\s*$/.exec(text) ?? []
  if (base === undefined || quote === undefined || (dash !== undefined && !isCurrency(assetOf(quote)))) return undefined
  return names.pair(assetOf(base), assetOf(quote)) && { kind: 'pair', base, quote, at: 1 }
}

function isTickerOf(expression: Expression, market: Market): boolean {
  return expression.kind === 'symbol' || (expression.kind === 'pair' && assetOf(expression.quote) === market.quote)
}

interface Worth extends Prices {
  readonly priceOf: (market: Market) => Promise<Decimal>
}

async function worth(expression: Expression, prices: Worth): Promise<Quantity> {
  switch (expression.kind) {
    case 'number':
      return { amount: expression.value, unit: '' }
    case 'symbol':
      return symbolWorth(expression.name, prices)
    case 'pair':
      return pairWorth(expression, prices)
    case 'minus': {
      const { amount, unit } = await worth(expression.of, prices)
      return { amount: amount.negated(), unit }
    }
    case 'operation': {
      const left = await worth(expression.left, prices)
      const right = await worth(expression.right, prices)
      return operate(expression, { left, right }, prices)
    }
  }
}

async function symbolWorth(name: string, prices: Worth): Promise<Quantity> {
  if (isCurrency(assetOf(name))) return { amount: ONE, unit: assetOf(name) }
  const market = await prices.find(name)
  return { amount: await prices.priceOf(market), unit: market.quote }
}

async function pairWorth({ base, quote }: { readonly base: string; readonly quote: string }, prices: Worth): Promise<Quantity> {
  if (base.includes(':')) {
    const market = await prices.find(`${base}/${quote}`)
    return { amount: await prices.priceOf(market), unit: market.quote }
  }
  const [from, unit] = [assetOf(base), assetOf(quote)]
  const amount = await rate(from, unit, prices)
  if (amount !== undefined) return { amount, unit }
  // Names that nobody knows are refused here, and those that another venue knows are known from then on.
  for (const word of [base, quote]) if (!isCurrency(assetOf(word))) await prices.find(word)
  return { amount: (await rate(from, unit, prices)) ?? noWay(from, unit), unit }
}

function noWay(from: string, to: string): never {
  throw new Refusal('not-found', `There is no way to tell ${from} in ${to} here: they share no quote currency.`, { hint: 'See /markets.' })
}

/** What one of `from` costs in `to`: by a market of the two in either direction, or by both in common quotes. A market that has ended is the last thing to go by. */
async function rate(from: string, to: string, prices: Worth): Promise<Decimal | undefined> {
  if (from === to) return ONE
  const names = await prices.names()
  for (const ended of [false, true]) {
    const route = routeOf(from, to, (a, b) => marketOf(names, { a, b, ended }) !== undefined)
    if (route === undefined) continue
    let amount = ONE
    for (const [step, asset] of route.entries()) {
      const next = route[step + 1]
      const market = next === undefined ? undefined : marketOf(names, { a: asset, b: next, ended })
      if (market === undefined) continue
      const price = await prices.priceOf(market)
      amount = market.base === asset ? amount.times(price) : amount.div(price)
    }
    return amount
  }
  return undefined
}

/** The shortest way from one asset to another over at most two quotes. */
function routeOf(from: string, to: string, linked: (a: string, b: string) => boolean): readonly string[] | undefined {
  if (linked(from, to)) return [from, to]
  const [starts, ends] = [QUOTES.filter((quote) => linked(from, quote)), QUOTES.filter((quote) => linked(quote, to))]
  const common = starts.find((quote) => ends.includes(quote))
  if (common !== undefined) return [from, common, to]
  for (const start of starts) {
    const end = ends.find((quote) => linked(start, quote))
    if (end !== undefined) return [from, start, end, to]
  }
  return undefined
}

function marketOf(
  names: MarketNames,
  { a, b, ended }: { readonly a: string; readonly b: string; readonly ended: boolean },
): Market | undefined {
  return [names.pair(a, b), names.pair(b, a)].find((market) => market !== undefined && (market.active || ended))
}

async function operate(
  { operator, at }: { readonly operator: Operator; readonly at: number },
  { left, right }: { readonly left: Quantity; readonly right: Quantity },
  prices: Worth,
): Promise<Quantity> {
  if (operator === '*') return multiply(left, right, at)
  const both = left.unit !== '' && right.unit !== ''
  const factor = both ? ((await rate(right.unit, left.unit, prices)) ?? noWay(right.unit, left.unit)) : ONE
  const amount = right.amount.times(factor)
  if (operator !== '/') {
    return { amount: operator === '+' ? left.amount.plus(amount) : left.amount.minus(amount), unit: left.unit || right.unit }
  }
  if (amount.isZero()) throw new Refusal('bad-input', `Position ${at}: cannot divide by zero.`, { hint: 'An example is btc/2.' })
  return { amount: left.amount.div(amount), unit: both ? '' : left.unit || inverse(right.unit) }
}

/** A number divided by a price: 2/btc is "per USDT". */
function inverse(unit: string): string {
  if (unit === '') return ''
  return unit.startsWith(PER) ? unit.slice(PER.length) : `${PER}${unit}`
}

function multiply(left: Quantity, right: Quantity, at: number): Quantity {
  if (left.unit !== '' && right.unit !== '') {
    throw new Refusal('bad-input', `Position ${at}: a price times a price has no meaning (${left.unit} times ${right.unit}).`, {
      hint: 'Multiply a price by a number, such as btc*2.',
    })
  }
  return { amount: left.amount.times(right.amount), unit: left.unit || right.unit }
}
