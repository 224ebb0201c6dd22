import { Decimal, ONE } from '../../basics/money.ts'
import type { Book } from '../book.ts'

const NOTHING = new Decimal(0)

/** What one unit of an asset is worth in the currency that is asked for, and of when the price is. */
export interface Rate {
  readonly price: Decimal
  /** Market time, in milliseconds. */
  readonly at: number
}

export type Rates = ReadonlyMap<string, Rate>

/** One asset of a book. `value` is missing without a price. */
export interface Holding {
  readonly asset: string
  readonly available: Decimal
  readonly reserved: Decimal
  readonly amount: Decimal
  readonly value: Decimal | undefined
  readonly priceAt: number | undefined
}

export interface Valuation {
  readonly currency: string
  /** The worth of all that has a price. */
  readonly total: Decimal
  /** Assets without a price: with any, the total is less than the truth. */
  readonly unpriced: readonly string[]
  /** The most valuable first, those without a price at the end. */
  readonly holdings: readonly Holding[]
}

/** The assets whose rates somebody needs to value a book. */
export function assetsOf(book: Book): readonly string[] {
  const { asset, balances, positions, orders } = book
  return [
    ...new Set([asset, ...balances.keys(), ...positions.flatMap(({ base, quote }) => [base, quote]), ...orders.map(({ quote }) => quote)]),
  ]
}

/** Values a book with rates in `currency`; the currency itself needs none. */
export function valueBook(book: Book, currency: string, rates: Rates): Valuation {
  const holdings = [...book.balances].flatMap(([asset, { available, reserved }]): Holding[] => {
    const amount = available.plus(reserved)
    if (amount.isZero()) return []
    const rate = rateOf(asset, currency, rates)
    return [{ asset, available, reserved, amount, value: rate?.times(amount), priceAt: rates.get(asset)?.at }]
  })
  return {
    currency,
    total: sumOf(holdings.map(({ value }) => value ?? NOTHING)),
    unpriced: holdings.filter(({ value }) => value === undefined).map(({ asset }) => asset),
    holdings: holdings.toSorted((one, other) => (other.value ?? NOTHING).comparedTo(one.value ?? NOTHING)),
  }
}

export function rateOf(asset: string, currency: string, rates: Rates): Decimal | undefined {
  return asset === currency ? ONE : rates.get(asset)?.price
}

export function sumOf(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((sum, amount) => sum.plus(amount), NOTHING)
}
