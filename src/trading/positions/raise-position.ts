import { Decimal } from '../../basics/money.ts'
import { LEDGER_SCALE } from '../ledger/ledger-entry.ts'
import type { ExitPlan, Order } from '../orders/order.ts'
import type { Position } from './position.ts'

/** What a fill brought: `quantity` of the base currency that is really there, what it cost without fees, and the fees, both in the quote currency. */
export interface Bought {
  readonly quantity: Decimal
  readonly cost: Decimal
  readonly fees: Decimal
  readonly price: Decimal
  /** Market time, in milliseconds. */
  readonly at: number
}

/** The position after an entry filled, or a part of it: it begins one, or raises the one that is open, which from then on averages both. */
export function raisePosition(
  open: Position | undefined,
  { order, bought, name }: { readonly order: Order; readonly bought: Bought; readonly name: () => Pick<Position, 'id' | 'code'> },
): Position {
  const { plan } = order
  const before = open ?? begin(order, bought, name())
  const stop = plan?.stop ?? before.stop
  return {
    ...before,
    quantity: before.quantity.plus(bought.quantity),
    cost: before.cost.plus(bought.cost),
    bought: before.bought.plus(bought.quantity),
    entryFees: before.entryFees.plus(bought.fees),
    stop,
    firstStop: before.firstStop ?? stop,
    targets: withTargets(before.targets, plan, bought.quantity),
    trail: plan?.trail ?? before.trail,
    breakEven: plan?.breakEven ?? before.breakEven,
    peak: Decimal.max(before.peak, bought.price),
    closeAt: plan?.keepMs === undefined || before.closeAt !== undefined ? before.closeAt : bought.at + plan.keepMs,
  }
}

function begin({ bookId, marketId, base, quote, owner, tag }: Order, { price, at }: Bought, name: Pick<Position, 'id' | 'code'>): Position {
  const none = new Decimal(0)
  return {
    ...name,
    bookId,
    marketId,
    base,
    quote,
    owner,
    tag,
    quantity: none,
    cost: none,
    bought: none,
    entryFees: none,
    realised: none,
    stop: undefined,
    firstStop: undefined,
    targets: [],
    trail: undefined,
    breakEven: undefined,
    peak: price,
    closeAt: undefined,
    openedAt: at,
    closedAt: undefined,
  }
}

function withTargets(targets: Position['targets'], plan: ExitPlan | undefined, quantity: Decimal): Position['targets'] {
  const added = (plan?.targets ?? []).map(({ price, share }) => ({
    price,
    quantity: quantity.times(share).toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_DOWN),
  }))
  return added.reduce((all, target) => addTarget(all, target), targets)
}

/** Targets with one more, the nearest first; what is sold at one price is one target. */
export function addTarget(targets: Position['targets'], added: Position['targets'][number]): Position['targets'] {
  const same = targets.find(({ price }) => price.eq(added.price))
  const sum = { price: added.price, quantity: added.quantity.plus(same?.quantity ?? 0) }
  return [...targets.filter((each) => each !== same), sum].toSorted((a, b) => a.price.comparedTo(b.price))
}
