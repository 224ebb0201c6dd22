const DECIMALS_MAX = 8
const SHARE = 0.99
const SAMPLES_MAX = 5000

/** The smallest step that 99 of 100 values are whole multiples of, as a plain decimal of at most eight places: "0.01". Values are looked at evenly over the whole. */
export function inferStep(values: Float64Array): string {
  const stride = Math.max(1, Math.ceil(values.length / SAMPLES_MAX))
  const counts = new Array<number>(DECIMALS_MAX + 1).fill(0)
  let samples = 0
  for (let index = 0; index < values.length; index += stride) {
    const decimals = decimalsOf(values[index] ?? 0)
    counts[decimals] = (counts[decimals] ?? 0) + 1
    samples++
  }
  let seen = 0
  const decimals = counts.findIndex((count) => {
    seen += count
    return seen >= samples * SHARE
  })
  return decimals <= 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`
}

function decimalsOf(value: number): number {
  for (let decimals = 0; decimals < DECIMALS_MAX; decimals++) {
    if (Number(value.toFixed(decimals)) === value) return decimals
  }
  return DECIMALS_MAX
}
