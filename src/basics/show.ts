import { Decimal } from './money.ts'

const SIGNIFICANT_DIGITS = 5
const DECIMALS_MAX = 12
const COMPACT_UNITS = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const
const SECOND_MS = 1000
const AGE_UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [SECOND_MS, 's'],
] as const

/** "64,213.50": digits as they are, thousands set apart. */
export function showDigits(digits: string): string {
  const [whole = '0', fraction] = digits.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** How many decimals a price is shown with: those of its tick size, or five significant digits where no tick is known. */
export function priceDecimals(price: Decimal | number, tick?: Decimal | string): number {
  if (tick !== undefined) return Math.min(new Decimal(tick).decimalPlaces(), DECIMALS_MAX)
  const size = new Decimal(price).abs()
  if (size.isZero()) return 2
  return Math.min(Math.max(SIGNIFICANT_DIGITS - 1 - size.e, size.gte(1) ? 2 : 0), DECIMALS_MAX)
}

/** A price without its currency: "64,213.50", "0.000012345". `tick` is the market's smallest step. */
export function showPrice(price: Decimal | number, tick?: Decimal | string): string {
  return showDigits(new Decimal(price).toFixed(priceDecimals(price, tick)))
}

/** An amount with its currency after it: "0.5 BTC". At most eight decimals, zeros at the end dropped; what is tiny keeps five significant digits. */
export function showAmount(amount: Decimal, currency: string): string {
  const rounded = amount.abs().lt('0.0001') ? amount.toSignificantDigits(SIGNIFICANT_DIGITS) : amount.toDecimalPlaces(8)
  return `${showDigits(rounded.toFixed())} ${currency}`
}

/** A share with its sign: 0.065 is "+6.50%". */
export function showPercent(ratio: number): string {
  const percent = (ratio * 100).toFixed(2)
  if (Number(percent) === 0) return '0.00%'
  return `${ratio > 0 ? '+' : ''}${showDigits(percent)}%`
}

/** "1.23 M": for volumes, where three digits say enough. */
export function showCompact(value: Decimal | number): string {
  const size = Number(value)
  const [unit, letter] = compactUnit(size)
  return letter === '' ? showDigits(String(Number(size.toPrecision(3)))) : `${(size / unit).toFixed(2)} ${letter}`
}

/** What a large number is counted in, such as millions, and the letter for it; ones have none. */
export function compactUnit(size: number): readonly [unit: number, letter: string] {
  return COMPACT_UNITS.find(([least]) => Math.abs(size) >= least) ?? [1, '']
}

/** How long ago, in its largest unit: "3 s", "2 min", "5 h", "12 d". */
export function showAge(ageMs: number): string {
  const [unit, name] = AGE_UNITS.find(([least]) => ageMs >= least) ?? [SECOND_MS, 's']
  return `${Math.max(0, Math.floor(ageMs / unit))} ${name}`
}

/** "2026-11-20 16:00 UTC", or in the zone that is named, with its name after it. */
export function showTime(at: number, zone = 'UTC'): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${zone}`
}
