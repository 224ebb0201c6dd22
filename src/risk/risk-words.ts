import type { Decimal } from '../basics/money.ts'
import { showDigits } from '../basics/show.ts'

/** Money of an account, which is counted in dollars or what stands for them. */
export function moneyWords(money: Decimal): string {
  return `$${showDigits(money.toFixed(2))}`
}

/** "5.00%" */
export function shareWords(share: Decimal): string {
  return `${showDigits(share.times(100).toFixed(2))}%`
}

/** "1.5", with at most two decimals. */
export function factorWords(factor: Decimal): string {
  return showDigits(factor.toDecimalPlaces(2).toFixed())
}
