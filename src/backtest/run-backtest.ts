import { lengthOf, nextOpen } from '../basics/timeframe.ts'
import type { BacktestResult, BacktestRules, BacktestSeries } from './backtest.ts'
import { MarketRun } from './market-run.ts'
import { fullPurse, type Purse } from './purse.ts'
import { walkOneMarket } from './walk-one-market.ts'
import { type Walked, walkTimeLine } from './walk-time-line.ts'

/**
 * What trading by these rules would have come to, candle by candle; nothing knows more than the candles up to its own.
 *
 * Signals are read at the close of a candle and fill at the open of the market's next one. While something is held, `exit` sells all of it, then
 * `holdBars` does so many candles after the first entry, then `entry` buys more up to `entriesMax` times; where nothing is held, `entry` buys from
 * `coolDownBars` candles after the last exit on. So at one open a market either sells or buys.
 *
 * Of the candles that open at one moment, all markets in their order first sell at the open (what was told to, and what the open jumped out of), then buy
 * at it, then sell inside what touches its stop, trail or target, then close: all is valued and signals are read. What an exit inside a candle brings is
 * there for entries of the next. A market without a candle at a moment does nothing and is worth its last price.
 *
 * Which leg counts inside a candle is said by `exitInBar`; a candle that touched both counts as stopped (or as `rules.ambiguous` says). Levels are measured
 * from the mean entry price, anew with each entry; 'ranges' and columns are those of the last signal's candle. The trail follows the entry prices and the
 * highs of closed candles. An entry needs all its levels, its stop below the open and its target above what it pays.
 *
 * Market orders, stops and trails slip, targets do not; fees are a share of each fill's value. Quantities are rounded down to eight decimals; what a share
 * of the equity buys is rounded after its fee. At the end what is open is sold at its market's last close, slipped, and the last equity is the cash then.
 *
 * Beside backtesting.py, with the same prices: that slips entries only and counts whole units; it finishes at the last open instead of the last close; it
 * looks at a stop before it looks whether the open jumped over the target, and fills a target that is just touched, here it must be traded through.
 */
export function runBacktest(series: readonly BacktestSeries[], rules: BacktestRules): BacktestResult {
  const purse = fullPurse(rules.cash)
  const runs = series.map((each) => new MarketRun(each, rules, purse))
  const { opens, equity, barsHeld } = walk(series, runs, purse)
  for (const run of runs) run.finish()
  if (equity.length > 0) equity[equity.length - 1] = purse.cash
  const { trades, feesPaid, skipped } = purse
  return { trades, times: closesOf(opens, series), equity, barsHeld, barsAll: equity.length, feesPaid, skipped }
}

function walk(series: readonly BacktestSeries[], runs: readonly MarketRun[], purse: Purse): Walked {
  const [one, run] = [series[0], runs[0]]
  if (runs.length === 1 && one !== undefined && run !== undefined) return walkOneMarket(run, purse, one)
  const candles = series.reduce((sum, { candles, from }) => sum + Math.max(0, candles.time.length - from), 0)
  return walkTimeLine(runs, purse, candles)
}

function closesOf(opens: Float64Array, series: readonly BacktestSeries[]): Float64Array {
  const timeframe = series[0]?.candles.timeframe ?? '1d'
  const length = lengthOf(timeframe)
  if (timeframe === '1M') return opens.map((open) => nextOpen(timeframe, open))
  for (let index = 0; index < opens.length; index++) opens[index] = (opens[index] ?? 0) + length
  return opens
}
