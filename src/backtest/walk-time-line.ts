import type { MarketRun } from './market-run.ts'
import type { Purse } from './purse.ts'

/** What a walk leaves behind: the opening of each candle of the time line, what all was worth at its close, and in how many something was held. */
export interface Walked {
  readonly opens: Float64Array
  readonly equity: Float64Array
  readonly barsHeld: number
}

/** Along the joined time line of several markets; `candles` says how many moments there are at most. */
export function walkTimeLine(runs: readonly MarketRun[], purse: Purse, candles: number): Walked {
  const opens = new Float64Array(candles)
  const equity = new Float64Array(candles)
  const worth = (): number => purse.cash + worthOf(runs)
  const due: MarketRun[] = []
  let barsHeld = 0
  let count = 0
  for (let now = nextOpenOf(runs); now < Number.POSITIVE_INFINITY; now = nextOpenOf(runs)) {
    due.length = 0
    for (const run of runs) if (run.opensAt === now) due.push(run)
    const heldBefore = isHolding(runs)
    tradeAtOpen(due, worth)
    if (heldBefore || isHolding(runs)) barsHeld++
    goToClose(due)
    opens[count] = now
    equity[count] = worth()
    count++
  }
  return { opens: opens.slice(0, count), equity: equity.slice(0, count), barsHeld }
}

function tradeAtOpen(due: readonly MarketRun[], worth: () => number): void {
  for (const run of due) run.sellAtOpen()
  for (const run of due) run.buyAtOpen(worth)
}

function goToClose(due: readonly MarketRun[]): void {
  for (const run of due) run.lookInside()
  for (const run of due) run.close()
}

function nextOpenOf(runs: readonly MarketRun[]): number {
  let next = Number.POSITIVE_INFINITY
  for (const run of runs) if (run.opensAt < next) next = run.opensAt
  return next
}

function isHolding(runs: readonly MarketRun[]): boolean {
  for (const run of runs) if (run.quantity > 0) return true
  return false
}

function worthOf(runs: readonly MarketRun[]): number {
  let sum = 0
  for (const run of runs) sum += run.worth
  return sum
}
