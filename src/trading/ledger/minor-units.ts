import { Decimal } from '../../basics/money.ts'
import { LEDGER_SCALE } from './ledger-entry.ts'

const UNIT = new Decimal(10).pow(LEDGER_SCALE)
/** The database's NUMERIC(38,18) holds less than this. */
export const MINOR_UNITS_END = 10n ** 38n

/** Throws a `RangeError` when the amount has more than 18 digits after the point, is no number, or is 10^20 or more. */
export function toMinor(amount: Decimal): bigint {
  const minor = amount.times(UNIT)
  if (!minor.isInteger()) throw new RangeError('An amount of the ledger has at most 18 digits after the point')
  return inRange(minor)
}

/** The same, but what is finer than a minor unit becomes a whole one: for what the user pays. */
export function toMinorUp(amount: Decimal): bigint {
  return inRange(amount.times(UNIT).ceil())
}

/** The same, but what is finer than a minor unit is dropped: for what the user gets. */
export function toMinorDown(amount: Decimal): bigint {
  return inRange(amount.times(UNIT).floor())
}

export function fromMinor(minor: bigint): Decimal {
  return new Decimal(minor.toString()).div(UNIT)
}

function inRange(minor: Decimal): bigint {
  if (!minor.isFinite()) throw new RangeError('An amount of the ledger is a number')
  const whole = BigInt(minor.toFixed())
  if (whole >= MINOR_UNITS_END || whole <= -MINOR_UNITS_END) throw new RangeError('An amount of the ledger is below 10^20')
  return whole
}
