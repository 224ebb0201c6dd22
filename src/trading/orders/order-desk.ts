import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { InTurn } from '../../basics/turns.ts'
import type { Book } from '../book.ts'
import { BookMoved } from '../book-ports.ts'
import type { Position } from '../positions/position.ts'
import { askCancel, cancelAtVenue } from '../settling/cancel-order.ts'
import { CLOSING, exitWords, restingSells } from '../settling/exit-order.ts'
import { settleBook } from '../settling/settle.ts'
import type { Placed, Report } from '../trading.ts'
import { makeOrder, makeOrders } from './make-order.ts'
import type { Order } from './order.ts'
import type { CancelAsk, Exit, ExitAsk, OrderDesk, OrderDeskParts } from './order-desk-parts.ts'
import { createOrderRun, type OrderRun } from './order-run.ts'
import { isOver } from './order-state.ts'

/** How often a book may move under one piece of work, and how many times its bars are worked through before it is told to wait. */
const MOVES_MAX = 5
const SETTLE_CALLS_MAX = 20

/** The order desk of one mode and one market. */
export function createOrderDesk(parts: OrderDeskParts): OrderDesk {
  const read = async (userId: string): Promise<Book> => {
    const book = await parts.books.open(userId, { mode: parts.venue.mode, kind: parts.market.kind })
    if (book === undefined) throw new Refusal('not-found', 'You have no account to trade with yet.')
    return book
  }
  const pass: Pass = async ({ userId, book: known }, work) => {
    for (let move = 1; ; move++) {
      const run = createOrderRun(parts, known !== undefined && move === 1 ? known : await read(userId))
      try {
        const outcome = await work(run)
        return { outcome, book: run.work().book() }
      } catch (error) {
        if (!(error instanceof BookMoved) || move >= MOVES_MAX) throw error
      }
    }
  }
  /** Sends what an earlier pass confirmed, unless somebody else was faster, and gives the orders as they are then. */
  const send = async (from: Book, placed: readonly Order[]): Promise<Placed> => {
    const { outcome: written, book } = await pass({ userId: from.userId, book: from }, async (run) => {
      await settleBook(run)
      return run.written()
    })
    const known = new Map([...placed, ...book.orders, ...written.orders].map((order) => [order.id, order]))
    const fills = new Map([...book.fills, ...written.fills].map((fill) => [fill.id, fill]))
    const orders = placed.map((order) => known.get(order.id) ?? order)
    return { ...written, orders, fills: [...fills.values()].filter(({ orderId }) => orders.some(({ id }) => id === orderId)) }
  }

  return takingTurns(parts.inTurn, {
    async settle(userId, known) {
      const { outcome: caughtUp, book } = await pass({ userId, book: known }, settleBook)
      return { book, caughtUp }
    },
    async place(userId, { decide, confirms, origin, book: known }) {
      const { outcome: placed, book } = await pass({ userId, book: known }, async (run) => {
        await catchUp(run)
        const planned = await decide(run.work().book())
        beginHere(run)
        const orders = makeOrders(run.work(), planned, { intentId: confirms, at: parts.market.now() }, parts)
        await run.commit(orders.some(({ reason }) => reason === 'entry') ? { confirms, enters: true } : { confirms }, origin)
        return orders
      })
      return send(book, placed)
    },
    cancel: (userId, ask) => cancel(parts, { userId, pass, ask }),
    async exit(userId, ask) {
      const { outcome, book } = await pass({ userId, book: ask.book }, (run) => confirmExits(run, ask))
      const { sold, failed } = outcome
      if (sold.length === 0) return { done: [], failed }
      return exitReport(await send(book, sold), failed)
    },
    async amend(userId, { choose, origin, book: known }) {
      const { book } = await pass({ userId, book: known }, async (run) => {
        await settleBook(run)
        const { positions } = run.work().book()
        for (const wanted of choose(run.work().book())) {
          const position = positions.find(({ id }) => id === wanted.id)
          if (position !== undefined) run.work().putPosition(amended(position, wanted))
        }
        await run.commit({}, origin)
      })
      return book
    },
  })
}

/** What is asked for one user is done one after the other, to its end: several at once would only find the book moved, or their orders sent by somebody else. */
function takingTurns(inTurn: InTurn, { settle, place, cancel, exit, amend }: OrderDesk): OrderDesk {
  return {
    settle: (userId, known) => inTurn(userId, () => settle(userId, known)),
    place: (userId, ask) => inTurn(userId, () => place(userId, ask)),
    cancel: (userId, ask) => inTurn(userId, () => cancel(userId, ask)),
    exit: (userId, ask) => inTurn(userId, () => exit(userId, ask)),
    amend: (userId, ask) => inTurn(userId, () => amend(userId, ask)),
  }
}

async function catchUp(run: OrderRun): Promise<void> {
  for (let call = 0; call < SETTLE_CALLS_MAX; call++) if (await settleBook(run)) return
  throw new Refusal('unavailable', 'Your account could not be brought up to now, so nothing was placed.', {
    hint: 'Try again in a moment.',
  })
}

/** Bars that closed before there was anything in the book never counted for it. */
function beginHere(run: OrderRun): void {
  const { orders, positions, settledTo } = run.work().book()
  const now = run.parts.market.now()
  run.work().settleTo(orders.length === 0 && positions.length === 0 ? now : Math.min(settledTo, now))
}

/** Does a piece of work on a book, anew from what is there when somebody else was faster, and gives the book as it is then. */
type Pass = <T>(
  from: { readonly userId: string; readonly book: Book | undefined },
  work: (run: OrderRun) => Promise<T>,
) => Promise<{ readonly outcome: T; readonly book: Book }>

/** That they are to be cancelled is written before the venue is asked, so that a crash in between does not forget it. */
async function cancel(
  { market }: OrderDeskParts,
  { userId, pass, ask: { choose, origin, book: known } }: { readonly userId: string; readonly pass: Pass; readonly ask: CancelAsk },
): Promise<Report<Order>> {
  const cancelling = { at: market.now(), note: 'You cancelled it.' }
  const { outcome: asked, book } = await pass({ userId, book: known }, async (run) => {
    await settleBook(run)
    const orders = choose(run.work().book())
    askCancel(run, orders, cancelling)
    const marked = orders.map((order) => run.work().order(order.id) ?? order)
    await run.commit({}, origin)
    return marked
  })
  const { outcome: after } = await pass({ userId, book }, async (run) => {
    const pending = asked.flatMap(({ id }) => run.work().order(id) ?? [])
    await cancelAtVenue(run, pending, cancelling)
    const now = asked.map((order) => run.work().order(order.id) ?? order)
    await run.commit()
    return now
  })
  const done = after.filter((order) => isOver(order) && order.state !== 'filled')
  const failed = after.filter((order) => !done.includes(order)).map((order) => ({ what: order.code, why: whyNotCancelled(order) }))
  return { done, failed }
}

function whyNotCancelled({ state }: Order): string {
  if (state === 'filled') return 'It was filled before it could be cancelled.'
  if (state === 'cancel-pending') return 'The exchange has not confirmed that it is cancelled. I go on asking.'
  return 'Nobody knows yet whether it reached the exchange. I am looking it up.'
}

async function confirmExits(
  run: OrderRun,
  { choose, origin }: ExitAsk,
): Promise<{ readonly sold: readonly Order[]; readonly failed: Report<Placed>['failed'] }> {
  await settleBook(run)
  const exits = choose(run.work().book())
  const quotes = exits.length === 0 ? new Map() : await run.parts.market.quotes(exits.map(({ position }) => position.marketId))
  const sold: Order[] = []
  const failed: { what: string; why: string }[] = []
  for (const exit of exits) {
    const quote = quotes.get(exit.position.marketId)
    const order =
      quote === undefined || run.parts.market.isStale(quote)
        ? 'There is no price of it right now.'
        : await confirmExit(run, exit, quote.last)
    if (typeof order === 'string') failed.push({ what: exit.position.base, why: order })
    else sold.push(order)
  }
  await run.commit({}, origin)
  return { sold, failed }
}

async function confirmExit(run: OrderRun, { position: { id }, quantity, reason }: Exit, from: Decimal): Promise<Order | string> {
  const at = run.parts.market.now()
  const position = run
    .work()
    .opened()
    .find((each) => each.id === id)
  if (position === undefined) return 'It was closed meanwhile.'
  const market = await run.market(position.marketId)
  await cancelAtVenue(run, restingSells(run, position), { at, note: CLOSING })
  const free = run.work().available(position.base)
  const wanted = [quantity, position.quantity, free].reduce((least, each) => (each.lt(least) ? each : least))
  const size = wanted.div(market.lot).floor().times(market.lot)
  if (size.isZero()) return 'Another order that cannot be cancelled yet is selling it.'
  const planned = { ...exitWords(position, { market, from, reason }), quantity: size }
  return makeOrder(run.work(), { planned, group: undefined, intentId: undefined, at }, run.parts)
}

function exitReport({ orders, fills, positions }: Placed, failed: Report<Placed>['failed']): Report<Placed> {
  const lost = orders.filter((order) => isOver(order) && order.filled.isZero())
  const placed = orders.filter((order) => !lost.includes(order))
  const done = placed.map((order) => ({
    orders: [order],
    fills: fills.filter(({ orderId }) => orderId === order.id),
    positions: positions.filter(({ marketId, owner }) => marketId === order.marketId && owner === order.owner),
  }))
  return { done, failed: [...failed, ...lost.map(({ base, note }) => ({ what: base, why: note ?? 'It was not filled.' }))] }
}

/** What a person may change; all else is what happened. */
function amended(position: Position, { stop, targets, trail, breakEven, closeAt, peak }: Position): Position {
  return { ...position, stop, firstStop: position.firstStop ?? stop, targets, trail, breakEven, closeAt, peak }
}
