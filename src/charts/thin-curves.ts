/**
 * Which points of curves to draw where there are more than a picture has pixels: in each of `parts` equal stretches the highest and the lowest of every curve,
 * and the first and the last of all. Curves have the same length; NaN is never chosen for being high or low. Sorted, none twice.
 */
export function thinCurves(curves: readonly Float64Array[], parts: number): readonly number[] {
  const length = curves[0]?.length ?? 0
  if (length <= parts) return Array.from({ length }, (_, index) => index)
  const chosen = new Set([0, length - 1])
  for (let part = 0; part < parts; part++) {
    const [start, end] = [Math.floor((part * length) / parts), Math.floor(((part + 1) * length) / parts)]
    for (const curve of curves) for (const index of extremesOf(curve, start, end)) chosen.add(index)
  }
  return [...chosen].toSorted((one, other) => one - other)
}

function extremesOf(curve: Float64Array, start: number, end: number): readonly [lowest: number, highest: number] {
  let [lowest, highest] = [start, start]
  for (let index = start + 1; index < end; index++) {
    const value = curve[index] ?? Number.NaN
    if (!(value >= (curve[lowest] ?? Number.NaN))) lowest = Number.isNaN(value) ? lowest : index
    if (!(value <= (curve[highest] ?? Number.NaN))) highest = Number.isNaN(value) ? highest : index
  }
  return [lowest, highest]
}
