import { Decimal } from '../basics/money.ts'
import type { StrategyPerformance, StrategyTrading } from '../strategies/following/following-ports.ts'
import type { BookHistory } from '../trading/book-ports.ts'
import type { Trade } from '../trading/positions/position.ts'
import type { Trading } from '../trading/trading.ts'

/** Of one version since it last was flat, and since it was followed first. */
const ORDERS_MAX = 1_000
const TRADES_MAX = 10_000

export interface StrategyAccountParts {
  readonly trading: Pick<Trading, 'book' | 'positions'>
  readonly history: Pick<BookHistory, 'orders' | 'trades'>
}

/** What strategies hold and have done, from the ledger. */
export function createStrategyAccounts({ trading, history }: StrategyAccountParts): Pick<StrategyTrading, 'standing' | 'performance'> {
  return {
    async standing({ userId, versionId: owner }, { marketId, since }) {
      const book = await trading.book(userId)
      const held = book.positions.find((position) => position.owner === owner && position.marketId === marketId)
      if (held === undefined) {
        const trades = await history.trades(book.id, { owner, from: since, limit: TRADES_MAX })
        return { held: undefined, leftAt: trades.find((trade) => trade.marketId === marketId)?.closedAt }
      }
      const { code, openedAt } = held
      const orders = await history.orders(book.id, { owner, from: openedAt + 1, limit: ORDERS_MAX })
      const further = orders.filter((order) => order.marketId === marketId && order.side === 'buy' && order.filled.gt(0))
      return { held: { code, openedAt, entries: 1 + further.length }, leftAt: undefined }
    },
    async performance({ userId, versionId: owner }): Promise<StrategyPerformance> {
      const book = await trading.book(userId)
      const trades = await history.trades(book.id, { owner, limit: TRADES_MAX })
      const views = (await trading.positions(userId)).filter(({ position }) => position.owner === owner)
      return {
        trades: trades.length,
        wins: trades.filter(({ pnl }) => pnl.gt(0)).length,
        profits: profitsOf(trades),
        open: views.map(({ position: { code, marketId, base, quote, quantity }, profit, stopNow: stop }) => ({
          code,
          marketId,
          base,
          quote,
          quantity,
          profit,
          stop,
        })),
      }
    },
  }
}

function profitsOf(trades: readonly Trade[]): StrategyPerformance['profits'] {
  const sums = new Map<string, Decimal>()
  for (const { marketId, pnl } of trades) {
    const currency = marketId.slice(marketId.lastIndexOf('/') + 1)
    sums.set(currency, pnl.plus(sums.get(currency) ?? new Decimal(0)))
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}
