/**
 * Pearson's correlation of the last `period` values of two series, −1 to 1; 0 where one of them never moved. TA-Lib CORREL. Warm-up: period − 1 bars.
 * In two passes, so that it is exact where prices are large and moves small. A bar at which either value is unknown (NaN) is skipped.
 */
export class RollingCorrelation {
  private readonly period: number
  private readonly ones: Float64Array
  private readonly others: Float64Array
  private count = 0

  constructor(period: number) {
    this.period = period
    this.ones = new Float64Array(period)
    this.others = new Float64Array(period)
  }

  next(one: number, other: number): number {
    if (Number.isNaN(one) || Number.isNaN(other)) return Number.NaN
    const { period, ones, others } = this
    ones[this.count % period] = one
    others[this.count % period] = other
    this.count++
    if (this.count < period) return Number.NaN
    const [meanOne, meanOther] = [meanNear(one, ones), meanNear(other, others)]
    let [squares, otherSquares, products] = [0, 0, 0]
    for (let place = 0; place < period; place++) {
      const distance = (ones[place] ?? Number.NaN) - meanOne
      const otherDistance = (others[place] ?? Number.NaN) - meanOther
      squares += distance * distance
      otherSquares += otherDistance * otherDistance
      products += distance * otherDistance
    }
    if (squares === 0 || otherSquares === 0) return 0
    return Math.min(1, Math.max(-1, products / (Math.sqrt(squares) * Math.sqrt(otherSquares))))
  }
}

/** The mean, summed up as distances to one of the values: so it is exactly that value where all are equal. */
function meanNear(value: number, values: Float64Array): number {
  let sum = 0
  for (const each of values) sum += each - value
  return value + sum / values.length
}
