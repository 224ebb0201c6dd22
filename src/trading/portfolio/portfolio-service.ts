import { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { Book } from '../book.ts'
import type { BookHistory } from '../book-ports.ts'
import type { Order } from '../orders/order.ts'
import type { Trade } from '../positions/position.ts'
import type { Trading } from '../trading.ts'
import type { TradingMarket } from '../trading-ports.ts'
import { fundedIn, ratesOf } from './book-rates.ts'
import { correctedEquity, type EquityPoint } from './equity-curve.ts'
import { equityMetrics } from './equity-metrics.ts'
import type { NamedTrade, Portfolio, PortfolioWorth } from './portfolio.ts'
import type { EquityMark, EquityStore } from './portfolio-ports.ts'
import { equityOf, highMarks, midnightBefore, worthOf } from './standing.ts'
import { taxLots } from './tax-lots.ts'
import { type CountedTrade, tradeMetrics } from './trade-metrics.ts'
import { type Rate, type Rates, rateOf, sumOf, valueBook } from './valuation.ts'

const NOTHING = new Decimal(0)
const SNAPSHOTS_MAX = 10_000
const TRADES_MAX = 10_000
const ORDERS_MAX = 20_000
const FILLS_MAX = 50_000
const ENTRIES_MAX = 50_000

export interface PortfolioParts {
  readonly books: Pick<Trading, 'book'>
  readonly history: Pick<BookHistory, 'order' | 'orders' | 'fills' | 'trades' | 'entries' | 'funding'>
  readonly snapshots: EquityStore
  readonly market: Pick<TradingMarket, 'now' | 'rate'>
}

/** A book as it is looked at: settled, with the rates of all in it and what was paid into it. Money is in the book's asset. */
interface Look {
  readonly book: Book
  readonly now: number
  readonly rates: Rates
  readonly equity: Decimal
  readonly funded: Decimal
}

export function createPortfolio({ books, history, snapshots, market }: PortfolioParts): Portfolio {
  return {
    async worth(userId, currency) {
      const look = await lookAt(userId)
      const [trades, marks, toCurrency] = await Promise.all([
        history.trades(look.book.id, { limit: TRADES_MAX }),
        snapshots.marks(look.book.id, midnightBefore(look.now)),
        look.book.asset === currency ? undefined : market.rate(look.book.asset, currency),
      ])
      return worthIn(currency, { look, trades, marks, toCurrency })
    },
    async results(userId, from = 0) {
      const look = await lookAt(userId)
      const [trades, past] = await Promise.all([
        history.trades(look.book.id, { from, limit: TRADES_MAX }),
        snapshots.list(look.book.id, { to: look.now, limit: SNAPSHOTS_MAX }),
      ])
      const counted = trades.flatMap((trade) => countedTrade(trade, look))
      const curve = curveSince(from, [...past, { at: look.now, equity: look.equity, funded: look.funded }])
      return { asset: look.book.asset, trades: counted, metrics: tradeMetrics(counted), curve, equity: equityMetrics(curve) }
    },
    async trades(userId, limit) {
      const { id } = await books.book(userId)
      const [trades, orders] = await Promise.all([history.trades(id, { limit }), history.orders(id, { limit: ORDERS_MAX })])
      const byId = new Map(orders.map((order) => [order.id, order]))
      return trades.flatMap((trade) => named(trade, byId.get(trade.orderId)))
    },
    async trade(userId, code) {
      const { id } = await books.book(userId)
      const found = await history.order(id, code.toUpperCase())
      const trades = found === undefined ? [] : await history.trades(id, { limit: TRADES_MAX })
      const [trade] = trades.filter(({ orderId }) => orderId === found?.order.id).flatMap((each) => named(each, found?.order))
      if (trade === undefined) throw new Refusal('not-found', `No trade of yours is called ${code}.`, { hint: 'All of them: /trades' })
      return trade
    },
    async lots(userId) {
      const { id } = await books.book(userId)
      const [fills, orders] = await Promise.all([history.fills(id, { limit: FILLS_MAX }), history.orders(id, { limit: ORDERS_MAX })])
      const byId = new Map(orders.map((order) => [order.id, order]))
      const known = fills.flatMap((fill) => {
        const order = byId.get(fill.orderId)
        return order === undefined ? [] : [{ ...fill, base: order.base, quote: order.quote, side: order.side }]
      })
      return taxLots(known)
    },
    async moves(userId) {
      const { id } = await books.book(userId)
      const entries = await history.entries(id, { limit: ENTRIES_MAX })
      return entries.filter(({ kind }) => kind === 'deposit' || kind === 'withdrawal')
    },
    async record(userId) {
      return (await lookAt(userId)).book
    },
  }

  /** Settles the book and keeps a snapshot, unless something in it has no price: half a worth would look like a loss. */
  async function lookAt(userId: string): Promise<Look> {
    const book = await books.book(userId)
    const now = market.now()
    const [rates, funding] = await Promise.all([ratesOf(book, market), history.funding(book.id)])
    const look = { book, now, rates, equity: equityOf({ book, rates }), funded: fundedIn(book, funding, rates) }
    if (valueBook(book, book.asset, rates).unpriced.length === 0) await keep(look)
    return look
  }

  async function keep({ book, now, rates, equity, funded }: Look): Promise<void> {
    const { available = NOTHING, reserved = NOTHING } = book.balances.get(book.asset) ?? {}
    const exposure = sumOf(book.positions.map((position) => worthOf(position, { book, rates })))
    await snapshots.keep({ bookId: book.id, at: now, equity, cash: available.plus(reserved), exposure, funded })
  }
}

function worthIn(
  currency: string,
  { look, trades, marks, toCurrency }: { look: Look; trades: readonly Trade[]; marks: readonly EquityMark[]; toCurrency: Rate | undefined },
): PortfolioWorth {
  const { book, rates, equity, funded, now } = look
  const inCurrency = ratesIn(currency, { book, rates, toCurrency })
  const positions = book.positions.map((position) => {
    const { base, quote, quantity, cost, entryFees } = position
    const value = rateOf(base, currency, inCurrency)?.times(quantity)
    const paid = rateOf(quote, currency, inCurrency)?.times(cost.plus(entryFees))
    return { position, value, profit: value === undefined || paid === undefined ? undefined : value.minus(paid) }
  })
  const counted = trades.flatMap((trade) => countedTrade(trade, { book, rates }))
  const factor = rateOf(book.asset, currency, inCurrency) ?? NOTHING
  return {
    book,
    valuation: valueBook(book, currency, inCurrency),
    positions,
    unrealised: sumOf(positions.map(({ profit }) => profit ?? NOTHING)),
    realised: sumOf(counted.map(({ pnl }) => pnl)).times(factor),
    fees: sumOf([
      ...counted.map(({ fees }) => fees),
      ...book.positions.map(({ entryFees, quote }) => (rateOf(quote, book.asset, rates) ?? NOTHING).times(entryFees)),
    ]).times(factor),
    equity,
    funded,
    ...highMarks({ snapshots: marks, funded, now }, equity),
  }
}

/** Rates in another currency than the book's asset, by way of it; as old as the older of the two. */
function ratesIn(currency: string, { book, rates, toCurrency }: { book: Book; rates: Rates; toCurrency: Rate | undefined }): Rates {
  if (currency === book.asset) return rates
  if (toCurrency === undefined) return new Map()
  const converted = [...rates].map(
    ([asset, { price, at }]) => [asset, { price: price.times(toCurrency.price), at: Math.min(at, toCurrency.at) }] as const,
  )
  return new Map([...converted, [book.asset, toCurrency]])
}

/** A trade in the book's asset, by today's rate of its quote currency; without one it cannot be counted. */
function countedTrade(trade: Trade, { book, rates }: Pick<Look, 'book' | 'rates'>): readonly CountedTrade[] {
  const rate = rateOf(trade.marketId.slice(trade.marketId.lastIndexOf('/') + 1), book.asset, rates)
  if (rate === undefined) return []
  return [{ ...trade, pnl: trade.pnl.times(rate), fees: trade.fees.times(rate), risk: trade.risk?.times(rate) }]
}

function named(trade: Trade, order: Order | undefined): readonly NamedTrade[] {
  if (order === undefined) return []
  const { code, base, quote, note: about } = order
  return [{ trade, code, base, quote, symbol: `${base}/${quote}`, about }]
}

/** From the last point before the moment on, so that the first change in it counts; before all of them an account was worth what was paid into it. */
function curveSince(from: number, points: readonly EquityPoint[]) {
  const begin = points.slice(0, 1).map(({ at, funded }) => ({ at, equity: funded, funded }))
  const curve = correctedEquity([...begin, ...points]).map(({ at, equity }) => ({ at, equity: equity.toNumber() }))
  const first = curve.findLastIndex(({ at }) => at <= from)
  return curve.slice(Math.max(0, first))
}
