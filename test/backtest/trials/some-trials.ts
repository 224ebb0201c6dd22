import { readCondition, readFormula } from '../../../src/analysis/formula/read-formula.ts'
import type { BacktestRules } from '../../../src/backtest/backtest.ts'
import type { BacktestMetrics } from '../../../src/backtest/backtest-metrics.ts'
import { measureBacktest } from '../../../src/backtest/measure-backtest.ts'
import { runBacktest } from '../../../src/backtest/run-backtest.ts'
import { costSweep } from '../../../src/backtest/trials/cost-sweep.ts'
import { judgeBacktest } from '../../../src/backtest/trials/judge-backtest.ts'
import { type BacktestRun, randomEntries } from '../../../src/backtest/trials/random-entries.ts'
import { createSeriesOf } from '../../../src/backtest/trials/series-of.ts'
import type { TrialEngine, TrialMarket, TrialStrategy } from '../../../src/backtest/trials/trial-strategy.ts'
import type { Trials, Verdict } from '../../../src/backtest/verdict.ts'
import { type Candle, type Candles, candlesFrom } from '../../../src/basics/candles.ts'
import { normal, type Rng, seededRng } from '../../../src/basics/rng.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'

export const ENGINE: TrialEngine = { run: runBacktest, measure: measureBacktest }

export const RULES: BacktestRules = {
  cash: 10_000,
  size: { kind: 'share', share: 0.999 },
  fee: 0.001,
  slippage: 0.0005,
  coolDownBars: 0,
  entriesMax: 1,
  minimumCost: 1,
  ambiguous: 'stop',
  growth: 'compound',
}

const START = Date.UTC(2024, 0, 1)
/** Of one candle. */
const DEVIATION = 0.01
/** How many candles the edge of `edgeMarket` lasts, and how often it comes. */
const EDGE_CANDLES = 5
const EDGE_CHANCE = 0.02

interface Wish {
  readonly seed: string | number
  readonly count: number
}

/** A market without memory: a random walk, and nothing else. */
export function noiseMarket(wish: Wish): TrialMarket {
  return marketOf(candlesOf(wish, 0))
}

/** The same with something in it: after a candle of great volume prices rise by a share per candle, for five of them. */
export function edgeMarket(wish: Wish, share: number): TrialMarket {
  return marketOf(candlesOf(wish, share))
}

function candlesOf({ seed, count }: Wish, share: number): Candles {
  const rng = seededRng(`market ${seed}`)
  let close = 100
  let edge = 0
  const rows = Array.from({ length: count }, (_, index): Candle => {
    const open = close
    const move = normal(rng) * DEVIATION + (edge > 0 ? share : 0)
    close = open * Math.exp(move)
    const [high, low] = [open * Math.exp(furthest(move, rng)), open * Math.exp(-furthest(-move, rng))]
    const great = rng.next() < EDGE_CHANCE
    edge = great ? EDGE_CANDLES : edge - 1
    return { time: START + index * HOUR_MS, open, high, low, close, volume: great ? 1000 : 100 + Math.round(rng.next() * 50) }
  })
  return candlesFrom('1h', rows)
}

/** How far up a walk without jumps went that ended there (the maximum of a Brownian bridge): a stop or a target in it fills where it says, neither better nor worse. */
function furthest(end: number, rng: Rng): number {
  return (end + Math.sqrt(end ** 2 - 2 * DEVIATION ** 2 * Math.log(1 - rng.next()))) / 2
}

export function marketOf(candles: Candles): TrialMarket {
  return { marketId: 'sim:btc/usd', data: { candles, frames: new Map(), outside: new Map() }, from: 0 }
}

interface Words {
  readonly entry: string
  readonly exit?: string
  readonly stop?: string
  readonly target?: string
  readonly rules?: Partial<BacktestRules>
}

export function strategyOf({ entry, exit, stop, target, rules }: Words): TrialStrategy {
  return {
    formulas: {
      entry: readCondition(entry),
      ...(exit && { exit: readCondition(exit) }),
      ...(stop && { stop: readFormula(stop) }),
      ...(target && { target: readFormula(target) }),
    },
    rules: { ...RULES, ...(stop && { stop: { kind: 'column' } }), ...(target && { target: { kind: 'column' } }), ...rules },
  }
}

/** One run with all that its trials look at. */
export function runOf(strategy: TrialStrategy, market: TrialMarket): BacktestRun & { readonly metrics: BacktestMetrics } {
  const series = createSeriesOf([market])(strategy)
  const result = runBacktest(series, strategy.rules)
  return { series, result, metrics: measureBacktest(result, series, strategy.rules) }
}

const DRAWS = 300

/** What is said of a strategy on a market, from random entries with this seed. */
export function verdictOn(
  strategy: TrialStrategy,
  market: TrialMarket,
  origins: Pick<Trials, 'forward' | 'variants'> & { readonly seed: string },
): Verdict {
  const { metrics, ...ran } = runOf(strategy, market)
  const random = randomEntries(ran, strategy.rules, { draws: DRAWS, rng: seededRng(origins.seed) })
  return judgeBacktest(metrics, { ...origins, costs: costSweep(ran.series, strategy.rules, ENGINE), random })
}
