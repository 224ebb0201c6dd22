import type { Block, BlockOf } from '../basics/reply.ts'
import { text } from '../basics/reply.ts'
import { showPercent, showTime } from '../basics/show.ts'
import { DAY_MS } from '../basics/timeframe.ts'
import type { MarketService } from '../market/market-service.ts'
import type { NamedTrade, Portfolio } from '../trading/portfolio/portfolio.ts'
import { gainWords, heldWords, reasonWords } from './portfolio-words.ts'

const LATELY_MAX = 3

/** Closed trades, one line each: what each brought, why it was left, and when. */
export function tradeList(trades: readonly NamedTrade[], zone: string): BlockOf<'fields'> {
  return {
    kind: 'fields',
    fields: trades.map(({ trade, code, symbol, quote, about }) => ({
      label: `${code} ${symbol} ${showPercent(shareOf(trade))}`,
      value: [
        gainWords(trade.pnl, quote),
        `left by ${reasonWords(trade)} at ${showTime(trade.closedAt, zone)}`,
        `held ${heldWords(trade.closedAt - trade.openedAt)}${about === undefined ? '' : `. ${about}`}`,
      ].join(', '),
    })),
  }
}

/** What a trade brought, as a share of what it cost. */
export function shareOf({ pnl, cost }: NamedTrade['trade']): number {
  return cost.gt(0) ? pnl.div(cost).toNumber() : 0
}

/** What was closed while somebody was away: the last trades where nothing is open, else those of the past day. */
export async function closedLately(
  userId: string,
  {
    portfolio,
    market,
    zone,
    open,
  }: {
    readonly portfolio: Pick<Portfolio, 'trades'>
    readonly market: Pick<MarketService, 'now'>
    readonly zone: string
    readonly open: number
  },
): Promise<readonly Block[]> {
  const last = await portfolio.trades(userId, LATELY_MAX)
  const since = open === 0 ? 0 : market.now() - DAY_MS
  const shown = last.filter(({ trade }) => trade.closedAt >= since)
  return shown.length === 0 ? [] : [text(open === 0 ? 'What was closed last:' : 'Closed in the past day:'), tradeList(shown, zone)]
}
