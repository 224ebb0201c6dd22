import { Decimal as DecimalJs } from 'decimal.js'

/** The one exact number of the program: 80 digits, never rounded silently. Nothing else imports a decimal library. */
export const Decimal = DecimalJs.clone({ precision: 80, rounding: DecimalJs.ROUND_HALF_EVEN, toExpNeg: -60, toExpPos: 80 })
export type Decimal = DecimalJs

/** What a user may type as an amount: at most 18 digits before and after the point, no sign, no exponent, no separators. */
const AMOUNT = /^\d{1,18}(?:\.\d{1,18})?$/
const PLAIN = /^-?\d{1,40}(?:\.\d{1,40})?$/

/** Reads digits that came from a trusted writer (an exchange, the database). Throws on anything but a plain decimal. */
export function decimal(digits: string): Decimal {
  if (!PLAIN.test(digits)) throw new RangeError('Expected a plain decimal')
  return new Decimal(digits)
}

/** Reads an amount as a user types it, or undefined: "0x10", "1,5", "1e9", "-1" and "NaN" are none. */
export function readAmount(text: string): Decimal | undefined {
  return AMOUNT.test(text) ? new Decimal(text) : undefined
}

/** The decimal that a float prints as, so that 0.1 from a file stays 0.1. Throws on NaN and infinities. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError('Expected a finite number')
  return new Decimal(value)
}

export const ONE: Decimal = new Decimal(1)
