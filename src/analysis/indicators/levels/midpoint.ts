import { Extreme } from '../extremes.ts'
import type { Machine } from '../machine.ts'

/** The middle between the highest and the lowest of the last `period` values. TA-Lib MIDPOINT; its MIDPRICE is the middle of the Donchian channel. Warm-up: period − 1 bars. */
export class Midpoint implements Machine {
  private readonly highest: Extreme
  private readonly lowest: Extreme

  constructor(period: number) {
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
  }

  next(value: number): number {
    return (this.highest.next(value) + this.lowest.next(value)) / 2
  }
}
