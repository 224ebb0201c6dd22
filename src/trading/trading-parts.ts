import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import type { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import type { Book, Mode } from './book.ts'
import type { BookHistory, BookStore, IntentStore } from './book-ports.ts'
import type { DraftFacts } from './drafting/draft-order.ts'
import type { RiskGate } from './gate-ports.ts'
import type { BookOpener } from './open-book.ts'
import type { OrderDesk } from './orders/order-desk-parts.ts'
import type { AccountPastStore } from './portfolio/portfolio-ports.ts'
import type { TradingMarket } from './trading-ports.ts'

/** What trading is made of, at one market's time. */
export interface TradingParts {
  readonly mode: Mode
  readonly orders: OrderDesk
  readonly opener: BookOpener
  readonly books: Pick<BookStore, 'halt' | 'lift'>
  readonly history: BookHistory
  readonly intents: IntentStore
  readonly past: AccountPastStore
  readonly gate: RiskGate
  readonly market: TradingMarket
  readonly clock: Pick<WallClock, 'now'>
  readonly ids: Pick<Ids, 'id'>
  /** What an order would come to right now, and the most that it may cost in fees. */
  readonly expect: DraftFacts['expect']
  readonly feeRate: Decimal
}

/** The book of the market's time, matched with what its markets did up to now. */
export async function settledBook({ opener, orders }: Pick<TradingParts, 'opener' | 'orders'>, userId: string): Promise<Book> {
  return (await orders.settle(userId, await opener.open(userId))).book
}

/** One step of several that one call makes: it is audited by itself. */
export function partOf(origin: Origin, part: string): Origin {
  return { ...origin, callId: `${origin.callId}:${part}` }
}
