import { indexFrom } from '../../basics/candles.ts'
import type { Rng } from '../../basics/rng.ts'
import type { BacktestResult, BacktestRules, BacktestSeries, BacktestTrade } from '../backtest.ts'
import { shuffle } from './shuffle.ts'
import { grown, growthOf } from './trade-steps.ts'

export const RANDOM_DRAWS_USUAL = 1000

interface Chance {
  readonly draws: number
  readonly rng: Rng
}

/** A backtest that ran, and on what. */
export interface BacktestRun {
  readonly series: readonly BacktestSeries[]
  readonly result: BacktestResult
}

/**
 * What blind chance makes of the same market: in each draw every trade of the strategy happens at another time, chosen at random, in the same market, held for as many
 * candles, with the same share of the account and the same costs; no two trades of a market overlap. There are no stops and targets in it: those of the strategy are already
 * in how long its trades were held, and on prices without memory no stop changes what a trade is worth on average. Total returns, sorted.
 */
export function randomEntries(ran: BacktestRun, rules: BacktestRules, { draws, rng }: Chance): Float64Array {
  const growth = growthOf(rules)
  const draw = ran.series.map((series) => drawer(series, holdingsOf(series, ran.result, rules)))
  const returns = new Float64Array(draws)
  for (let index = 0; index < draws; index++) {
    let account = 1
    for (const steps of draw) for (const step of steps(rng)) account = grown(account, step, growth)
    returns[index] = account - 1
  }
  return returns.sort()
}

/** What a trade takes with it to another time. */
interface Holding {
  /** From the candle of its entry to that of its exit. */
  readonly bars: number
  /** It ended inside its last candle, so the draw ends at the close of one; at the open otherwise. */
  readonly inside: boolean
  /** Which part of the account it was, its fee included. */
  readonly share: number
  /** What is left of its price after fees and slippage, as a factor. */
  readonly kept: number
}

function holdingsOf({ marketId }: BacktestSeries, { trades, times, equity }: BacktestResult, rules: BacktestRules): readonly Holding[] {
  const multiplied = growthOf(rules) === 'multiplied'
  return trades
    .filter((trade) => trade.marketId === marketId)
    .map((trade): Holding => {
      // Closes up to the opening of its first candle were there before it.
      const account = multiplied ? (equity[indexFrom(times, trade.entryAt + 1) - 1] ?? rules.cash) : rules.cash
      const cost = trade.quantity * trade.entryPrice * (1 + rules.fee)
      return {
        bars: trade.bars,
        inside: trade.reason !== 'exit' && trade.reason !== 'time',
        share: cost / account,
        kept: keptOf(trade, rules),
      }
    })
}

/** Targets are orders that wait at their price: they do not slip. */
function keptOf({ reason }: BacktestTrade, { fee, slippage }: BacktestRules): number {
  const slipped = reason === 'target' ? 1 : 1 - slippage
  return (slipped * (1 - fee)) / ((1 + slippage) * (1 + fee))
}

/** All trades of one market at other times: in a random order, with what is left of the candles spread at random between them. What it gives is overwritten by the next draw. */
function drawer({ candles: { open, close }, from }: BacktestSeries, holdings: readonly Holding[]): (rng: Rng) => Float64Array {
  const taken = holdings.reduce((sum, { bars, inside }) => sum + bars + Number(inside), 0)
  // The last trade needs an open to end at.
  const free = Math.max(0, open.length - 2 - from - taken)
  const steps = new Float64Array(holdings.length)
  const gaps = new Float64Array(holdings.length)
  const order = Uint32Array.from(holdings.keys())
  return (rng) => {
    for (let index = 0; index < gaps.length; index++) gaps[index] = Math.floor(rng.next() * (free + 1))
    gaps.sort()
    shuffle(order, rng)
    let next = from + 1
    for (let index = 0; index < order.length; index++) {
      const holding = holdings[order[index] ?? 0]
      if (holding === undefined) continue
      const entry = next + (gaps[index] ?? 0)
      const exit = Math.min(entry + holding.bars, open.length - 1)
      const price = (holding.inside ? close : open)[exit] ?? Number.NaN
      steps[index] = holding.share * ((price / (open[entry] ?? Number.NaN)) * holding.kept - 1)
      next += holding.bars + Number(holding.inside)
    }
    return steps
  }
}
