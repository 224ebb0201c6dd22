import type { Candle } from '../../../basics/candles.ts'
import type { StudyRun } from '../../study-definition.ts'
import { Extreme } from '../extremes.ts'

const BINS = 24
const VALUE_SHARE = 0.7

/**
 * At which prices the volume of the last `period` bars was traded: their range is cut into 24 equal bins, and each bar's volume is spread evenly from its low to its high; where nothing was traded, every bar counts alike.
 * `out` holds the point of control (the middle of the fullest bin, the lowest of equal ones) and the top and the bottom of the value area: the bins around it that hold 70 % of the volume, taken one by one from the side whose next bin is fuller, from above where both are equal.
 * J. Peter Steidlmayer, 1984. Warm-up: period − 1 bars. A bar costs as much as the bins that the bars of the window touch.
 */
export class VolumeProfile implements StudyRun {
  readonly out = new Float64Array(3).fill(Number.NaN)
  private readonly highest: Extreme
  private readonly lowest: Extreme
  private readonly highs: Float64Array
  private readonly lows: Float64Array
  private readonly volumes: Float64Array
  private readonly bins = new Float64Array(BINS)
  private count = 0

  constructor(period: number) {
    this.highest = new Extreme(period, 'high')
    this.lowest = new Extreme(period, 'low')
    this.highs = new Float64Array(period)
    this.lows = new Float64Array(period)
    this.volumes = new Float64Array(period)
  }

  next({ high, low, volume }: Candle): void {
    const place = this.count % this.volumes.length
    this.highs[place] = high
    this.lows[place] = low
    this.volumes[place] = volume
    this.count++
    const top = this.highest.next(high)
    const bottom = this.lowest.next(low)
    if (this.count < this.volumes.length) return
    if (top === bottom) {
      this.out.fill(top)
      return
    }
    const width = (top - bottom) / BINS
    this.fill(bottom, width)
    const { control, from, to } = valueArea(this.bins)
    this.out[0] = bottom + (control + 0.5) * width
    this.out[1] = bottom + (to + 1) * width
    this.out[2] = bottom + from * width
  }

  private fill(bottom: number, width: number): void {
    this.bins.fill(0)
    const { bins, highs, lows, volumes } = this
    const traded = volumes.some((volume) => volume > 0)
    for (let place = 0; place < volumes.length; place++) {
      const from = ((lows[place] ?? Number.NaN) - bottom) / width
      const to = ((highs[place] ?? Number.NaN) - bottom) / width
      spread(bins, { from, to, volume: traded ? (volumes[place] ?? 0) : 1 })
    }
  }
}

/** Adds a bar's volume to the bins between its low and its high, both measured in bins from below. */
function spread(bins: Float64Array, { from, to, volume }: { from: number; to: number; volume: number }): void {
  const first = Math.min(BINS - 1, Math.floor(from))
  const last = Math.min(BINS - 1, Math.floor(to))
  if (first === last) {
    bins[first] = (bins[first] ?? 0) + volume
    return
  }
  const dense = volume / (to - from)
  for (let bin = first; bin <= last; bin++) {
    const part = Math.min(to, bin + 1) - Math.max(from, bin)
    bins[bin] = (bins[bin] ?? 0) + part * dense
  }
}

function valueArea(bins: Float64Array): { control: number; from: number; to: number } {
  let [total, control] = [0, 0]
  for (const [bin, volume] of bins.entries()) {
    total += volume
    if (volume > (bins[control] ?? 0)) control = bin
  }
  let [from, to, held] = [control, control, bins[control] ?? 0]
  while (held < VALUE_SHARE * total && (from > 0 || to < BINS - 1)) {
    const above = bins[to + 1] ?? Number.NEGATIVE_INFINITY
    const below = bins[from - 1] ?? Number.NEGATIVE_INFINITY
    if (above >= below) to++
    else from--
    held += Math.max(above, below)
  }
  return { control, from, to }
}
