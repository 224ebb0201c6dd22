import type { Candle } from '../../basics/candles.ts'
import type { CandleMachine } from './machine.ts'

/**
 * Parabolic stop and reverse: a stop that runs after the extreme of a trend, faster with each new one (by `step`, up to `most`), and changes sides when it is touched.
 * TA-Lib SAR; J. Welles Wilder, 1978. Warm-up: 1 bar.
 *
 * In a falling market everything is turned upside down, so that the stop always runs below.
 */
export class ParabolicSar implements CandleMachine {
  private readonly step: number
  private readonly most: number
  private bars = 0
  private rising = true
  private extreme = Number.NaN
  private stop = Number.NaN
  private factor: number
  private highBefore = Number.NaN
  private lowBefore = Number.NaN

  constructor(step: number, most: number) {
    this.step = step
    this.most = most
    this.factor = Math.min(step, most)
  }

  next({ high, low }: Candle): number {
    this.bars += 1
    const shown = this.bars === 1 ? Number.NaN : this.follow(high, low)
    this.highBefore = high
    this.lowBefore = low
    return shown
  }

  private follow(high: number, low: number): number {
    if (this.bars === 2) this.begin(high, low)
    const near = this.rising ? low : -high
    const far = this.rising ? high : -low
    const turned = near <= this.stop
    if (turned) this.turn(high, low)
    const shown = this.rising ? this.stop : -this.stop
    if (!turned && far > this.extreme) {
      this.factor = Math.min(this.most, this.factor + this.step)
      this.extreme = far
    }
    this.stop = this.outside(this.stop + this.factor * (this.extreme - this.stop), high, low)
    return shown
  }

  private begin(high: number, low: number): void {
    const fall = this.lowBefore - low
    this.rising = !(fall > 0 && fall > high - this.highBefore)
    this.extreme = this.rising ? high : -low
    this.stop = this.rising ? this.lowBefore : -this.highBefore
    // The first bar does not hold the stop back, as in TA-Lib.
    this.highBefore = high
    this.lowBefore = low
  }

  private turn(high: number, low: number): void {
    this.rising = !this.rising
    this.stop = this.outside(-this.extreme, high, low)
    this.extreme = this.rising ? high : -low
    this.factor = Math.min(this.step, this.most)
  }

  /** A stop may not stand inside this bar or the one before. */
  private outside(stop: number, high: number, low: number): number {
    return this.rising ? Math.min(stop, this.lowBefore, low) : Math.min(stop, -this.highBefore, -high)
  }
}
