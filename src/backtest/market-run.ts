import type { Bar } from '../matching/bar.ts'
import { exitInBar } from '../matching/exit-in-bar.ts'
import type { BacktestRules, BacktestSeries, ExitReason } from './backtest.ts'
import { entryQuantity } from './entry-quantity.ts'
import { exitPrices } from './exit-prices.ts'
import type { Purse } from './purse.ts'

interface Leaving {
  readonly price: number
  readonly reason: ExitReason
  readonly ambiguous: boolean
}

/** One market on its way through a backtest. At each of its candles the four steps are taken in their order: sell and buy at the open, look inside, close. */
export class MarketRun {
  quantity = 0

  private index: number
  private waiting: 'nothing' | 'buy' | 'exit' | 'time' = 'nothing'
  private signal = 0
  private mark = Number.NaN
  private cost = 0
  private mean = 0
  private fees = 0
  private risk = 0
  private entries = 0
  private entered = 0
  private left = Number.NEGATIVE_INFINITY
  private stop = 0
  private target = Number.POSITIVE_INFINITY
  private peak = 0
  private readonly series: BacktestSeries
  private readonly rules: BacktestRules
  private readonly purse: Purse
  private readonly holdBars: number
  /** What the trail leaves of the peak; 0 without one, which no price is below. */
  private readonly trailing: number

  constructor(series: BacktestSeries, rules: BacktestRules, purse: Purse) {
    this.series = series
    this.rules = rules
    this.purse = purse
    this.index = series.from
    this.holdBars = rules.holdBars ?? Number.POSITIVE_INFINITY
    this.trailing = rules.trail === undefined ? 0 : 1 - rules.trail
  }

  /** When the candle opens that comes next; infinity after the last. */
  get opensAt(): number {
    return this.series.candles.time[this.index] ?? Number.POSITIVE_INFINITY
  }

  /** What is held, at the last price that is known. */
  get worth(): number {
    return this.quantity === 0 ? 0 : this.quantity * this.mark
  }

  /** Sells at the open what was told to at the last close, or what the open jumped out of. */
  sellAtOpen(): void {
    if (this.quantity === 0) return
    const open = this.series.candles.open[this.index] ?? Number.NaN
    this.mark = open
    if (this.waiting === 'exit' || this.waiting === 'time') this.sell({ price: this.slipped(open), reason: this.waiting, ambiguous: false })
    else if (open <= this.stopNow() || open > this.target) this.leave({ open, high: open, low: open, close: open })
  }

  /** Buys at the open what was told to at the last close. `equity` says what everything is worth at that moment. */
  buyAtOpen(equity: () => number): void {
    if (this.waiting !== 'buy') return
    this.waiting = 'nothing'
    if (!this.buy(equity())) this.purse.skipped++
  }

  /** Sells where the candle touches a level. */
  lookInside(): void {
    if (this.quantity === 0) return
    const { open, high, low, close } = this.series.candles
    const top = high[this.index] ?? Number.NaN
    const bottom = low[this.index] ?? Number.NaN
    if (bottom <= this.stopNow() || top > this.target)
      this.leave({ open: open[this.index] ?? Number.NaN, high: top, low: bottom, close: close[this.index] ?? Number.NaN })
  }

  /** Values what is held, reads the signals and goes on to the next candle. */
  close(): void {
    const { series, index } = this
    if (this.quantity > 0) {
      this.mark = series.candles.close[index] ?? Number.NaN
      this.peak = Math.max(this.peak, series.candles.high[index] ?? 0)
    }
    this.waiting = this.told()
    this.signal = index
    this.index = index + 1
  }

  /** Passes the candles in which nothing can happen, beyond that what is held changes its worth, and says which one comes then. */
  passQuiet(): number {
    if (this.waiting === 'nothing') this.index = this.quantity > 0 ? this.quietWhileHeld() : this.quietWhileFlat()
    return this.index
  }

  /** Closes what is still open, at the last close. */
  finish(): void {
    this.index--
    this.waiting = 'nothing'
    if (this.quantity > 0) this.sell({ price: this.slipped(this.mark), reason: 'end', ambiguous: false })
  }

  private quietWhileFlat(): number {
    const { entry } = this.series
    const next = entry.indexOf(1, this.index)
    return next < 0 ? entry.length : next
  }

  private quietWhileHeld(): number {
    const { entry, exit, candles } = this.series
    const { high, low } = candles
    const { target, stop: set, trailing } = this
    const more = this.entries < this.rules.entriesMax
    const end = Math.min(low.length, this.entered + this.holdBars - 1)
    let stop = this.stopNow()
    let index = this.index
    for (; index < end; index++) {
      const top = high[index] ?? Number.NaN
      if ((low[index] ?? Number.NaN) <= stop || top > target) break
      if (exit?.[index] === 1 || (more && entry[index] === 1)) break
      if (top <= this.peak) continue
      this.peak = top
      stop = Math.max(set, top * trailing)
    }
    this.mark = candles.close[index - 1] ?? Number.NaN
    return index
  }

  private told(): typeof this.waiting {
    const { series, index, rules } = this
    const wanted = series.entry[index] === 1
    if (this.quantity === 0) return wanted && index - this.left >= rules.coolDownBars ? 'buy' : 'nothing'
    if (series.exit?.[index] === 1) return 'exit'
    if (index + 1 - this.entered >= this.holdBars) return 'time'
    return wanted && this.entries < rules.entriesMax ? 'buy' : 'nothing'
  }

  private buy(equity: number): boolean {
    const { series, rules, purse, signal } = this
    const open = series.candles.open[this.index] ?? Number.NaN
    const price = open * (1 + rules.slippage)
    const own = exitPrices(rules, { series, signal, price })
    const quantity = entryQuantity(rules, { price, stop: own.stop, cash: purse.cash, equity })
    const held = this.quantity + quantity
    const cost = this.cost + quantity * price
    const mean = this.quantity === 0 ? price : cost / held
    const { stop, target } = exitPrices(rules, { series, signal, price: mean })
    const between = Math.max(own.stop, stop) < open && price < target
    if (quantity === 0 || !between) return false
    if (this.quantity === 0) this.begin()
    const fee = quantity * price * rules.fee
    purse.cash -= quantity * price + fee
    purse.feesPaid += fee
    this.fees += fee
    this.quantity = held
    this.cost = cost
    this.mean = mean
    this.risk += quantity * (price - own.stop)
    this.entries++
    this.stop = stop
    this.target = target
    this.peak = Math.max(this.peak, price)
    this.mark = open
    return true
  }

  private begin(): void {
    this.entered = this.index
    this.fees = 0
    this.risk = 0
    this.entries = 0
    this.peak = 0
  }

  private stopNow(): number {
    return Math.max(this.stop, this.peak * this.trailing)
  }

  /** A bar has touched a level: which one counts is for the matching to say. */
  private leave(bar: Bar): void {
    const stop = this.stopNow()
    const hit = exitInBar({ stop, targets: [this.target] }, bar)
    if (hit === undefined) return
    const { ambiguous } = hit
    if (hit.leg === 'target') this.sell({ price: hit.price, reason: 'target', ambiguous })
    else if (ambiguous && this.rules.ambiguous === 'target') this.sell({ price: this.target, reason: 'target', ambiguous })
    else this.sell({ price: this.slipped(hit.price), reason: stop > this.stop ? 'trail' : 'stop', ambiguous })
  }

  private sell({ price, reason, ambiguous }: Leaving): void {
    const { series, rules, purse, quantity, cost, entered, index } = this
    const fee = quantity * price * rules.fee
    const fees = this.fees + fee
    purse.cash += quantity * price - fee
    purse.feesPaid += fee
    if (this.waiting === 'buy') purse.skipped++
    purse.trades.push({
      marketId: series.marketId,
      quantity,
      entryAt: series.candles.time[entered] ?? Number.NaN,
      entryPrice: this.mean,
      exitAt: series.candles.time[index] ?? Number.NaN,
      exitPrice: price,
      pnl: quantity * price - cost - fees,
      fees,
      reason,
      ambiguous,
      risk: rules.stop === undefined ? undefined : this.risk,
      bars: index - entered,
    })
    this.quantity = 0
    this.cost = 0
    this.left = index
    this.waiting = 'nothing'
  }

  private slipped(price: number): number {
    return price * (1 - this.rules.slippage)
  }
}
