import { Decimal, ONE } from '../../basics/money.ts'
import type { Position } from './position.ts'

/** The stop that holds now: the highest of the one that was set, the one that trails the peak, and the entry once the gain moved the stop there. */
export function stopNow(position: Position): Decimal | undefined {
  const { stop, trail, breakEven, peak, cost, quantity } = position
  const entry = quantity.gt(0) ? cost.div(quantity) : undefined
  const isSafe = breakEven !== undefined && entry !== undefined && peak.gte(entry.times(breakEven.plus(1)))
  const stops = [stop, trail === undefined ? undefined : peak.times(ONE.minus(trail)), isSafe ? entry : undefined]
  const known = stops.filter((each) => each !== undefined)
  return known.length === 0 ? undefined : Decimal.max(...known)
}
