import { Decimal } from '../../basics/money.ts'
import { cashOf, type FilledPart, feeOf, fillEntry, reserveEntry } from '../ledger/entries.ts'
import { LEDGER_SCALE } from '../ledger/ledger-entry.ts'
import type { BookWork } from '../orders/book-work.ts'
import type { Order } from '../orders/order.ts'
import { isOver, nextState } from '../orders/order-state.ts'
import { lowerPosition } from '../positions/lower-position.ts'
import { raisePosition } from '../positions/raise-position.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { Execution } from '../venue-ports.ts'
import { release } from './end-order.ts'

interface FillFacts {
  readonly order: Order
  readonly execution: Execution
  readonly market: TradedMarket
  /** What a unit of the fee's asset is worth in the quote currency, where the fee is in neither currency of the market; undefined when nobody knows. */
  readonly feeWorth: Decimal | undefined
}

/** A fill in the words of the ledger, and the worth of its fee in the quote currency. */
interface Filled {
  readonly part: FilledPart
  readonly cash: Decimal
  readonly fees: Decimal
}

/**
 * Takes one execution into the book: ledger, order, position and trade. Told twice, it counts once. What is more than was ordered, or cannot be paid, is not
 * booked but noticed. Gives the order as it is then, or undefined when nothing was booked.
 */
export function takeFill(work: BookWork, { order: named, execution, market, feeWorth }: FillFacts): Order | undefined {
  const order = work.order(named.id) ?? named
  const problem = (kind: 'told-twice' | 'overfill' | 'unpaid-fill', detail: string): undefined => {
    work.notice({ kind, orderId: order.id, detail })
  }
  const filled = order.filled.plus(execution.quantity)
  if (work.hasFill(execution.tradeId)) return problem('told-twice', execution.tradeId)
  if (filled.gt(order.quantity)) return problem('overfill', `${filled.toFixed()} of ${order.quantity.toFixed()}`)
  const event = filled.eq(order.quantity) ? 'fill-all' : 'fill-part'
  if (nextState(order.state, event) === undefined) return work.happen(order.id, event)
  const part = payable(work, partOf(work, order, execution))
  const spent = spentOn(part)
  if (!topUp(work, order, { part, spent })) return problem('unpaid-fill', `${spent.toFixed()} for ${execution.tradeId}`)
  if (isOver(order)) work.notice({ kind: 'late-fill', orderId: order.id, detail: execution.tradeId })
  const filling = { part, cash: cashOf(part), fees: feesInQuote(part, feeWorth) }
  work.post(fillEntry(part))
  const { clientOrderId: _, ...fill } = execution
  work.putFill({ ...fill, id: part.fillId, orderId: order.id })
  const held = (work.order(order.id) ?? order).reserved
  const after = work.happen(order.id, event, {
    filled,
    turnover: order.turnover.plus(filling.cash),
    fees: order.fees.plus(filling.fees),
    reserved: Decimal.max(held.minus(spent), 0),
  })
  if (order.side === 'buy') buy(work, order, filling)
  else sell(work, { order, filling, market })
  return after && isOver(after) ? release(work, after, part.at) : after
}

function partOf(work: BookWork, { id: orderId, side, base, quote }: Order, { price, quantity, fee, feeAsset, at }: Execution): FilledPart {
  return { id: work.newId(), fillId: work.newId(), orderId, side, base, quote, price, quantity, fee, feeAsset, at }
}

/** A fee in a third asset that the account does not have is noticed and left out: the trade itself happened. */
function payable(work: BookWork, part: FilledPart): FilledPart {
  const { fee, feeAsset, base, quote, orderId } = part
  if (feeAsset === base || feeAsset === quote || feeOf(part).lte(work.available(feeAsset))) return part
  work.notice({ kind: 'unpaid-fee', orderId, detail: `${fee.toFixed()} ${feeAsset}` })
  return { ...part, fee: fee.times(0) }
}

/** What a fill takes from what is held. */
function spentOn(part: FilledPart): Decimal {
  const { side, base, quote, feeAsset, quantity } = part
  const own = side === 'buy' ? cashOf(part) : quantity
  return feeAsset === (side === 'buy' ? quote : base) ? own.plus(feeOf(part)) : own
}

/** Rounding, a higher fee, or a fill after all was given back may need more than is held: it comes from what is free. False when that is too little. */
function topUp(work: BookWork, order: Order, { part, spent }: { readonly part: FilledPart; readonly spent: Decimal }): boolean {
  const missing = spent.minus(order.reserved)
  const asset = order.side === 'buy' ? order.quote : order.base
  if (missing.lte(0)) return true
  if (missing.gt(work.available(asset))) return false
  work.post(reserveEntry({ id: work.newId(), at: part.at, asset, amount: missing, orderId: order.id }))
  work.putOrder({ ...order, reserved: order.reserved.plus(missing) })
  return true
}

function feesInQuote(part: FilledPart, feeWorth: Decimal | undefined): Decimal {
  const { feeAsset, base, quote, price } = part
  const worth = feeAsset === quote ? undefined : feeAsset === base ? price : (feeWorth ?? new Decimal(0))
  return worth === undefined ? feeOf(part) : feeOf(part).times(worth).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_UP)
}

/** A fee in the base currency leaves less to hold: its share of the cost counts as fee. */
function buy(work: BookWork, order: Order, { part, cash, fees }: Filled): void {
  const { base, feeAsset, quantity, price, at } = part
  const kept = feeAsset === base ? quantity.minus(feeOf(part)) : quantity
  const cost = feeAsset === base ? cash.times(kept).div(quantity).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_UP) : cash
  const bought = { quantity: kept, cost, fees: feeAsset === base ? cash.minus(cost) : fees, price, at }
  work.putPosition(raisePosition(work.positionOf(order), { order, bought, name: () => work.newName() }))
}

/** What no position covers, such as coins that were deposited, is sold without a trade. */
function sell(
  work: BookWork,
  { order, filling, market }: { readonly order: Order; readonly filling: Filled; readonly market: TradedMarket },
): void {
  const position = work.positionOf(order)
  if (position === undefined) return
  const { part, cash, fees } = filling
  const gone = part.feeAsset === part.base ? part.quantity.plus(feeOf(part)) : part.quantity
  const quantity = Decimal.min(gone, position.quantity)
  const share = (amount: Decimal): Decimal =>
    quantity.eq(gone) ? amount : amount.times(quantity).div(gone).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_DOWN)
  const gross = part.feeAsset === part.base ? cash.plus(fees) : cash
  const sold = { quantity, proceeds: share(gross), fees: share(fees), at: part.at }
  const trade = work.tradeOf(order.id)
  const lowered = lowerPosition(position, { order, sold, trade, lot: new Decimal(market.lot), newId: () => work.newId() })
  work.putPosition(lowered.position)
  work.putTrade(lowered.trade)
}
