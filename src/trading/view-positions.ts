import type { Book } from './book.ts'
import type { Position } from './positions/position.ts'
import { stopNow } from './positions/stop-now.ts'
import type { PositionView } from './trading.ts'
import type { Quote, TradingMarket } from './trading-ports.ts'

/** Open positions with what they are worth now, the oldest first; one whose market has no price is shown without. */
export async function viewPositions({ positions }: Pick<Book, 'positions'>, market: TradingMarket): Promise<readonly PositionView[]> {
  const quotes = await market.quotes([...new Set(positions.map(({ marketId }) => marketId))])
  return Promise.all(
    positions
      .toSorted((a, b) => a.openedAt - b.openedAt)
      .map(async (position) => viewOf(position, await market.market(position.marketId), quotes.get(position.marketId))),
  )
}

function viewOf(position: Position, market: PositionView['market'], quote: Quote | undefined): PositionView {
  const value = quote?.last.mul(position.quantity)
  const profit = value?.minus(position.cost).minus(position.entryFees)
  return {
    position,
    market,
    quote,
    value,
    profit,
    profitShare: position.cost.isZero() ? undefined : profit?.div(position.cost),
    stopNow: stopNow(position),
  }
}
