import { type Decimal, ONE } from '../../basics/money.ts'

/** What an account was worth at a moment, and what was paid in less what was paid out until then. Money is in one currency. */
export interface EquityPoint {
  /** Market time, in milliseconds. */
  readonly at: number
  readonly equity: Decimal
  readonly funded: Decimal
}

/**
 * What an account was worth, as if all of today's deposits and withdrawals had been made before: each change of funds scales all that came before it.
 * So neither a deposit nor a withdrawal looks like a gain or a loss. What comes before a moment at which all was lost or taken out counts for nothing.
 * `points` are oldest first; so is the answer.
 */
export function correctedEquity(points: readonly EquityPoint[]): readonly { readonly at: number; readonly equity: Decimal }[] {
  let factor = ONE
  let next: EquityPoint | undefined
  const corrected = points.toReversed().map((point) => {
    if (next !== undefined) factor = factor.times(sizeChange(point, next))
    next = point
    return { at: point.at, equity: point.equity.times(factor) }
  })
  return corrected.reverse()
}

/** How many times larger a deposit made the account, or how much smaller a withdrawal did. */
function sizeChange(before: EquityPoint, after: EquityPoint): Decimal {
  const paidIn = after.funded.minus(before.funded)
  if (paidIn.isZero()) return ONE
  const without = after.equity.minus(paidIn)
  return without.gt(0) ? after.equity.div(without) : without.times(0)
}
