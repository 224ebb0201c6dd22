import { Decimal } from '../../basics/money.ts'
import { openOf } from '../../basics/timeframe.ts'
import type { OrderReason } from '../orders/order.ts'
import { sumOf } from './valuation.ts'

/** A trade as its results are counted. Money is in one currency for all of them. */
export interface CountedTrade {
  readonly marketId: string
  readonly tag: string | undefined
  readonly reason: OrderReason
  readonly openedAt: number
  readonly closedAt: number
  /** Net of `fees`. */
  readonly pnl: Decimal
  readonly fees: Decimal
  /** What it risked at its first stop. */
  readonly risk: Decimal | undefined
}

/** What came of a number of trades. What cannot be said of so few is missing. */
export interface TradeMetrics {
  readonly count: number
  readonly wins: number
  readonly losses: number
  readonly pnl: Decimal
  readonly fees: Decimal
  /** Wins among all trades, as a share. */
  readonly winRate: number | undefined
  /** What the wins brought for each unit that the losses cost; missing without a loss. */
  readonly profitFactor: number | undefined
  /** What a trade brings on average. */
  readonly expectancy: Decimal | undefined
  /** The same in units of what the trades risked. */
  readonly expectancyRisks: number | undefined
  readonly averageWin: Decimal | undefined
  /** Below zero. */
  readonly averageLoss: Decimal | undefined
  readonly best: Decimal | undefined
  readonly worst: Decimal | undefined
  readonly averageHeldMs: number | undefined
}

export function tradeMetrics(trades: readonly CountedTrade[]): TradeMetrics {
  const pnls = trades.map(({ pnl }) => pnl)
  const wins = pnls.filter((pnl) => pnl.gt(0))
  const losses = pnls.filter((pnl) => pnl.lt(0))
  const lost = sumOf(losses)
  const risks = trades.flatMap(({ pnl, risk }) => (risk?.gt(0) ? [pnl.div(risk)] : []))
  return {
    count: trades.length,
    wins: wins.length,
    losses: losses.length,
    pnl: sumOf(pnls),
    fees: sumOf(trades.map(({ fees }) => fees)),
    winRate: trades.length === 0 ? undefined : wins.length / trades.length,
    profitFactor: lost.isZero() ? undefined : sumOf(wins).div(lost.abs()).toNumber(),
    expectancy: meanOf(pnls),
    expectancyRisks: meanOf(risks)?.toNumber(),
    averageWin: meanOf(wins),
    averageLoss: meanOf(losses),
    best: pnls.length === 0 ? undefined : Decimal.max(...pnls),
    worst: pnls.length === 0 ? undefined : Decimal.min(...pnls),
    averageHeldMs: meanOf(trades.map(({ openedAt, closedAt }) => new Decimal(closedAt - openedAt)))?.toNumber(),
  }
}

export const TRADE_GROUPINGS = ['market', 'tag', 'reason', 'day', 'week', 'month'] as const
export type TradeGrouping = (typeof TRADE_GROUPINGS)[number]

const GROUP_OF = {
  market: ({ marketId }) => marketId.slice(marketId.indexOf(':') + 1),
  tag: ({ tag }) => tag ?? 'no tag',
  reason: ({ reason }) => reason,
  day: ({ closedAt }) => dayOf(openOf('1d', closedAt)),
  week: ({ closedAt }) => dayOf(openOf('1w', closedAt)),
  month: ({ closedAt }) => dayOf(openOf('1M', closedAt)).slice(0, -'-01'.length),
} as const satisfies Record<TradeGrouping, (trade: CountedTrade) => string>

const IN_TIME: readonly TradeGrouping[] = ['day', 'week', 'month']

/** The same by market, tag, reason of the exit, or time of the exit in UTC. Times are newest first, all else is by what it brought. */
export function groupedMetrics(
  trades: readonly CountedTrade[],
  by: TradeGrouping,
): readonly { readonly group: string; readonly metrics: TradeMetrics }[] {
  const groups = new Map<string, CountedTrade[]>()
  for (const trade of trades) {
    const group = GROUP_OF[by](trade)
    const members = groups.get(group)
    if (members === undefined) groups.set(group, [trade])
    else members.push(trade)
  }
  const rows = [...groups].map(([group, members]) => ({ group, metrics: tradeMetrics(members) }))
  return IN_TIME.includes(by)
    ? rows.toSorted((one, other) => other.group.localeCompare(one.group))
    : rows.toSorted((one, other) => other.metrics.pnl.comparedTo(one.metrics.pnl))
}

function meanOf(amounts: readonly Decimal[]): Decimal | undefined {
  return amounts.length === 0 ? undefined : sumOf(amounts).div(amounts.length)
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, -'T00:00:00.000Z'.length)
}
