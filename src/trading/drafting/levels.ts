import { type Decimal, ONE } from '../../basics/money.ts'
import type { Level } from '../trading.ts'

/** The price that a level means, on the market's grid. What is said as a distance lies so far below or above `from`. */
export function priceAt(
  level: Level,
  { from, side, tick }: { readonly from: Decimal; readonly side: 'below' | 'above'; readonly tick: string },
): Decimal {
  if ('price' in level) return level.price.toNearest(tick)
  return from.mul(side === 'below' ? ONE.minus(level.away) : ONE.plus(level.away)).toNearest(tick)
}
