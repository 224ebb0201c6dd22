import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import type { Database } from '../storage/database.ts'
import type { RiskGate } from '../trading/gate-ports.ts'
import { type BookOpener, createBookOpener } from '../trading/open-book.ts'
import { createOrderDesk } from '../trading/orders/order-desk.ts'
import type { OrderDesk } from '../trading/orders/order-desk-parts.ts'
import { expectFill } from '../trading/paper/expect-fill.ts'
import { PAPER_COSTS } from '../trading/paper/paper-costs.ts'
import { createPaperVenue } from '../trading/paper/paper-venue.ts'
import type { Trading } from '../trading/trading.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { createTrading } from '../trading/trading-service.ts'

/** What a paper account begins with. */
export const PAPER_OPENING = { asset: 'USDT', amount: new Decimal(10_000) }

const BOOKS_A_ROUND_MAX = 200

export interface DeskTradingParts {
  readonly database: Pick<Database, 'books' | 'bookHistory' | 'intents' | 'equity'>
  readonly clock: Pick<WallClock, 'now'>
  readonly ids: Pick<Ids, 'id'>
  readonly secret: Uint8Array
  readonly gate: RiskGate
  /** The operator named the market source. */
  readonly chosen: boolean
}

export interface DeskTrading {
  /** Trading on the market of one call. */
  on(market: TradingMarket): Trading
  opener(market: TradingMarket): BookOpener
  orders(market: TradingMarket): OrderDesk
  /** Ends a person's main book and begins the next, at the market's time. */
  beginAnew(market: TradingMarket, origin: Origin): Promise<void>
  /** Matches the books that have something open with their markets. What fails is handed to `failed`, and the others go on. */
  settleBusy(
    marketOf: (userId: string, kind: TradingMarket['kind']) => Promise<TradingMarket | undefined>,
    failed: (error: unknown) => void,
  ): Promise<void>
}

/** Plugs the ledger, the paper venue and the risk gate together. */
export function createDeskTrading({ database, clock, ids, secret, gate, chosen }: DeskTradingParts): DeskTrading {
  const { books, bookHistory: history, intents, equity: snapshots } = database
  const venue = createPaperVenue({ clock, costs: PAPER_COSTS })
  const feeRate = PAPER_COSTS.taker
  const opener = (market: TradingMarket): BookOpener => createBookOpener({ books, market, ids, opening: PAPER_OPENING, chosen })
  const orders = (market: TradingMarket): OrderDesk => createOrderDesk({ books, venue, market, clock, ids, secret, feeRate })
  return {
    opener,
    orders,
    on: (market) =>
      createTrading({
        orders: orders(market),
        opener: opener(market),
        books,
        history,
        intents,
        snapshots,
        gate,
        market,
        clock,
        ids,
        expect: (order, quote) => expectFill(order, quote, PAPER_COSTS),
        feeRate,
      }),
    async beginAnew(market, origin) {
      await opener(market).begin(origin.userId, origin)
    },
    async settleBusy(marketOf, failed) {
      for (const { userId, kind } of await books.busy(BOOKS_A_ROUND_MAX)) {
        try {
          const market = await marketOf(userId, kind)
          const book = market && (await books.open(userId, { mode: 'paper', kind }))
          if (market !== undefined && book?.source === market.source) await orders(market).settle(userId)
        } catch (error) {
          failed(error)
        }
      }
    },
  }
}
