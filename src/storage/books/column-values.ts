import { z } from 'zod'
import { type Decimal, decimal } from '../../basics/money.ts'

/** Digits after the point of a NUMERIC(38,18). */
const SCALE_MAX = 18

/** A decimal for a column of money. Throws a `RangeError` for what the database would round without a word. */
export function decimalText(amount: Decimal): string {
  if (amount.decimalPlaces() > SCALE_MAX) throw new RangeError('Money is kept with at most 18 digits after the point')
  return amount.toFixed()
}

/** A measure that is nobody's money, such as a peak: to the digits that are kept. */
export function measureText(measure: Decimal): string {
  return measure.toDecimalPlaces(SCALE_MAX).toFixed()
}

/** What a column of money says. */
export function decimalOfColumn(value: unknown): Decimal {
  return decimal(String(value))
}

/** What a column says that may be empty. */
export function optionalOf<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === null ? undefined : read(value)
}

/** A decimal inside of a JSON column. */
export const DECIMAL_TEXT = z.string().transform((text) => decimal(text))
