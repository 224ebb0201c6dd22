import { decimal } from '../../src/basics/money.ts'
import type { Book } from '../../src/trading/book.ts'
import type { Order } from '../../src/trading/orders/order.ts'
import type { Position, Trade } from '../../src/trading/positions/position.ts'

const NOTHING = decimal('0')
const MARKET = { marketId: 'binance:BTC/USDT', base: 'BTC', quote: 'USDT' } as const

/** A book with these balances, [available, reserved] by asset; 10,000 USDT when nothing is said. */
export function someBook(
  balances: Readonly<Record<string, readonly [string, string]>> = { USDT: ['10000', '0'] },
  about: Partial<Book> = {},
): Book {
  return {
    id: 'book',
    userId: 'ann',
    mode: 'paper',
    kind: 'main',
    epoch: 1,
    source: 'replay',
    asset: 'USDT',
    version: 1,
    settledTo: 0,
    lastEntryAt: 0,
    balances: new Map(
      Object.entries(balances).map(([asset, [free, held]]) => [asset, { available: decimal(free), reserved: decimal(held) }]),
    ),
    orders: [],
    fills: [],
    trades: [],
    positions: [],
    halt: undefined,
    ...about,
  }
}

export function someOrder(about: Partial<Order> = {}): Order {
  return {
    ...MARKET,
    id: 'order',
    code: 'ABC234',
    bookId: 'book',
    side: 'buy',
    type: 'limit',
    quantity: decimal('0.1'),
    limit: decimal('49000'),
    trigger: undefined,
    state: 'open',
    filled: NOTHING,
    turnover: NOTHING,
    fees: NOTHING,
    reserved: NOTHING,
    reason: 'entry',
    owner: 'hand',
    tag: undefined,
    postOnly: false,
    reduceOnly: false,
    plan: undefined,
    group: undefined,
    clientOrderId: 'client',
    venueOrderId: undefined,
    intentId: undefined,
    expected: decimal('50000'),
    placedAt: 0,
    expiresAt: undefined,
    notAfter: 0,
    updatedAt: 0,
    note: undefined,
    ...about,
  }
}

export function somePosition(about: Partial<Position> = {}): Position {
  return {
    ...MARKET,
    id: 'position',
    code: 'POS234',
    bookId: 'book',
    owner: 'hand',
    tag: undefined,
    quantity: decimal('0.1'),
    cost: decimal('5000'),
    bought: decimal('0.1'),
    entryFees: NOTHING,
    realised: NOTHING,
    stop: undefined,
    firstStop: undefined,
    targets: [],
    trail: undefined,
    breakEven: undefined,
    peak: decimal('50000'),
    closeAt: undefined,
    openedAt: 0,
    closedAt: undefined,
    ...about,
  }
}

export function someTrade(about: Partial<Trade> = {}): Trade {
  return {
    id: 'trade',
    bookId: 'book',
    positionId: 'position',
    orderId: 'order',
    marketId: MARKET.marketId,
    owner: 'hand',
    tag: undefined,
    quantity: decimal('0.1'),
    cost: decimal('5000'),
    proceeds: decimal('5200'),
    openedAt: 0,
    closedAt: 3_600_000,
    reason: 'target',
    fees: decimal('10.2'),
    pnl: decimal('189.8'),
    risk: decimal('100'),
    ...about,
  }
}
