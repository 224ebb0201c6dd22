/**
 * Of the last `period` values, as distances from an `anchor` near them: their `sum`, and their `rise`, the sum of each times its place (0 for the oldest).
 * By blocks, as `RollingSum` sums, so that a bar costs the same however long the period is. The anchor, which is the last value of the block before, keeps small moves of large prices exact.
 */
export class RollingMoments {
  anchor = Number.NaN
  sum = Number.NaN
  rise = Number.NaN
  private readonly period: number
  private readonly block: Float64Array
  private readonly sumsBehind: Float64Array
  private readonly risesBehind: Float64Array
  private base = Number.NaN
  private place = 0
  private blockSum = 0
  private blockRise = 0
  private full = false
  private last = Number.NaN
  private equal = 0

  constructor(period: number) {
    this.period = period
    this.block = new Float64Array(period)
    this.sumsBehind = new Float64Array(period + 1)
    this.risesBehind = new Float64Array(period + 1)
  }

  /** Takes a known value; says whether the window is full. */
  add(value: number): boolean {
    const { period, place, sumsBehind, risesBehind } = this
    if (place === 0) this.base = this.full ? this.last : value
    this.equal = value === this.last ? this.equal + 1 : 1
    this.last = value
    this.block[place] = value
    const distance = value - this.base
    this.blockSum += distance
    this.blockRise += place * distance
    const older = period - place - 1
    this.anchor = this.base
    this.sum = (sumsBehind[place + 1] ?? 0) + this.blockSum
    this.rise = (risesBehind[place + 1] ?? 0) + (this.blockRise + older * this.blockSum)
    if (older === 0) this.turn(value)
    else this.place = place + 1
    if (this.equal >= period) this.stand(value)
    return this.full
  }

  /** A block is whole: sums it up from behind, around its last value. */
  private turn(last: number): void {
    const { block, sumsBehind, risesBehind } = this
    let sum = 0
    let rise = 0
    for (let place = this.period - 1; place >= 0; place--) {
      rise += sum
      sum += (block[place] ?? 0) - last
      sumsBehind[place] = sum
      risesBehind[place] = rise
    }
    this.place = 0
    this.blockSum = 0
    this.blockRise = 0
    this.full = true
  }

  /** All values are equal: exactly, so that ties stay ties. */
  private stand(value: number): void {
    this.anchor = value
    this.sum = 0
    this.rise = 0
  }
}
