import { RollingMean } from '../src/analysis/indicators/sma.ts'
import { type Candle, type Candles, candleAt } from '../src/basics/candles.ts'
import { DAY_MS } from '../src/basics/timeframe.ts'

export type PeerCandle = Candle

interface PeerRules {
  readonly fast: number
  readonly slow: number
  readonly cash: number
  readonly share: number
  readonly fee: number
}

interface PeerTrade {
  readonly entry: PeerCandle
  readonly exit: PeerCandle
  readonly pnl: number
  readonly change: number
}

export function peerCandles(candles: Candles): readonly PeerCandle[] {
  return Array.from(candles.time, (_, index) => candleAt(candles, index)).filter((each) => each !== undefined)
}

/** The crossing of two averages the way one would write it down: a candle is an object, averages go along, and the metrics are made of arrays. */
export function peerBacktest(candles: readonly PeerCandle[], { fast, slow, cash: first, share, fee }: PeerRules) {
  const trades: PeerTrade[] = []
  const curve: { readonly at: number; readonly equity: number }[] = []
  let cash = first
  let held: { readonly quantity: number; readonly entry: PeerCandle } | undefined
  let order: 'buy' | 'sell' | undefined
  let before = Number.NaN
  const [quick, steady] = [new RollingMean(fast), new RollingMean(slow)]

  function sell(exit: PeerCandle, price: number): void {
    if (held === undefined) return
    const { quantity, entry } = held
    const pnl = quantity * (price - entry.open) - quantity * (price + entry.open) * fee
    cash += quantity * price * (1 - fee)
    trades.push({ entry, exit, pnl, change: pnl / (quantity * entry.open) })
    held = undefined
  }

  function buy(candle: PeerCandle): void {
    const quantity = Math.floor(((cash * share) / (candle.open * (1 + fee))) * 1e8) / 1e8
    cash -= quantity * candle.open * (1 + fee)
    held = { quantity, entry: candle }
  }

  for (const candle of candles) {
    if (order === 'sell') sell(candle, candle.open)
    if (order === 'buy') buy(candle)
    curve.push({ at: candle.time, equity: cash + (held?.quantity ?? 0) * candle.close })
    const now = quick.next(candle.close) - steady.next(candle.close)
    order = orderOf(crossed(before, now), held !== undefined)
    before = now
  }
  const last = candles.at(-1)
  if (last !== undefined) sell(last, last.close)
  return { finalEquity: cash, trades, ...peerMetrics(trades, curve) }
}

function orderOf(way: -1 | 0 | 1, isHeld: boolean): 'buy' | 'sell' | undefined {
  if (isHeld) return way === -1 ? 'sell' : undefined
  return way === 1 ? 'buy' : undefined
}

/** 1 where the value rises above 0, −1 where it falls below, 0 where neither is or nothing was known before. */
function crossed(before: number, now: number): -1 | 0 | 1 {
  if (before <= 0 && now > 0) return 1
  return before >= 0 && now < 0 ? -1 : 0
}

function peerMetrics(trades: readonly PeerTrade[], curve: readonly { readonly at: number; readonly equity: number }[]) {
  const days = [...new Map(curve.map(({ at, equity }) => [Math.floor(at / DAY_MS), equity])).values()]
  const returns = days.slice(1).map((worth, index) => worth / (days[index] ?? worth) - 1)
  const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length
  const deviation = Math.sqrt(returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (returns.length - 1))
  const losses = Math.sqrt(returns.reduce((sum, each) => sum + Math.min(each, 0) ** 2, 0) / returns.length)
  let peak = 0
  const falls = curve.map(({ equity }) => {
    peak = Math.max(peak, equity)
    return equity / peak - 1
  })
  const won = trades.filter(({ pnl }) => pnl > 0)
  return {
    sharpe: (mean / deviation) * Math.sqrt(365),
    sortino: (mean / losses) * Math.sqrt(365),
    maxDrawdown: falls.reduce((deepest, fall) => Math.min(deepest, fall), 0),
    winRate: won.length / trades.length,
    expectancy: trades.reduce((sum, { change }) => sum + change, 0) / trades.length,
  }
}
