import { Decimal } from '../../basics/money.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { Position } from './position.ts'

/** How much an exit sells, in whole lots; 0 when the market would not take so little. `targets` are those that are waited for afterwards. */
export interface ExitSale {
  readonly quantity: Decimal
  readonly targets: Position['targets']
}

interface SaleFacts {
  readonly market: Pick<TradedMarket, 'lot' | 'minimumCost'>
  /** What no other order holds, in the base currency. */
  readonly free: Decimal
  readonly price: Decimal
}

const NONE = new Decimal(0)

/** All that is there. */
export function wholeSale({ quantity, targets }: Pick<Position, 'quantity' | 'targets'>, facts: SaleFacts): ExitSale {
  const all = inLots(Decimal.min(quantity, facts.free), facts)
  return { quantity: isEnough(all, facts) ? all : NONE, targets }
}

/** The nearest target's part. What rounding leaves of it goes to the next target; the last one takes along a rest that could not be sold by itself. */
export function targetSale({ quantity, targets: [first, ...rest] }: Pick<Position, 'quantity' | 'targets'>, facts: SaleFacts): ExitSale {
  if (first === undefined) return { quantity: NONE, targets: rest }
  const all = Decimal.min(quantity, facts.free)
  const own = inLots(Decimal.min(first.quantity, all), facts)
  const left = inLots(all.minus(own), facts)
  const wanted = rest.length === 0 && first.quantity.gt(0) && !isEnough(left, facts) ? own.plus(left) : own
  const sold = isEnough(wanted, facts) ? wanted : NONE
  const over = Decimal.max(first.quantity.minus(sold), 0)
  const [next, ...later] = rest
  return { quantity: sold, targets: next === undefined ? [] : [{ ...next, quantity: next.quantity.plus(over) }, ...later] }
}

function inLots(quantity: Decimal, { market: { lot } }: SaleFacts): Decimal {
  return quantity.div(lot).floor().times(lot)
}

function isEnough(quantity: Decimal, { market: { minimumCost }, price }: SaleFacts): boolean {
  return quantity.gt(0) && (minimumCost === undefined || quantity.times(price).gte(minimumCost))
}
