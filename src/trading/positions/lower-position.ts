import { Decimal } from '../../basics/money.ts'
import { LEDGER_SCALE } from '../ledger/ledger-entry.ts'
import type { Order } from '../orders/order.ts'
import type { Position, Trade } from './position.ts'

/** What a fill took away: `quantity` of the base currency, what it brought without fees, and the fees, both in the quote currency. */
export interface Sold {
  readonly quantity: Decimal
  readonly proceeds: Decimal
  readonly fees: Decimal
  /** Market time, in milliseconds. */
  readonly at: number
}

interface Lowering {
  readonly order: Order
  readonly sold: Sold
  /** What the order closed before. */
  readonly trade: Trade | undefined
  /** Less than this cannot be sold, so it closes the position. */
  readonly lot: Decimal
  readonly newId: () => string
}

/**
 * The position after a part of it was sold, and the row of the closing order. Cost and fees of the entry go with what is sold, in proportion and to the last
 * digit: what rounding leaves stays with the rest, and whatever is there goes with the last part.
 */
export function lowerPosition(
  position: Position,
  { order, sold, trade, lot, newId }: Lowering,
): { readonly position: Position; readonly trade: Trade } {
  const rest = position.quantity.minus(sold.quantity)
  const isClosed = rest.lt(lot)
  const share = (amount: Decimal): Decimal =>
    isClosed ? amount : amount.times(sold.quantity).div(position.quantity).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_DOWN)
  const cost = share(position.cost)
  const entryFees = share(position.entryFees)
  const fees = entryFees.plus(sold.fees)
  const pnl = sold.proceeds.minus(cost).minus(fees)
  const quantity = isClosed ? new Decimal(0) : rest
  return {
    position: {
      ...position,
      quantity,
      cost: position.cost.minus(cost),
      entryFees: position.entryFees.minus(entryFees),
      realised: position.realised.plus(pnl),
      targets: order.reason === 'target' && !isClosed ? position.targets : scaled(position.targets, quantity.div(position.quantity)),
      closedAt: isClosed ? sold.at : undefined,
    },
    trade: grown(trade ?? begin(position, order, newId()), { ...sold, cost, fees, pnl }, riskOf(position, sold, cost)),
  }
}

/** What is left of a position is still to be sold at the same targets, in the same proportion. */
function scaled(targets: Position['targets'], by: Decimal): Position['targets'] {
  if (by.isZero()) return []
  return targets.map(({ price, quantity }) => ({ price, quantity: quantity.times(by).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_DOWN) }))
}

function riskOf({ firstStop }: Position, { quantity }: Sold, cost: Decimal): Decimal | undefined {
  return firstStop === undefined ? undefined : Decimal.max(cost.minus(firstStop.times(quantity)), 0)
}

function begin({ id: positionId, bookId, marketId, owner, tag, openedAt }: Position, { id: orderId, reason }: Order, id: string): Trade {
  const none = new Decimal(0)
  return {
    id,
    bookId,
    positionId,
    orderId,
    marketId,
    owner,
    tag,
    quantity: none,
    cost: none,
    proceeds: none,
    openedAt,
    closedAt: openedAt,
    reason,
    fees: none,
    pnl: none,
    risk: undefined,
  }
}

function grown(
  trade: Trade,
  part: Pick<Trade, 'quantity' | 'cost' | 'proceeds' | 'fees' | 'pnl'> & Pick<Sold, 'at'>,
  risk: Decimal | undefined,
): Trade {
  return {
    ...trade,
    quantity: trade.quantity.plus(part.quantity),
    cost: trade.cost.plus(part.cost),
    proceeds: trade.proceeds.plus(part.proceeds),
    fees: trade.fees.plus(part.fees),
    pnl: trade.pnl.plus(part.pnl),
    closedAt: part.at,
    risk: risk === undefined ? trade.risk : risk.plus(trade.risk ?? 0),
  }
}
