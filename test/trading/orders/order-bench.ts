import { createIds } from '../../../src/basics/ids.ts'
import { type Decimal, decimal } from '../../../src/basics/money.ts'
import { seededRng } from '../../../src/basics/rng.ts'
import { createTurns } from '../../../src/basics/turns.ts'
import type { Book } from '../../../src/trading/book.ts'
import type { Oddity } from '../../../src/trading/orders/book-work.ts'
import { createOrderDesk } from '../../../src/trading/orders/order-desk.ts'
import type { OrderDesk, OrderDeskParts } from '../../../src/trading/orders/order-desk-parts.ts'
import type { PlannedOrder } from '../../../src/trading/orders/planned-order.ts'
import { PAPER_COSTS } from '../../../src/trading/paper/paper-costs.ts'
import { createPaperVenue } from '../../../src/trading/paper/paper-venue.ts'
import type { Placed } from '../../../src/trading/trading.ts'
import type { Venue } from '../../../src/trading/venue-ports.ts'
import { createFakeBookStore, type FakeBookStore } from '../../fakes/fake-book-store.ts'
import { BTC, createFakeTradingMarket, type FakeTradingMarket } from '../../fakes/fake-trading-market.ts'
import { createFakeWallClock, type FakeWallClock } from '../../fakes/fake-wall-clock.ts'
import { someBook } from '../some-book.ts'

export interface OrderBench {
  readonly userId: string
  readonly desk: OrderDesk
  readonly store: FakeBookStore
  readonly market: FakeTradingMarket
  readonly clock: FakeWallClock
  readonly oddities: readonly Oddity[]
  /** Places under a call of its own, or under the one that is given. */
  place(...orders: readonly PlannedOrder[]): Promise<Placed>
  placeAs(callId: string, orders: readonly PlannedOrder[]): Promise<Placed>
  /** What is owned, with what is held: "BTC" → free and held. */
  owned(asset: string): readonly [free: string, held: string]
  originOf(action: string): { readonly userId: string; readonly callId: string; readonly action: string; readonly platform: string }
}

export const FREE_OF_COST = {
  ...PAPER_COSTS,
  maker: decimal('0'),
  taker: decimal('0'),
  halfSpread: decimal('0'),
  impact: decimal('0'),
  blindSlippage: decimal('0'),
}

interface BenchParts {
  readonly book?: Book
  readonly venue?: (parts: { readonly clock: FakeWallClock }) => Venue
  readonly feeRate?: Decimal
  /** The risk gate, which lets everything through unless it is given. */
  readonly admit?: OrderDeskParts['admit']
  /** Of the ids. */
  readonly seed?: string
  /** Where books are really kept, if not in memory, and what is to be kept there before an order is placed. */
  readonly kept?: { readonly books: OrderDeskParts['books']; readonly prepare: (callId: string) => Promise<void> }
}

/** An order desk over a book in memory, one market of minute bars, and a paper venue that costs nothing unless another is given. */
export function openOrderBench({
  book = someBook(),
  venue,
  feeRate = decimal('0.001'),
  seed = 'orders',
  admit = async () => true,
  kept,
}: BenchParts = {}): OrderBench {
  const store = createFakeBookStore(book)
  const market = createFakeTradingMarket()
  const clock = createFakeWallClock()
  const rng = seededRng(seed)
  const ids = createIds({ clock, random: { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(rng.next() * 256)) } })
  const oddities: Oddity[] = []
  const desk = createOrderDesk({
    books: kept?.books ?? store,
    venue: venue?.({ clock }) ?? createPaperVenue({ clock, costs: FREE_OF_COST }),
    market,
    clock,
    ids,
    secret: new Uint8Array(32).fill(7),
    feeRate,
    inTurn: createTurns(),
    admit,
    notice: (oddity) => oddities.push(oddity),
  })
  let calls = 0
  const originOf: OrderBench['originOf'] = (action) => ({ userId: book.userId, callId: `call ${++calls}`, action, platform: 'console' })
  const placeAs: OrderBench['placeAs'] = async (callId, orders) => {
    await kept?.prepare(callId)
    return desk.place(book.userId, { decide: async () => orders, confirms: callId, origin: { ...originOf('buy'), callId } })
  }
  return {
    userId: book.userId,
    desk,
    store,
    market,
    clock,
    oddities,
    originOf,
    place: (...orders) => placeAs(`place ${++calls}`, orders),
    placeAs,
    owned(asset) {
      const { available, reserved } = store.book().balances.get(asset) ?? { available: decimal('0'), reserved: decimal('0') }
      return [available.toFixed(), reserved.toFixed()]
    },
  }
}

/** A limit order to buy 1 BTC at 100 USDT, unless something else is said. */
export function planned(about: Partial<PlannedOrder> = {}): PlannedOrder {
  return {
    marketId: BTC.id,
    base: BTC.base,
    quote: BTC.quote,
    side: 'buy',
    type: 'limit',
    quantity: decimal('1'),
    limit: decimal('100'),
    trigger: undefined,
    expected: decimal('100'),
    reason: 'entry',
    owner: 'hand',
    tag: undefined,
    postOnly: false,
    reduceOnly: false,
    plan: undefined,
    group: undefined,
    restMs: undefined,
    ...about,
  }
}

export const atMarket = (about: Partial<PlannedOrder> = {}): PlannedOrder => planned({ type: 'market', limit: decimal('110'), ...about })
