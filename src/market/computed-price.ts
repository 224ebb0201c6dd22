import type { Decimal } from '../basics/money.ts'
import { ONE } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Expression, type Operator, readExpression } from './expression.ts'
import { assetOf, isCurrency, type MarketNames, QUOTES } from './market-names.ts'
import type { Market, Ticker } from './market-ports.ts'
import type { ComputedPrice } from './market-service.ts'

const MARKETS_MAX = 10

export interface Prices {
  readonly names: MarketNames
  /** The market that a lone symbol means. */
  find(text: string): Promise<Market>
  ticker(market: Market): Promise<Ticker>
}

/** So much of a unit, such as USDT; an empty unit is a plain number. */
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
  const expression = wholeMarket(text, prices.names) ?? readExpression(text)
  const { amount, unit } = await worth(expression, { ...prices, priceOf })
  const parts = [...used.values()]
  const [only] = parts
  const listed = only !== undefined && parts.length === 1 && isTickerOf(expression, only.market) ? only.market : undefined
  return {
    price: amount,
    unit,
    at: Math.min(...parts.map(({ ticker }) => ticker.at)),
    markets: parts.map(({ market }) => market),
    ...(listed === undefined ? {} : { listed }),
  }
}

/** "btc-usdt" and "btc usdt" are names of a market before they are anything else. */
function wholeMarket(text: string, names: MarketNames): Expression | undefined {
  const [, base, quote] = /^\s*\$?(\w{1,20})(?:\s*-\s*|\s+)\$?(\w{1,20})\s*$/.exec(text) ?? []
  if (base === undefined || quote === undefined || names.pair(assetOf(base), assetOf(quote)) === undefined) return undefined
  return { kind: 'pair', base, quote, at: 1 }
}

function isTickerOf(expression: Expression, market: Market): boolean {
  if (expression.kind === 'symbol') return true
  return expression.kind === 'pair' && assetOf(expression.quote) === market.quote && !isReversed(expression, market)
}

const isReversed = ({ base }: { readonly base: string }, market: Market): boolean => assetOf(base.replace(/^.*:/, '')) !== market.base

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
  const unit = assetOf(quote)
  for (const word of [base, quote]) if (!isCurrency(assetOf(word))) await prices.find(word)
  return { amount: await rate(assetOf(base), unit, prices), unit }
}

/** What one of `from` costs in `to`: by a market of the two, by one the other way round, or by both in a common quote. */
async function rate(from: string, to: string, prices: Worth): Promise<Decimal> {
  if (from === to) return ONE
  // A market that has ended keeps its last price, which is the last thing to go by.
  for (const ended of [false, true]) {
    const here = await direct(from, to, { prices, ended })
    if (here !== undefined) return here
    const common = QUOTES.find((quote) => linked(from, quote, { prices, ended }) && linked(quote, to, { prices, ended }))
    const first = common && (await direct(from, common, { prices, ended }))
    const second = common && (await direct(common, to, { prices, ended }))
    if (first !== undefined && second !== undefined) return first.times(second)
  }
  throw new Refusal('not-found', `There is no way to tell ${from} in ${to} here: they share no quote currency.`, { hint: 'See /markets.' })
}

interface Reach {
  readonly prices: Worth
  /** Whether markets count that have ended. */
  readonly ended: boolean
}

function linked(from: string, to: string, { prices: { names }, ended }: Reach): boolean {
  return [names.pair(from, to), names.pair(to, from)].some((market) => market !== undefined && (market.active || ended))
}

async function direct(from: string, to: string, { prices, ended }: Reach): Promise<Decimal | undefined> {
  const usable = (market: Market | undefined): market is Market => market !== undefined && (market.active || ended)
  const straight = prices.names.pair(from, to)
  if (usable(straight)) return prices.priceOf(straight)
  const reverse = prices.names.pair(to, from)
  if (usable(reverse)) return ONE.div(await prices.priceOf(reverse))
  return undefined
}

async function operate(
  { operator, at }: { readonly operator: Operator; readonly at: number },
  { left, right }: { readonly left: Quantity; readonly right: Quantity },
  prices: Worth,
): Promise<Quantity> {
  if (operator === '*') return multiply(left, right, at)
  const both = left.unit !== '' && right.unit !== ''
  const factor = both && left.unit !== right.unit ? await rate(right.unit, left.unit, prices) : ONE
  const amount = right.amount.times(factor)
  if (operator !== '/') {
    return { amount: operator === '+' ? left.amount.plus(amount) : left.amount.minus(amount), unit: left.unit || right.unit }
  }
  if (amount.isZero()) throw new Refusal('bad-input', `Position ${at}: cannot divide by zero.`, { hint: 'An example is btc/2.' })
  return { amount: left.amount.div(amount), unit: both ? '' : left.unit }
}

function multiply(left: Quantity, right: Quantity, at: number): Quantity {
  if (left.unit !== '' && right.unit !== '') {
    throw new Refusal('bad-input', `Position ${at}: a price times a price has no meaning (${left.unit} times ${right.unit}).`, {
      hint: 'Multiply a price by a number, such as btc*2.',
    })
  }
  return { amount: left.amount.times(right.amount), unit: left.unit || right.unit }
}
