import fc from 'fast-check'
import { depositEntry, fillEntry, releaseEntry, reserveEntry, withdrawalEntry } from '../../../src/trading/ledger/entries.ts'
import type { LedgerEntry } from '../../../src/trading/ledger/ledger-entry.ts'
import { fromMinor } from '../../../src/trading/ledger/minor-units.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { type Asset, EMPTY, type NaiveFill, naive, type Purse, UNIT, up } from './naive-ledger.ts'

const PER_MILLE = 1000n
const PARTS_MAX = 5
/** Twice the highest rate there is here, and a minor unit for each rounding. */
const FEE_ROOM = { rate: 50n, of: 10_000n, units: 2n * BigInt(PARTS_MAX) }

/** What somebody does next. Shares are in thousandths of what is there, so that most of it can be done. */
export type Step =
  | { readonly do: 'deposit'; readonly amount: bigint }
  | { readonly do: 'withdraw'; readonly share: bigint }
  | { readonly do: 'order'; readonly side: 'buy' | 'sell'; readonly price: bigint; readonly share: bigint }
  | {
      readonly do: 'fill'
      readonly which: number
      readonly share: bigint
      readonly better: bigint
      readonly rate: bigint
      readonly feeAsset: Asset
    }
  | { readonly do: 'cancel'; readonly which: number }

export interface OpenOrder {
  readonly id: string
  readonly side: 'buy' | 'sell'
  readonly price: bigint
  readonly left: bigint
  readonly parts: number
  readonly asset: Asset
  readonly held: bigint
}

/** The moment after a step, in the words of the naive ledger and in those of ours. `posted` is what this step added. */
export interface Moment {
  readonly at: number
  readonly purse: Purse
  readonly orders: readonly OpenOrder[]
  readonly posted: readonly LedgerEntry[]
}

const share = fc.bigInt(1n, PER_MILLE)
const deposits = fc.record({ do: fc.constant('deposit' as const), amount: fc.bigInt(1n, 10n ** 28n) })
const withdrawals = fc.record({ do: fc.constant('withdraw' as const), share })
const cancels = fc.record({ do: fc.constant('cancel' as const), which: fc.nat(9) })

/** Orders and fills at these prices, which are in minor units; `better` says how much better than ordered they may fill. */
function trades({ price, better, rates }: Trading): fc.Arbitrary<Step> {
  const side = fc.constantFrom('buy' as const, 'sell' as const)
  return fc.oneof(
    fc.record({ do: fc.constant('order' as const), side, price, share }),
    fc.record({
      do: fc.constant('fill' as const),
      which: fc.nat(9),
      share,
      better: fc.bigInt(0n, better),
      rate: fc.constantFrom(...rates),
      feeAsset: fc.constantFrom('USDT' as const, 'BTC' as const),
    }),
    cancels,
  )
}

interface Trading {
  readonly price: fc.Arbitrary<bigint>
  readonly better: bigint
  readonly rates: readonly bigint[]
}

const RATES = [0n, 10n, 25n]
const LENGTH = { minLength: 20, maxLength: 60 }
const basePrice = fc.bigInt(10n ** 14n, 10n ** 24n)

/** A life of at least twenty steps, which begins with money. Prices stay within a tenth of the first, or nobody could count what is earned. */
export const anyLife: fc.Arbitrary<readonly Step[]> = basePrice.chain((base) => {
  const price = fc.bigInt(900n, 1100n).map((part) => (base * part) / PER_MILLE)
  const steps = fc.oneof(
    { arbitrary: deposits, weight: 1 },
    { arbitrary: withdrawals, weight: 1 },
    { arbitrary: trades({ price, better: 100n, rates: [...RATES, -1n] }), weight: 8 },
  )
  return fc.tuple(deposits, fc.array(steps, LENGTH)).map(([first, rest]) => [first, ...rest])
})

/** The same without deposits after the first, without withdrawals, and all at one price. */
export const stillLife = basePrice.chain((price) =>
  fc.record({
    price: fc.constant(price),
    first: deposits,
    rest: fc.array(trades({ price: fc.constant(price), better: 0n, rates: RATES }), LENGTH),
  }),
)

/** Lives it, on both ledgers. What cannot be paid is not done. */
export function live(steps: readonly Step[]): readonly Moment[] {
  const moments: Moment[] = []
  let made = 0
  let last: Moment = { at: 0, purse: EMPTY, orders: [], posted: [] }
  for (const [index, step] of steps.entries()) {
    // Two steps share each moment, as fills of one bar do.
    const at = Math.floor(index / 2)
    last = { ...after(step, { ...last, at, posted: [] }, () => uuid(++made)), at }
    moments.push(last)
  }
  return moments
}

function after(step: Step, now: Moment, newId: () => string): Moment {
  switch (step.do) {
    case 'deposit':
      return funded(now, step.amount, newId)
    case 'withdraw':
      return funded(now, -((now.purse.free.USDT * step.share) / PER_MILLE), newId)
    case 'order':
      return ordered(step, now, newId)
    case 'fill':
      return filled(step, now, newId)
    case 'cancel':
      return ended(now, orderAt(now, step.which), newId)
  }
}

function funded(now: Moment, amount: bigint, newId: () => string): Moment {
  if (amount === 0n) return now
  const funding = { id: newId(), at: now.at, asset: 'USDT', amount: fromMinor(amount < 0n ? -amount : amount) }
  const entry = amount > 0n ? depositEntry(funding) : withdrawalEntry(funding)
  return { ...now, purse: naive.fund(now.purse, amount), posted: [entry] }
}

function ordered({ side, price, share: part }: Step & { do: 'order' }, now: Moment, newId: () => string): Moment {
  const asset = side === 'buy' ? 'USDT' : 'BTC'
  const budget = (now.purse.free[asset] * part) / PER_MILLE
  const { rate, of, units } = FEE_ROOM
  const quantity = side === 'buy' ? (budget * UNIT * of) / (price * (of + rate)) : (budget * of) / (of + rate)
  const exact = side === 'buy' ? up(price * quantity, UNIT) : quantity
  const held = exact + up(exact * rate, of) + units
  if (quantity <= 0n || held > now.purse.free[asset]) return now
  const order: OpenOrder = { id: newId(), side, price, left: quantity, parts: 0, asset, held }
  const entry = reserveEntry({ id: newId(), at: now.at, orderId: order.id, asset, amount: fromMinor(held) })
  return { ...now, purse: naive.hold(now.purse, asset, held), orders: [...now.orders, order], posted: [entry] }
}

function filled(step: Step & { do: 'fill' }, now: Moment, newId: () => string): Moment {
  const order = orderAt(now, step.which)
  if (order === undefined) return now
  const part = order.parts + 1 === PARTS_MAX ? order.left : up(order.left * step.share, PER_MILLE)
  const off = (order.price * step.better) / PER_MILLE
  const fill: NaiveFill = { ...step, side: order.side, price: order.side === 'buy' ? order.price - off : order.price + off, quantity: part }
  const purse = naive.fill(now.purse, fill)
  // The fee on next to nothing may be more than all that is there.
  if (isOverdrawn(purse)) return now
  const rest = {
    ...order,
    left: order.left - part,
    parts: order.parts + 1,
    held: order.held - (now.purse.held[order.asset] - purse.held[order.asset]),
  }
  const next = {
    ...now,
    purse,
    orders: now.orders.map((each) => (each === order ? rest : each)),
    posted: [entryOf(fill, { order, at: now.at, newId })],
  }
  return rest.left === 0n ? ended(next, rest, newId) : next
}

function isOverdrawn({ free, held }: Purse): boolean {
  return [free.USDT, free.BTC, held.USDT, held.BTC].some((amount) => amount < 0n)
}

/** The same fill in our own words. */
function entryOf(
  { side, price, quantity, rate, feeAsset }: NaiveFill,
  { order, at, newId }: { readonly order: Pick<OpenOrder, 'id'>; readonly at: number; readonly newId: () => string },
): LedgerEntry {
  const exact = feeAsset === 'USDT' ? fromMinor(price).times(fromMinor(quantity)) : fromMinor(quantity)
  return fillEntry({
    id: newId(),
    at,
    orderId: order.id,
    fillId: newId(),
    side,
    base: 'BTC',
    quote: 'USDT',
    quantity: fromMinor(quantity),
    price: fromMinor(price),
    fee: exact.times(rate.toString()).div(10_000),
    feeAsset,
  })
}

function ended(now: Moment, order: OpenOrder | undefined, newId: () => string): Moment {
  if (order === undefined) return now
  const { id: orderId, asset, held } = order
  const orders = now.orders.filter((each) => each !== order)
  if (held === 0n) return { ...now, orders }
  const entry = releaseEntry({ id: newId(), at: now.at, orderId, asset, amount: fromMinor(held) })
  return { ...now, purse: naive.hold(now.purse, asset, -held), orders, posted: [...now.posted, entry] }
}

function orderAt({ orders }: Moment, which: number): OpenOrder | undefined {
  return orders[which % Math.max(orders.length, 1)]
}
