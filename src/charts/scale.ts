import { compactUnit, showDigits } from '../basics/show.ts'

/** One labelled place on an axis. `at` is its axis coordinate, which on a logarithmic axis is the logarithm of the value. */
interface Tick {
  readonly at: number
  readonly label: string
}

/** Where values stand on a vertical axis, whose ends are axis coordinates. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly Tick[]
  readonly log: boolean
}

/** A rough step up to the first number becomes the second, in powers of ten. */
const STEPS = [
  [1.5, 1],
  [3.5, 2],
  [7.5, 5],
] as const
const TICKS_MAX = 24
const COMPACT_FROM = 100_000
/** Below this ratio between the ends, a logarithmic axis has evenly stepped labels: 1, 2, 5 would leave it empty. */
const WIDE_RATIO = 8

/** The axis coordinate of a value. */
export function place(scale: Pick<Scale, 'log'>, value: number): number {
  return scale.log ? Math.log(value) : value
}

/**
 * An axis from `low` to `high` in values; `low` must be positive on a logarithmic one.
 * `decimals` are those of a price: no step is finer, and all are written where some are needed. Without them large values are counted in thousands, millions and so on, all in the same.
 */
export function makeScale(
  low: number,
  high: number,
  { log = false, count, decimals }: { log?: boolean; count: number; decimals?: number },
): Scale {
  const least = decimals === undefined ? 0 : 10 ** -decimals
  const wide = log && high / low >= WIDE_RATIO
  const values = wide ? decadeTicks(low, high, count) : evenTicks(low, high, Math.max(niceStep((high - low) / count), least))
  const step = (values[1] ?? high) - (values[0] ?? low)
  const largest = Math.max(Math.abs(low), Math.abs(high))
  const ticks = values.map((value) => ({
    at: place({ log }, value),
    label: tickLabel(value, { step: wide ? value : step, decimals, largest }),
  }))
  return { min: place({ log }, low), max: place({ log }, high), ticks, log }
}

/** The nearest of 1, 2, 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const [, step = 10] = STEPS.find(([below]) => rough / power < below) ?? []
  return step * power
}

/** The decimals that a value needs so that its first digit shows. */
function decimalsOf(step: number): number {
  return Math.min(12, Math.max(0, -Math.floor(Math.log10(Math.abs(step)) + 1e-9)))
}

function tickLabel(value: number, { step, decimals, largest }: { step: number; decimals: number | undefined; largest: number }): string {
  if (decimals !== undefined) {
    const needed = decimalsOf(step)
    return showDigits(value.toFixed(needed > 0 ? Math.max(needed, decimals) : 0))
  }
  const [unit, letter] = largest >= COMPACT_FROM ? compactUnit(largest) : [1, '']
  const digits = showDigits((value / unit).toFixed(decimalsOf(step / unit)))
  return value === 0 || letter === '' ? digits : `${digits} ${letter}`
}

function evenTicks(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.min(TICKS_MAX, Math.floor(high / step + 1e-9) - first + 1)
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step)
}

/** 1, 2, 5 of every power of ten, or powers alone, thinned until few enough are left. */
function decadeTicks(low: number, high: number, count: number): number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => Math.floor(Math.log10(low)) + index,
  )
  const fine = decades.flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power))
  const inside = (values: number[]): number[] => values.filter((value) => value >= low && value <= high)
  if (inside(fine).length <= count * 1.6) return inside(fine)
  const every = Math.max(1, Math.round(decades.length / count))
  return inside(decades.filter((_, index) => index % every === 0).map((power) => 10 ** power))
}
