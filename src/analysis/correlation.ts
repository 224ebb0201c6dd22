import type { Candles } from '../basics/candles.ts'

const RETURNS_MIN = 20

/**
 * How much two markets move together: Pearson's correlation of the logarithms of their closes' changes, over the openings that both have.
 * From -1 to 1; undefined below twenty changes, or where one of the two never moved.
 */
export function correlationOf(one: Candles, other: Candles): number | undefined {
  const closes = new Map(Array.from(other.time, (time, index) => [time, other.close[index] ?? Number.NaN]))
  const pairs = Array.from(one.time, (time, index) => [one.close[index] ?? Number.NaN, closes.get(time) ?? Number.NaN] as const).filter(
    ([first, second]) => first > 0 && second > 0,
  )
  const changes = pairs.slice(1).map(([first, second], index) => {
    const [firstBefore, secondBefore] = pairs[index] ?? [first, second]
    return [Math.log(first / firstBefore), Math.log(second / secondBefore)] as const
  })
  return changes.length < RETURNS_MIN ? undefined : pearson(changes)
}

function pearson(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (which: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[which], 0) / pairs.length
  const [meanX, meanY] = [mean(0), mean(1)]
  let [xx, yy, xy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2
    yy += (y - meanY) ** 2
    xy += (x - meanX) * (y - meanY)
  }
  return xx === 0 || yy === 0 ? undefined : Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)))
}
