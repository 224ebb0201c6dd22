import { z } from 'zod'
import { type Block, fields, table, text } from '../../basics/reply.ts'
import { showPercent } from '../../basics/show.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import { option } from '../../chat/option.ts'
import type { EquityMetrics } from '../../trading/portfolio/equity-metrics.ts'
import type { Results } from '../../trading/portfolio/portfolio.ts'
import { groupedMetrics, TRADE_GROUPINGS, type TradeGrouping, type TradeMetrics } from '../../trading/portfolio/trade-metrics.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { gainTone, gainWords, heldWords, moneyWords, titled, withoutUnit } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

const ROWS_SHOWN_MAX = 15
/** Longer names would make the table too wide for a phone. */
const GROUP_CHARS_MAX = 12
const SPANS = { '24h': 1, '7d': 7, '30d': 30, '90d': 90, '1y': 365 } as const
const HEADER = [
  'group',
  'trades',
  'wins',
  'losses',
  'win_rate',
  'pnl',
  'fees',
  'profit_factor',
  'expectancy',
  'average_win',
  'average_loss',
]
const GROUP_TITLES: Readonly<Record<TradeGrouping, string>> = {
  market: 'Market',
  tag: 'Tag',
  reason: 'Left by',
  day: 'Day',
  week: 'Week of',
  month: 'Month',
}

export const pnl = command({
  name: 'pnl',
  aliases: [
    'profit',
    { word: 'pb', preset: 'market' },
    { word: 'daily', preset: 'day' },
    { word: 'weekly', preset: 'week' },
    { word: 'monthly', preset: 'month' },
    { word: 'performance', preset: 'market' },
    { word: 'stats', preset: 'reason' },
  ],
  summary: 'Show how your trading went: profit, win rate, drawdown',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  menu: true,
  cost: 2,
  input: z.strictObject({
    by: option(z.enum(TRADE_GROUPINGS).optional(), { about: 'What trades are told apart by, besides the whole', anywhere: true }),
    last: option(z.enum(Object.keys(SPANS) as (keyof typeof SPANS)[]).optional(), {
      about: 'How far back; else all of the account',
      anywhere: true,
      words: ['last'],
    }),
    csv,
  }),
  examples: ['/pnl', '/daily', '/pnl tag last 30d', '/performance csv'],

  async run({ by, last, csv: wantsFile }, context) {
    const { portfolio, market } = context.services
    const { zone } = await lookOf(context)
    const from = last === undefined ? undefined : market.now() - SPANS[last] * DAY_MS
    const results = await portfolio.results(context.account.id, from)
    const { metrics, equity, asset, trades } = results
    const grouping = by ?? 'market'
    return {
      title: titled(
        `${gainWords(metrics.pnl, asset)} ${metrics.count === 1 ? 'in one trade' : `in ${metrics.count} trades`}`,
        context.services,
      ),
      tone: gainTone(metrics.pnl),
      blocks: [
        ...(trades.length === 0
          ? [text('No trade was closed in this time. A trade counts once its position, or a part of it, is sold.')]
          : [fields(tradeFields(metrics, asset)), groupTable(results, grouping)]),
        fields({
          ...equityFields(equity),
          Period: last === undefined ? 'since the account began' : `the last ${last}`,
          Source: sourceWords(market, zone),
        }),
        ...wholeNotes(results),
        ...(wantsFile ? [csvFile(`pnl-by-${grouping}.csv`, HEADER, rowsOf(results, grouping))] : []),
      ],
      buttons: TRADE_GROUPINGS.filter((each) => each !== grouping).map((each) => ({
        kind: 'run',
        label: `By ${each}`,
        command: 'pnl',
        input: { by: each, ...(last === undefined ? {} : { last }) },
        replaces: true,
      })),
    }
  },
})

function tradeFields(metrics: TradeMetrics, asset: string) {
  const { winRate, wins, losses, profitFactor, expectancy, expectancyRisks, averageWin, averageLoss, best, worst, fees, averageHeldMs } =
    metrics
  const risks = expectancyRisks === undefined ? '' : `, ${expectancyRisks.toFixed(2)} of what was risked`
  return {
    'Win rate': winRate === undefined ? 'unknown' : `${(winRate * 100).toFixed(0)}% (${wins} won, ${losses} lost)`,
    'Profit factor': profitFactor?.toFixed(2) ?? 'no loss yet',
    Expectancy: expectancy === undefined ? 'unknown' : `${gainWords(expectancy, asset)} a trade${risks}`,
    ...(averageWin === undefined ? {} : { 'Average win': gainWords(averageWin, asset) }),
    ...(averageLoss === undefined ? {} : { 'Average loss': gainWords(averageLoss, asset) }),
    ...(best === undefined || worst === undefined ? {} : { 'Best and worst': `${gainWords(best, asset)}, ${gainWords(worst, asset)}` }),
    'Fees in it': moneyWords(fees, asset),
    ...(averageHeldMs === undefined ? {} : { 'Held on average': heldWords(averageHeldMs) }),
  }
}

function equityFields({ change, drawdown, drawdownMs, sharpe, sortino, calmar }: EquityMetrics) {
  return {
    'Equity, corrected for deposits': showPercent(change),
    'Deepest drawdown': drawdown === 0 ? 'none' : `${showPercent(drawdown)}, longest ${heldWords(drawdownMs)}`,
    ...(sharpe === undefined ? {} : { Sharpe: sharpe.toFixed(2) }),
    ...(sortino === undefined ? {} : { Sortino: sortino.toFixed(2) }),
    ...(calmar === undefined ? {} : { Calmar: calmar.toFixed(2) }),
  }
}

function wholeNotes({ equity }: Results): readonly Block[] {
  return equity.sharpe === undefined
    ? [text('Sharpe, Sortino and Calmar are told from the tenth day on: before, they would be chance.')]
    : []
}

function groupTable({ trades, asset }: Results, by: TradeGrouping): Block {
  return table(
    [
      { title: GROUP_TITLES[by], align: 'left' },
      { title: 'Won', align: 'right' },
      { title: asset, align: 'right' },
    ],
    groupedMetrics(trades, by)
      .slice(0, ROWS_SHOWN_MAX)
      .map(({ group, metrics: { count, wins, pnl: result } }) => [
        group.slice(0, GROUP_CHARS_MAX),
        `${wins} of ${count}`,
        withoutUnit(gainWords(result, asset)),
      ]),
  )
}

function rowsOf({ trades }: Results, by: TradeGrouping): readonly (readonly string[])[] {
  return groupedMetrics(trades, by).map(({ group, metrics }) => [
    group,
    String(metrics.count),
    String(metrics.wins),
    String(metrics.losses),
    metrics.winRate?.toFixed(4) ?? '',
    metrics.pnl.toFixed(),
    metrics.fees.toFixed(),
    metrics.profitFactor?.toFixed(4) ?? '',
    metrics.expectancy?.toFixed() ?? '',
    metrics.averageWin?.toFixed() ?? '',
    metrics.averageLoss?.toFixed() ?? '',
  ])
}
