import type { BacktestRules, BacktestSeries, BacktestTrade, ExitReason } from '../../src/backtest/backtest.ts'
import { type Candle, candleAt } from '../../src/basics/candles.ts'

interface Held {
  quantity: number
  cost: number
  mean: number
  fees: number
  risk: number
  entries: number
  readonly since: number
  stop: number
  target: number
  peak: number
}

interface Market {
  readonly series: BacktestSeries
  readonly candles: readonly Candle[]
  index: number
  held: Held | undefined
  order: { readonly what: 'buy' | 'exit' | 'time'; readonly signal: number } | undefined
  left: number
  price: number
}

export interface PlainResult {
  readonly trades: BacktestTrade[]
  readonly equity: number[]
  readonly opens: number[]
  readonly barsHeld: number
  readonly skipped: number
}

/** The rules of `runBacktest` once more, with an object for each candle and each moment looked at by itself: slow, and easy to follow. */
export function plainBacktest(all: readonly BacktestSeries[], rules: BacktestRules): PlainResult {
  const engine = new PlainEngine(all, rules)
  const times = all.flatMap(({ candles, from }) => [...candles.time.subarray(from)])
  const opens = [...new Set(times)].toSorted((one, other) => one - other)
  const equity = opens.map((now) => engine.step(now))
  engine.finish()
  if (equity.length > 0) equity[equity.length - 1] = engine.cash
  const { trades, barsHeld, skipped } = engine
  return { trades, equity, opens, barsHeld, skipped }
}

class PlainEngine {
  cash: number
  skipped = 0
  barsHeld = 0
  readonly trades: BacktestTrade[] = []
  private readonly markets: readonly Market[]
  private readonly rules: BacktestRules

  constructor(all: readonly BacktestSeries[], rules: BacktestRules) {
    this.rules = rules
    this.cash = rules.cash
    this.markets = all.map((series) => {
      const candles = Array.from(series.candles.time, (_, index) => candleAt(series.candles, index)).filter((each) => each !== undefined)
      return { series, candles, index: series.from, held: undefined, order: undefined, left: -1e9, price: 0 }
    })
  }

  step(now: number): number {
    const due = this.markets.flatMap((market) => {
      const candle = market.candles[market.index]
      return candle?.time === now ? [{ market, candle }] : []
    })
    const heldBefore = this.isHolding()
    for (const { market, candle } of due) market.price = candle.open
    for (const { market, candle } of due) this.sellAtOpen(market, candle)
    for (const { market, candle } of due) this.buyAtOpen(market, candle)
    if (heldBefore || this.isHolding()) this.barsHeld++
    for (const { market, candle } of due) this.lookInside(market, candle)
    for (const { market, candle } of due) this.close(market, candle)
    return this.worth()
  }

  finish(): void {
    for (const market of this.markets) {
      market.order = undefined
      market.index--
      this.sell(market, this.slipped(market.price), { reason: 'end' })
    }
  }

  private sellAtOpen(market: Market, { open }: Candle): void {
    const { held, order } = market
    if (held === undefined) return
    if (order?.what === 'exit' || order?.what === 'time') this.sell(market, this.slipped(open), { reason: order.what })
    else if (open > held.target) this.sell(market, open, { reason: 'target' })
    else if (open <= this.stopOf(held)) this.sell(market, this.slipped(open), { reason: this.stopReason(held) })
  }

  private buyAtOpen(market: Market, { open }: Candle): void {
    const { order, held, index: since } = market
    if (order?.what !== 'buy') return
    market.order = undefined
    const price = open * (1 + this.rules.slippage)
    const own = this.levels(market, order.signal, price)
    const quantity = Math.floor(Math.min(this.wanted(price, own.stop), this.cash / this.unit(price)) * 1e8) / 1e8
    const before = held ?? { quantity: 0, cost: 0, mean: 0, fees: 0, risk: 0, entries: 0, since, stop: 0, target: 0, peak: 0 }
    const after = { ...before, quantity: before.quantity + quantity, cost: before.cost + quantity * price }
    const mean = held === undefined ? price : after.cost / after.quantity
    const { stop, target } = this.levels(market, order.signal, mean)
    const isBetween = own.stop < open && stop < open && target > price
    if (quantity === 0 || quantity * price < this.rules.minimumCost || !isBetween) {
      this.skipped++
      return
    }
    const fee = quantity * price * this.rules.fee
    this.cash -= quantity * price + fee
    const risk = before.risk + quantity * (price - own.stop)
    market.held = {
      ...after,
      mean,
      fees: before.fees + fee,
      risk,
      entries: before.entries + 1,
      peak: Math.max(before.peak, price),
      stop,
      target,
    }
  }

  private lookInside(market: Market, { high, low }: Candle): void {
    const { held } = market
    if (held === undefined) return
    const stop = this.stopOf(held)
    const [stopped, reached] = [low <= stop, high > held.target]
    const ambiguous = stopped && reached
    if (reached && (!stopped || this.rules.ambiguous === 'target')) this.sell(market, held.target, { reason: 'target', ambiguous })
    else if (stopped) this.sell(market, this.slipped(stop), { reason: this.stopReason(held), ambiguous })
  }

  private close(market: Market, { close, high }: Candle): void {
    const { series, index, held, left } = market
    const wanted = series.entry[index] === 1
    const signalled = series.exit?.[index] === 1
    market.price = close
    market.order = undefined
    market.index++
    if (held === undefined) {
      if (wanted && index - left >= this.rules.coolDownBars) market.order = { what: 'buy', signal: index }
      return
    }
    held.peak = Math.max(held.peak, high)
    const isTimeUp = this.rules.holdBars !== undefined && index + 1 - held.since >= this.rules.holdBars
    if (signalled) market.order = { what: 'exit', signal: index }
    else if (isTimeUp) market.order = { what: 'time', signal: index }
    else if (wanted && held.entries < this.rules.entriesMax) market.order = { what: 'buy', signal: index }
  }

  private sell(market: Market, price: number, { reason, ambiguous = false }: { reason: ExitReason; ambiguous?: boolean }): void {
    const { held, series, candles, index } = market
    if (held === undefined) return
    const value = held.quantity * price
    const fees = held.fees + value * this.rules.fee
    this.cash += value - value * this.rules.fee
    this.trades.push({
      marketId: series.marketId,
      quantity: held.quantity,
      entryAt: candles[held.since]?.time ?? 0,
      entryPrice: held.mean,
      exitAt: candles[index]?.time ?? 0,
      exitPrice: price,
      pnl: value - held.cost - fees,
      fees,
      reason,
      ambiguous,
      risk: this.rules.stop === undefined ? undefined : held.risk,
      bars: index - held.since,
    })
    if (market.order?.what === 'buy') this.skipped++
    Object.assign(market, { held: undefined, order: undefined, left: index })
  }

  private levels({ series }: Market, signal: number, price: number): { stop: number; target: number } {
    const column = (values: Float64Array | undefined): number => values?.[signal] ?? Number.NaN
    const { stop: below, target: above } = this.rules
    let [stop, target] = [0, Number.POSITIVE_INFINITY]
    if (below?.kind === 'share') stop = price - price * below.share
    if (below?.kind === 'ranges') stop = price - below.ranges * column(series.range)
    if (below?.kind === 'column') stop = column(series.stop)
    if (above?.kind === 'share') target = price + price * above.share
    if (above?.kind === 'ranges') target = price + above.ranges * column(series.range)
    if (above?.kind === 'risks') target = below === undefined ? Number.NaN : price + above.risks * (price - stop)
    if (above?.kind === 'column') target = column(series.target)
    return { stop, target }
  }

  private wanted(price: number, stop: number): number {
    const { size, growth, cash } = this.rules
    if (size.kind === 'money') return size.money / this.unit(price)
    const share = size.share * (growth === 'fixed' ? cash : this.worth())
    if (size.kind === 'share') return share / this.unit(price)
    return this.rules.stop === undefined ? 0 : share / (price - stop)
  }

  private unit(price: number): number {
    return price + price * this.rules.fee
  }

  private stopOf(held: Held): number {
    return Math.max(held.stop, this.rules.trail === undefined ? 0 : held.peak * (1 - this.rules.trail))
  }

  private stopReason(held: Held): ExitReason {
    return this.stopOf(held) > held.stop ? 'trail' : 'stop'
  }

  private slipped(price: number): number {
    return price * (1 - this.rules.slippage)
  }

  private isHolding(): boolean {
    return this.markets.some(({ held }) => held !== undefined)
  }

  private worth(): number {
    return this.markets.reduce((sum, { held, price }) => sum + (held === undefined ? 0 : held.quantity * price), this.cash)
  }
}
