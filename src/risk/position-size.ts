import { Decimal } from '../basics/money.ts'

/** What one unit of the base currency is worth, and what it loses at the stop; all of it without one. In the account's asset. */
export interface UnitWorth {
  readonly worth: Decimal
  readonly loss: Decimal
}

export function unitWorth({
  entry,
  stop,
  rate,
}: {
  readonly entry: Decimal
  readonly stop: Decimal | undefined
  readonly rate: Decimal
}): UnitWorth {
  const worth = entry.times(rate)
  return { worth, loss: stop === undefined || stop.gte(entry) ? worth : entry.minus(stop).times(rate) }
}

/** How many units use up what is left of a limit, rounded down to the lot; 0 when nothing is left. */
export function quantityWithin(
  { limit, used }: { readonly limit: Decimal; readonly used: Decimal },
  { perUnit, lot }: { readonly perUnit: Decimal; readonly lot: Decimal },
): Decimal {
  return Decimal.max(0, limit.minus(used).div(perUnit).div(lot).floor().times(lot))
}
