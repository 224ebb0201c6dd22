import { expect } from 'vitest'
import { type Decimal, decimal } from '../../../src/basics/money.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { worstCase } from '../../../src/trading/orders/make-order.ts'
import type { Order } from '../../../src/trading/orders/order.ts'
import { isOver } from '../../../src/trading/orders/order-state.ts'
import { createFakeVenue, type FakeVenue } from '../../fakes/fake-venue.ts'
import { type OrderBench, openOrderBench } from './order-bench.ts'

const d = decimal
const FEE_RATE = d('0.001')
/** Longer than an order may be under way, and than a venue may lag behind. */
export const LONG_MS = 200_000
/** What rounding each of a handful of fills up may come to. */
const ROUNDING = d('0.00000000000000001')

export interface OrderWorld {
  readonly bench: OrderBench
  readonly venue: FakeVenue
}

export function openWorld(seed: number): OrderWorld {
  let venue: FakeVenue | undefined
  const bench = openOrderBench({
    feeRate: FEE_RATE,
    venue({ clock }) {
      venue = createFakeVenue({ rng: seededRng(seed), now: clock.now })
      return venue
    },
  })
  return { bench, venue: venue ?? expect.unreachable() }
}

/** What holds at every moment, by the numbers of safety.md; `before` is what the orders were earlier. */
export function checkWorld(world: OrderWorld, before: ReadonlyMap<string, Order>): void {
  const { store, oddities } = world.bench
  checkLedger(world)
  for (const order of store.orders.values()) checkOrder(world, order, before.get(order.id))
  // O2: whatever reached the venue was written before.
  const known = new Set([...store.orders.values()].map(({ clientOrderId }) => clientOrderId))
  expect([...world.venue.placements.keys()].filter((id) => !known.has(id))).toEqual([])
  // O14: of a pair two fill only if the venue filled both before it heard of the first.
  expect(oddities.filter(({ kind }) => kind === 'overfill' || kind.startsWith('unpaid'))).toEqual([])
}

function checkLedger({ bench: { store } }: OrderWorld): void {
  const book = store.book()
  // L1, L2: all of it adds up to nothing.
  const totals = new Map<string, bigint>()
  for (const { legs } of store.entries) for (const { asset, amount } of legs) totals.set(asset, (totals.get(asset) ?? 0n) + amount)
  expect([...totals.values()].filter((sum) => sum !== 0n)).toEqual([])
  // L5: what is reserved is what live orders hold.
  for (const [asset, { reserved }] of book.balances) {
    const holding = book.orders.filter(({ side, base, quote }) => (side === 'buy' ? quote : base) === asset)
    expect(reserved.toFixed()).toBe(sumOf(holding.map((order) => order.reserved)).toFixed())
  }
  // O11, O12: what is owned of the base currency is what the positions hold.
  const owned = book.balances.get('BTC')
  expect(sumOf(owned === undefined ? [] : [owned.available, owned.reserved]).toFixed()).toBe(
    sumOf(book.positions.map(({ quantity }) => quantity)).toFixed(),
  )
}

function checkOrder({ bench: { store }, venue }: OrderWorld, order: Order, earlier: Order | undefined): void {
  const filled = sumOf([...store.fills.values()].filter(({ orderId }) => orderId === order.id).map(({ quantity }) => quantity))
  // O3: it was sent once at most.
  expect(venue.placements.get(order.clientOrderId) ?? 0).toBeLessThanOrEqual(1)
  // O6, O7: filled grows, is what the fills add up to, and is never more than was ordered or than is true.
  expect(order.filled.toFixed()).toBe(filled.toFixed())
  expect(order.filled.lte(order.quantity) && order.filled.lte(trueFilled(venue, order)) && order.filled.gte(earlier?.filled ?? 0)).toBe(
    true,
  )
  // O8: what is over stays as it is.
  if (earlier !== undefined && isOver(earlier)) expect(order.state).toBe(earlier.state)
  // L6, O10: nothing is held for what is over, and the worst case for what is not.
  const { amount } = worstCase({ ...order, quantity: order.quantity.minus(order.filled) }, FEE_RATE)
  if (isOver(order)) expect(order.reserved.toFixed()).toBe('0')
  else expect(order.reserved.gte(amount.minus(ROUNDING))).toBe(true)
}

/** O20, S12: once the faults are over, nothing stays in doubt, and what we know is what is true. */
export async function drain({ bench, venue }: OrderWorld): Promise<void> {
  bench.store.around = () => {}
  venue.calm()
  for (let round = 0; round < 6; round++) {
    bench.clock.advance(LONG_MS)
    bench.market.bar(100, 100, 100, 100)
    await bench.desk.settle('ann')
  }
  for (const order of bench.store.orders.values()) {
    const row = venue.rows.get(order.clientOrderId)
    expect([isOver(order), order.filled.toFixed()]).toEqual([row?.state !== 'open', trueFilled(venue, order).toFixed()])
    expect(['unknown', 'sending', 'confirmed', 'cancel-pending', 'manual']).not.toContain(order.state)
  }
}

/** L12, L13: cash is what it was, with what was won, without what is invested. */
export function checkMoney({ bench: { store } }: OrderWorld): void {
  const { balances, positions } = store.book()
  const cash = balances.get('USDT') ?? expect.unreachable()
  const realised = sumOf([...store.positions.values()].map((position) => position.realised))
  const invested = sumOf(positions.map(({ cost, entryFees }) => cost.plus(entryFees)))
  expect(cash.available.plus(cash.reserved).toFixed()).toBe(d('10000').plus(realised).minus(invested).toFixed())
  expect(realised.toFixed()).toBe(sumOf([...store.trades.values()].map(({ pnl }) => pnl)).toFixed())
}

function trueFilled(venue: FakeVenue, { clientOrderId }: Order): Decimal {
  return sumOf((venue.rows.get(clientOrderId)?.executions ?? []).map(({ quantity }) => quantity))
}

function sumOf(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((sum, each) => sum.plus(each), d('0'))
}
