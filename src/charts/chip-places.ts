/** Moves chips apart so that none covers another, each as near as it can be to where it wants to be. Takes and gives centres, in pixels, in the same order. */
export function spread(
  wanted: readonly number[],
  { heightPx, topPx, bottomPx }: { heightPx: number; topPx: number; bottomPx: number },
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const sorted = order.map((index) => wanted[index] ?? 0)
  let floor = topPx + heightPx / 2
  for (const [rank, centre] of sorted.entries()) {
    sorted[rank] = Math.max(centre, floor)
    floor = (sorted[rank] ?? floor) + heightPx
  }
  let ceiling = bottomPx - heightPx / 2
  for (let rank = sorted.length - 1; rank >= 0; rank--) {
    sorted[rank] = Math.min(sorted[rank] ?? ceiling, ceiling)
    ceiling = (sorted[rank] ?? ceiling) - heightPx
  }
  const placed = [...wanted]
  for (const [rank, index] of order.entries()) placed[index] = sorted[rank] ?? 0
  return placed
}
