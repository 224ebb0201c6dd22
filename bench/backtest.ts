import { execFileSync } from 'node:child_process'
import { sma } from '../src/analysis/indicators/sma.ts'
import type { BacktestResult, BacktestRules, BacktestSeries } from '../src/backtest/backtest.ts'
import { measureBacktest } from '../src/backtest/measure-backtest.ts'
import { runBacktest } from '../src/backtest/run-backtest.ts'
import type { Candles } from '../src/basics/candles.ts'
import { type PeerCandle, peerBacktest, peerCandles } from './backtest-peer.ts'
import { compare, median, print } from './rounds.ts'
import { walkCandles } from './walk-candles.ts'

const [FAST, SLOW] = [10, 20]
const ROUNDS = 9
const RULES: BacktestRules = {
  cash: 10_000,
  size: { kind: 'share', share: 0.01 },
  fee: 0.001,
  slippage: 0,
  coolDownBars: 0,
  entriesMax: 1,
  minimumCost: 0,
  ambiguous: 'stop',
  growth: 'compound',
}
const STOPS: BacktestRules = { ...RULES, slippage: 0.0005, stop: { kind: 'share', share: 0.002 }, target: { kind: 'share', share: 0.004 } }

/** A crossing of two averages with commission and all metrics, against an engine of objects; then what the parts of it cost. */
export async function benchBacktest(): Promise<void> {
  for (const count of [100_000, 1_000_000]) {
    const candles = walkCandles(count)
    const objects = peerCandles(candles)
    agree(wholeRun(candles), objects)
    print(`${count} candles, averages, trades and metrics:`)
    await compare([
      { name: 'Parley', run: async () => wholeRun(candles) },
      { name: 'an object for each candle', run: async () => peerRun(objects) },
    ])
    const series = [crossing(candles)]
    report('signals given, no stops', count, () => runBacktest(series, RULES))
    report('signals given, stops, targets and slippage', count, () => runBacktest(series, STOPS))
    const result = runBacktest(series, RULES)
    report('metrics alone', count, () => measureBacktest(result, series, RULES))
  }
  print(pythonPeer())
}

function wholeRun(candles: Candles): BacktestResult {
  const series = [crossing(candles)]
  const result = runBacktest(series, RULES)
  measureBacktest(result, series, RULES)
  return result
}

function peerRun(candles: readonly PeerCandle[]): number {
  return peerBacktest(candles, { fast: FAST, slow: SLOW, cash: RULES.cash, share: 0.01, fee: RULES.fee }).finalEquity
}

/** A faster wrong number does not count. */
function agree({ equity }: BacktestResult, candles: readonly PeerCandle[]): void {
  const [ours, theirs] = [equity.at(-1) ?? Number.NaN, peerRun(candles)]
  if (!(Math.abs(ours / theirs - 1) < 1e-9)) throw new Error(`The engines disagree: ${ours} and ${theirs}`)
}

function crossing(candles: Candles): BacktestSeries {
  const fast = sma(candles.close, FAST)
  const slow = sma(candles.close, SLOW)
  const entry = new Float64Array(fast.length)
  const exit = new Float64Array(fast.length)
  for (let index = SLOW; index < fast.length; index++) {
    const before = (fast[index - 1] ?? 0) - (slow[index - 1] ?? 0)
    const now = (fast[index] ?? 0) - (slow[index] ?? 0)
    entry[index] = before <= 0 && now > 0 ? 1 : 0
    exit[index] = before >= 0 && now < 0 ? 1 : 0
  }
  return { marketId: 'bench:BTC/USDT', candles, entry, exit, from: 0 }
}

function report(name: string, candles: number, run: () => unknown): void {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  const speed = (ms: number): string => (candles / ms / 1000).toFixed(1)
  print(`  ${name}: ${speed(median(times))} million candles/s [${speed(Math.max(...times))}–${speed(Math.min(...times))}]`)
}

function pythonPeer(): string {
  try {
    const version = execFileSync('python3', ['-c', 'import backtesting; print(backtesting.__version__)'], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    return `backtesting.py ${version.trim()} is here: measure it beside this`
  } catch {
    return 'backtesting.py is not here'
  }
}
