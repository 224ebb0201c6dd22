/** What a twentieth of all is below, what half is, and what all but a twentieth is. */
export interface Percentiles {
  readonly p5: number
  readonly p50: number
  readonly p95: number
}

export function percentilesOf(values: Float64Array): Percentiles {
  const sorted = values.toSorted()
  return { p5: percentile(sorted, 0.05), p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) }
}

/** Between the two nearest in proportion, as spreadsheets do (R's type 7). NaN of nothing. */
function percentile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place % 1)
}
