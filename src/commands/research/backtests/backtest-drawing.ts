import type { Tested } from '../../../backtest/test-strategy.ts'
import { indexFrom } from '../../../basics/candles.ts'
import { type BlockOf, picture } from '../../../basics/reply.ts'
import { showPercent } from '../../../basics/show.ts'
import type { BacktestPicture } from '../../../charts/charts.ts'
import type { Context } from '../../../chat/command.ts'
import { lookOf } from '../../company.ts'
import type { Services } from '../../services.ts'
import { badgeOf } from '../../source-words.ts'
import { isTelling, ratioWords, symbolsOf } from './backtest-words.ts'
import type { PreparedBacktest } from './prepare-backtest.ts'

/** The price with entries and exits, equity against holding, and drawdown. */
export async function backtestDrawing(
  { what, markets, timeframe }: Pick<PreparedBacktest, 'what' | 'markets' | 'timeframe'>,
  tested: Tested,
  context: Context<Services>,
): Promise<BlockOf<'picture'>> {
  const { services, signal } = context
  const { zone, palette } = await lookOf(context)
  const { result, metrics, curves, verdict } = tested
  const badge = badgeOf(services.market)
  const spec: BacktestPicture = {
    title: `${symbolsOf(markets)} ${timeframe} · ${what.name}`,
    ...(badge === undefined ? {} : { badge }),
    change: metrics.totalReturn,
    times: result.times,
    price: curves.price,
    equity: result.equity,
    holding: curves.holding,
    fills: fillsOf(tested, markets.length === 1),
    currency: markets[0]?.quote ?? '',
    figures: [
      { label: 'Trades', value: String(metrics.trades) },
      { label: 'Won', value: metrics.winRate === undefined ? '–' : `${Math.round(100 * metrics.winRate)}%` },
      { label: 'Sharpe', value: isTelling(metrics.sharpe) ? ratioWords(metrics.sharpe) : '–' },
      { label: 'Max drawdown', value: showPercent(metrics.maxDrawdown) },
      { label: 'Holding', value: showPercent(metrics.buyAndHold) },
    ],
    words: `${verdict.words}.`,
    zone,
    palette,
    at: services.market.now(),
  }
  return picture(await services.charts.backtest(spec, signal))
}

/** Where it bought and sold: at what was paid, or on the curve of several markets. */
function fillsOf({ result: { trades, times }, curves: { price } }: Tested, isOne: boolean): BacktestPicture['fills'] {
  const onCurve = (at: number): number => price[Math.min(indexFrom(times, at), price.length - 1)] ?? Number.NaN
  return trades.flatMap(({ entryAt, entryPrice, exitAt, exitPrice, pnl }) => [
    { at: entryAt, price: isOne ? entryPrice : onCurve(entryAt), side: 'buy' as const },
    { at: exitAt, price: isOne ? exitPrice : onCurve(exitAt), side: 'sell' as const, won: pnl > 0 },
  ])
}
