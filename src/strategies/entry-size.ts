import { printNumber, readNumber } from '../analysis/formula/reading/number-literal.ts'
import { Refusal } from '../basics/refusal.ts'
import type { EntrySize } from './strategy.ts'

/** What an entry buys where nothing is said: all but what its own costs take. */
export const SIZE_USUAL = '99.9%'

const MONEY_MAX = 1_000_000_000
const EXAMPLE = 'For example: size 10%, size $100 or size "risk 1%"'
const SHARE = /^(\d*\.?\d+)\s*%$/
const RISK = /^(?:risk\s*(\d*\.?\d+)\s*%|(\d*\.?\d+)\s*%\s*risk)$/i
const MONEY = /^(?:\$\s*(\d*\.?\d+[km]?)|(\d*\.?\d+[km]?)\s*(?:\$|usd[tc]?))$/i
const ALL = /^(?:max|all)$/i

/** Reads "10%" (of equity), "$100" or "100 usd", "risk 1%" (of equity, lost at the stop), and "all". Refuses a plain number, which could be any of them. */
export function readSize(word: string): EntrySize {
  const text = word.trim()
  if (ALL.test(text)) return { kind: 'share', share: 1 }
  const share = numberIn(SHARE, text, true)
  if (share !== undefined) return { kind: 'share', share: within(share, 1, text) }
  const risk = numberIn(RISK, text, true)
  if (risk !== undefined) return { kind: 'risk', share: within(risk, 1, text) }
  const money = numberIn(MONEY, text)
  if (money !== undefined) return { kind: 'money', money: within(money, MONEY_MAX, text) }
  throw new Refusal('bad-input', `"${text}" is no size: a share of equity, an amount of money, or a risk is.`, { hint: EXAMPLE })
}

/** The one form in which it is kept; reading it gives the same size. */
export function printSize(size: EntrySize): string {
  if (size.kind === 'money') return `$${printNumber(size.money)}`
  const share = printNumber(size.share, true)
  return size.kind === 'risk' ? `risk ${share}` : share
}

function numberIn(form: RegExp, text: string, percent = false): number | undefined {
  const [, first, second] = form.exec(text) ?? []
  const digits = first ?? second
  return digits === undefined ? undefined : readNumber(digits, percent)
}

function within(value: number, most: number, text: string): number {
  if (value > 0 && value <= most) return value
  throw new Refusal('bad-input', `A size of ${text} cannot be bought.`, { hint: EXAMPLE })
}
