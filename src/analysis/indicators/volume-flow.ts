import type { Candle } from '../../basics/candles.ts'
import type { CandleMachine } from './machine.ts'
import { RollingSum } from './rolling-sum.ts'

/** On-balance volume: adds the volume of bars that close higher than the one before, takes off that of those that close lower; begins with the first volume. TA-Lib OBV. No warm-up. */
export class Obv implements CandleMachine {
  private before = Number.NEGATIVE_INFINITY
  private sum = 0

  next({ close, volume }: Candle): number {
    this.sum += Math.sign(close - this.before) * volume
    this.before = close
    return this.sum
  }
}

/** Accumulation/distribution line: each volume counts by where its bar closed between low (−1) and high (+1). TA-Lib AD; Marc Chaikin. No warm-up. */
export class Accumulation implements CandleMachine {
  private sum = 0

  next(candle: Candle): number {
    this.sum += moneyFlow(candle)
    return this.sum
  }
}

/** Chaikin money flow, −1 to 1: the accumulation of `period` bars as a share of their volume; 0 where nothing was traded. Marc Chaikin. Warm-up: period − 1 bars. */
export class ChaikinMoneyFlow implements CandleMachine {
  private readonly flow: RollingSum
  private readonly volume: RollingSum

  constructor(period: number) {
    this.flow = new RollingSum(period)
    this.volume = new RollingSum(period)
  }

  next(candle: Candle): number {
    const flow = this.flow.next(moneyFlow(candle))
    const volume = this.volume.next(candle.volume)
    return volume === 0 ? 0 : flow / volume
  }
}

/**
 * Money flow index, 0 to 100: the money traded on bars with a higher typical price, as a share of that on all bars that moved; 0 where none did.
 * TA-Lib MFI, but for its rule that less than one unit of money counts as none: that would silence markets quoted in bitcoin. Warm-up: period bars.
 */
export class MoneyFlowIndex implements CandleMachine {
  private readonly up: RollingSum
  private readonly down: RollingSum
  private before = Number.NaN

  constructor(period: number) {
    this.up = new RollingSum(period)
    this.down = new RollingSum(period)
  }

  next({ high, low, close, volume }: Candle): number {
    const typical = (high + low + close) / 3
    const change = typical - this.before
    this.before = typical
    if (Number.isNaN(change)) return change
    const money = typical * volume
    const up = this.up.next(change > 0 ? money : 0)
    const all = up + this.down.next(change < 0 ? money : 0)
    return all === 0 ? 0 : 100 * (up / all)
  }
}

/** The volume of a bar by where it closed between low (−1) and high (+1); 0 where both are the same. */
function moneyFlow({ high, low, close, volume }: Candle): number {
  const range = high - low
  if (range <= 0) return 0
  return ((close - low - (high - close)) / range) * volume
}
