import { AskAgain } from '../basics/ask-again.ts'
import { type Decimal, ONE } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { showAge, showPercent, showPrice } from '../basics/show.ts'
import { readStanding } from './account-facts.ts'
import type { Book } from './book.ts'
import { changedTicket } from './change-ticket.ts'
import { checkDraft, type DraftFacts, draftOrder, type WorkedOut } from './drafting/draft-order.ts'
import { pinTicket } from './drafting/pin-ticket.ts'
import { readTickets, ticketsJson } from './drafting/ticket-json.ts'
import type { Order } from './orders/order.ts'
import type { PlannedOrder } from './orders/planned-order.ts'
import type { OrderChange, Placed, Ticket, Trading } from './trading.ts'
import { partOf, settledBook, type TradingParts } from './trading-parts.ts'

const QUESTION_LIFE_MS = 60_000
const RECENT_MAX = 100

interface Placing extends Pick<Trading, 'draft' | 'preview' | 'confirm'> {
  /** Takes an order back and places it as it is to be. Whether that will pass is asked first, so that a refusal leaves it as it was. */
  replace(book: Book, order: Order, asked: { readonly change: OrderChange; readonly origin: Origin }): Promise<Placed>
}

/** From a ticket to its orders: worked out, asked, placed. */
export function createPlacing(parts: TradingParts): Placing {
  const { orders, opener, intents, clock, gate, market } = parts

  const workOut = async (book: Book, ticket: Ticket): Promise<WorkedOut> => draftOrder(ticket, await readFacts(parts, book, ticket))

  /** What hangs on the price of the moment is asked anew when that has left the band. */
  const checkMoved = async (userId: string, ticket: Ticket, quoted: Decimal): Promise<void> => {
    if (ticket.at !== undefined || ticket.trigger !== undefined) return
    const [{ marketBand }, quotes, { tick }] = await Promise.all([
      gate.defaults(userId),
      market.quotes([ticket.marketId]),
      market.market(ticket.marketId),
    ])
    const last = quotes.get(ticket.marketId)?.last ?? quoted
    const moved = last.div(quoted).minus(ONE)
    if (moved.abs().lte(marketBand)) return
    const change = showPercent(moved.toNumber())
    throw new AskAgain(`The price moved from ${showPrice(quoted, tick)} to ${showPrice(last, tick)} (${change}) since I asked.`)
  }
  const place = async (
    userId: string,
    ticket: Ticket,
    { quoted, origin }: { readonly quoted: Decimal; readonly origin: Origin },
  ): Promise<Placed> => {
    return orders.place(userId, {
      book: await opener.open(userId),
      confirms: origin.callId,
      origin,
      async decide(book) {
        await checkMoved(userId, ticket, quoted)
        const { draft, plan } = await workOut(book, ticket)
        checkDraft(draft, book)
        return plan.orders.map((order) => asShown(order, { quoted, last: draft.quote.last }))
      },
    })
  }
  const keep = async (book: Book, { id, worked }: { readonly id: string; readonly worked: WorkedOut }): Promise<number> => {
    const { ticket, quote } = worked.draft
    const expiresAt = clock.now() + QUESTION_LIFE_MS
    const tickets = ticketsJson({ said: ticket, pinned: pinTicket(ticket, worked.plan) })
    await intents.keep({ id, userId: book.userId, bookId: book.id, ticket: tickets, quoted: quote.last, expiresAt, state: 'draft' })
    return expiresAt
  }

  return {
    async draft(userId, { id, ticket }) {
      const book = await settledBook(parts, userId)
      checkHalt(book, ticket)
      const worked = await workOut(book, ticket)
      checkDraft(worked.draft, book)
      return { ...worked.draft, id, expiresAt: await keep(book, { id, worked }) }
    },
    async preview(userId, ticket) {
      const { draft } = await workOut(await settledBook(parts, userId), ticket)
      return { ...draft, id: parts.ids.id(), expiresAt: clock.now() }
    },
    async confirm(userId, origin) {
      const intent = await intents.read(origin.callId, userId)
      if (intent === undefined || (intent.state === 'draft' && intent.expiresAt < clock.now())) throw expired()
      if (intent.state === 'confirmed') return placedBefore(parts, { userId, intentId: intent.id })
      return place(userId, readTickets(intent.ticket).pinned, { quoted: intent.quoted, origin })
    },
    async replace(book, order, { change, origin }) {
      const ticket = changedTicket(order, change)
      const without = withoutOrder(book, order)
      checkHalt(book, ticket)
      const worked = await workOut(without, ticket)
      checkDraft(worked.draft, without)
      await keep(book, { id: origin.callId, worked })
      const choose = (now: Book): readonly Order[] => now.orders.filter(({ id }) => id === order.id)
      const { failed } = await orders.cancel(book.userId, { choose, origin: partOf(origin, 'cancel') })
      const [trouble] = failed
      if (trouble !== undefined) throw new Refusal('conflict', trouble.why)
      return place(book.userId, ticket, { quoted: worked.draft.quote.last, origin })
    },
  }
}

/** A market order is expected to fill where it was when it was shown, so that what the price did since counts as slippage. */
function asShown(order: PlannedOrder, { quoted, last }: { readonly quoted: Decimal; readonly last: Decimal }): PlannedOrder {
  return order.type === 'market' ? { ...order, expected: order.expected.mul(quoted).div(last) } : order
}

/** What came of an intent that was confirmed by this very call, before a crash cut off its answer. */
async function placedBefore(
  parts: TradingParts,
  { userId, intentId }: { readonly userId: string; readonly intentId: string },
): Promise<Placed> {
  const { id, positions } = await settledBook(parts, userId)
  const page = { limit: RECENT_MAX }
  const [made, filled] = await Promise.all([parts.history.orders(id, page), parts.history.fills(id, page)])
  const orders = made.filter((order) => order.intentId === intentId)
  return {
    orders,
    fills: filled.filter(({ orderId }) => orders.some((order) => order.id === orderId)),
    positions: positions.filter(({ marketId }) => orders.some((order) => order.marketId === marketId)),
  }
}

async function readFacts(parts: TradingParts, book: Book, { marketId }: Ticket): Promise<DraftFacts> {
  const { market, gate, expect, feeRate } = parts
  const [traded, quotes, { standing }, defaults] = await Promise.all([
    market.market(marketId),
    market.quotes([marketId]),
    readStanding(parts, book, marketId),
    gate.defaults(book.userId),
  ])
  const quote = quotes.get(marketId)
  if (quote === undefined || !traded.active)
    throw new Refusal('unavailable', `There is no price of ${traded.symbol} right now, so nothing can be traded there.`)
  if (market.isStale(quote))
    throw new Refusal(
      'unavailable',
      `The newest price of ${traded.symbol} is ${showAge(market.now() - quote.at)} old, which is too old to trade at.`,
      { hint: 'Try again in a moment. /health shows how the market answers.' },
    )
  const rate = await market.rate(traded.quote, book.asset)
  if (rate === undefined)
    throw new Refusal('unavailable', `There is no price of ${traded.quote} in ${book.asset} right now, so I cannot weigh that order.`)
  return { book, market: traded, quote, standing, defaults, rate: rate.price, feeRate, expect, judge: gate.judge }
}

/** The book as it will be once an order was taken back. */
function withoutOrder(book: Book, { id, side, quote, base, reserved }: Order): Book {
  const asset = side === 'buy' ? quote : base
  const balances = new Map(book.balances)
  const balance = balances.get(asset)
  if (balance !== undefined)
    balances.set(asset, { available: balance.available.plus(reserved), reserved: balance.reserved.minus(reserved) })
  return { ...book, balances, orders: book.orders.filter((order) => order.id !== id) }
}

function checkHalt({ halt }: Book, { side }: Ticket): void {
  if (halt === undefined || side === 'sell') return
  const hint =
    halt.kind === 'desk' ? 'Only the operator can lift that. Closing still works.' : '/resume lets them through again. Closing still works.'
  throw new Refusal('over-limit', `Entries are stopped: ${halt.reason}`, { hint })
}

function expired(): Refusal {
  return new Refusal('expired', 'That question is more than a minute old.', { hint: 'Send the command again for fresh numbers.' })
}
