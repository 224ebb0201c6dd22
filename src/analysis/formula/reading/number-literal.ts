/** What may be a number: digits with a point, and at most one of the letters that stand for zeros. */
export const NUMBER_WORD: RegExp = /^(?:\d+\.?\d*|\.\d+)(?:e\d{1,2}|k|m|mio|mn|b|bn)?$/i

const PARTS = /^(\d*)\.?(\d*)(?:e(\d{1,2})|([a-z]+))?$/i
const ZEROS: Readonly<Record<string, number>> = { k: 3, m: 6, mn: 6, mio: 6, b: 9, bn: 9 }
const WHOLE_DIGITS_MAX = 15
const DECIMALS_MAX = 18
const VALUE_MAX = 1e15

export const NUMBER_LIMITS: string = `A number has at most ${WHOLE_DIGITS_MAX} digits before the point and ${DECIMALS_MAX} after it`

/** The value of "30", "1.5", "60k", "1.2m", "2b"; with `percent` a hundredth of it. Undefined where it has more digits than `NUMBER_LIMITS` says. */
export function readNumber(word: string, percent: boolean): number | undefined {
  const [, whole = '', decimals = '', exponent, letters = ''] = PARTS.exec(word) ?? []
  if (whole.length > WHOLE_DIGITS_MAX || decimals.length > DECIMALS_MAX) return undefined
  const zeros = exponent === undefined ? (ZEROS[letters.toLowerCase()] ?? 0) : Number(exponent)
  const written = `${whole || 0}.${decimals || 0}`
  if (Number(`${written}e${zeros}`) >= VALUE_MAX) return undefined
  // The point moves in the text and not by a division, so that 5% is the number nearest to 0.05, and prints as 5% again.
  return Number(`${written}e${percent ? zeros - 2 : zeros}`)
}

/** The shortest digits that are read as the same number again, never with an exponent: 0.0000001, 60000, 5%. */
export function printNumber(value: number, percent = false): string {
  const [, sign = '', first = '', rest = '', power = ''] = /^(-?)(\d)(?:\.(\d+))?e(.+)$/.exec(value.toExponential()) ?? []
  const digits = first + rest
  const point = 1 + Number(power) + (percent ? 2 : 0)
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
  const decimals = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)
  const plain = value === 0 ? '0' : `${whole}${decimals === '' ? '' : '.'}${decimals}`
  return `${sign}${plain}${percent ? '%' : ''}`
}
