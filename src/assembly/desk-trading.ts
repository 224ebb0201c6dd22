import type { WallClock } from '../basics/clock.ts'
import type { Ids } from '../basics/ids.ts'
import { Decimal } from '../basics/money.ts'
import type { Origin } from '../basics/origin.ts'
import { createTurns } from '../basics/turns.ts'
import type { Services } from '../commands/services.ts'
import type { Database } from '../storage/database.ts'
import { createAdmission } from '../trading/admission.ts'
import type { DraftFacts } from '../trading/drafting/draft-order.ts'
import type { RiskGate } from '../trading/gate-ports.ts'
import { type BookOpener, createBookOpener } from '../trading/open-book.ts'
import { createOrderDesk } from '../trading/orders/order-desk.ts'
import type { OrderDesk, OrderDeskParts } from '../trading/orders/order-desk-parts.ts'
import { expectFill } from '../trading/paper/expect-fill.ts'
import { PAPER_COSTS } from '../trading/paper/paper-costs.ts'
import { createPaperVenue } from '../trading/paper/paper-venue.ts'
import { createJournal } from '../trading/portfolio/journal.ts'
import { createOutsideHoldings } from '../trading/portfolio/outside-holdings.ts'
import type { Portfolio } from '../trading/portfolio/portfolio.ts'
import { createPortfolio } from '../trading/portfolio/portfolio-service.ts'
import { createWallet } from '../trading/portfolio/wallet.ts'
import type { Trading } from '../trading/trading.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { createTrading } from '../trading/trading-service.ts'
import { type BookRounds, createBookRounds } from './book-rounds.ts'

/** What a paper account begins with. */
export const PAPER_OPENING = { asset: 'USDT', amount: new Decimal(10_000) }

const BOOKS_A_ROUND_MAX = 1_000

export interface DeskTradingParts {
  readonly database: Pick<
    Database,
    'books' | 'bookHistory' | 'intents' | 'equity' | 'accountPast' | 'walletRequests' | 'league' | 'holdings' | 'journal'
  >
  readonly clock: Pick<WallClock, 'now'>
  readonly ids: Ids
  readonly secret: Uint8Array
  readonly gate: RiskGate
  /** The operator named the market source. */
  readonly chosen: boolean
  /** Is told what ought not to happen to an order and yet did. */
  readonly notice: OrderDeskParts['notice']
}

export interface DeskTrading extends BookRounds {
  /** What a command may call, on the market of one call. */
  servicesOn(market: TradingMarket): Pick<Services, 'trading' | 'portfolio' | 'outside' | 'journal' | 'wallet'>
  /** Ends a person's book and begins the next, at the market's time. */
  beginAnew(market: TradingMarket, origin: Origin): Promise<void>
}

/** Plugs the ledger, the paper venue and the risk gate together. */
export function createDeskTrading({ database, clock, ids, secret, gate, chosen, notice }: DeskTradingParts): DeskTrading {
  const { books, bookHistory: history, intents, equity: snapshots, accountPast: past } = database
  const venue = createPaperVenue({ clock, costs: PAPER_COSTS })
  const feeRate = PAPER_COSTS.taker
  const inTurn = createTurns()
  const openerOn = (market: TradingMarket): BookOpener => createBookOpener({ books, market, ids, opening: PAPER_OPENING, chosen })
  const ordersOn = (market: TradingMarket): OrderDesk =>
    createOrderDesk({ books, venue, market, clock, ids, secret, feeRate, inTurn, admit: createAdmission({ market, past, gate }), notice })
  const tradingOn = (market: TradingMarket): Trading => {
    const expect: DraftFacts['expect'] = (order, quote) => expectFill(order, quote, PAPER_COSTS)
    const shared = { books, history, intents, past, gate, market, clock, ids, expect, feeRate }
    return createTrading({ ...shared, mode: venue.mode, orders: ordersOn(market), opener: openerOn(market) })
  }
  const portfolioOn = (market: TradingMarket, trading: Trading): Portfolio =>
    createPortfolio({ books: trading, history, snapshots, market })
  return {
    servicesOn(market) {
      const trading = tradingOn(market)
      const portfolio = portfolioOn(market, trading)
      return {
        trading,
        portfolio,
        outside: createOutsideHoldings({ store: database.holdings, market }),
        journal: createJournal({ store: database.journal, portfolio, market, ids }),
        wallet: createWallet({
          record: portfolio.record,
          store: books,
          requests: database.walletRequests,
          league: database.league,
          market,
          ids,
        }),
      }
    },
    async beginAnew(market, origin) {
      await openerOn(market).begin(origin.userId, origin)
    },
    ...createBookRounds({
      books,
      ordersOn,
      portfolioOn: (market) => portfolioOn(market, tradingOn(market)),
      booksARoundMax: BOOKS_A_ROUND_MAX,
    }),
  }
}
