import type { BacktestSeries } from './backtest.ts'
import type { MarketRun } from './market-run.ts'
import type { Purse } from './purse.ts'
import type { Walked } from './walk-time-line.ts'

/** What `walkTimeLine` does for one market alone, only that candles in which nothing can happen are passed at once: most are. */
export function walkOneMarket(run: MarketRun, purse: Purse, { candles, from }: BacktestSeries): Walked {
  const { close } = candles
  const length = close.length
  const equity = new Float64Array(Math.max(0, length - from))
  const worth = (): number => purse.cash + run.worth
  let barsHeld = 0
  for (let index = from; index < length; index++) {
    const heldBefore = run.quantity > 0
    run.sellAtOpen()
    run.buyAtOpen(worth)
    if (heldBefore || run.quantity > 0) barsHeld++
    run.lookInside()
    run.close()
    equity[index - from] = worth()
    const loud = run.passQuiet()
    if (run.quantity > 0) {
      barsHeld += loud - index - 1
      value(close, { first: index + 1, end: loud, quantity: run.quantity, cash: purse.cash, equity, from })
    } else equity.fill(purse.cash, index + 1 - from, loud - from)
    index = loud - 1
  }
  return { opens: candles.time.slice(from), equity, barsHeld }
}

interface Held {
  readonly first: number
  readonly end: number
  readonly quantity: number
  readonly cash: number
  readonly equity: Float64Array
  readonly from: number
}

function value(close: Float64Array, { first, end, quantity, cash, equity, from }: Held): void {
  for (let index = first; index < end; index++) equity[index - from] = cash + quantity * (close[index] ?? Number.NaN)
}
