import { Decimal } from '../basics/money.ts'
import { showAmount, showDigits, showPercent } from '../basics/show.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../basics/timeframe.ts'
import { isCurrency } from '../market/market-names.ts'
import type { MarketService } from '../market/market-service.ts'
import { BY_HAND } from '../trading/drafting/plan-orders.ts'
import type { OrderReason } from '../trading/orders/order.ts'
import type { Trading } from '../trading/trading.ts'
import { badgeOf } from './source-words.ts'

/** "1,234.50 USDT", "0.05 BTC": money has two decimals, coins as many as they need. */
export function moneyWords(amount: Decimal, currency: string): string {
  if (!isCurrency(currency)) return showAmount(amount, currency)
  return `${showDigits(new Decimal(amount.toFixed(2)).isZero() ? '0.00' : amount.toFixed(2))} ${currency}`
}

/** The same with its sign: "+12.50 USDT". */
export function gainWords(amount: Decimal, currency: string): string {
  return `${amount.gt(0) ? '+' : ''}${moneyWords(amount, currency)}`
}

/** "+12.50 USDT (+1.25%)"; without the share where there is nothing to compare with. */
export function gainOf(amount: Decimal, { of, currency }: { readonly of: Decimal; readonly currency: string }): string {
  return of.gt(0) ? `${gainWords(amount, currency)} (${showPercent(amount.div(of).toNumber())})` : gainWords(amount, currency)
}

export function gainTone(amount: Decimal): 'good' | 'bad' | 'neutral' {
  if (amount.isZero()) return 'neutral'
  return amount.gt(0) ? 'good' : 'bad'
}

/** Digits of an amount, and letters of a coin, that a phone has room for in a table. */
const CELL_DIGITS_MAX = 8
const CELL_LETTERS_MAX = 6

/** An amount for the cell of a table, cut to what fits: "9,033.15 USDT", "0.0072051 BTC". */
export function cellWords(amount: Decimal, asset: string): string {
  if (isCurrency(asset)) return moneyWords(amount, asset)
  const decimals = Math.max(0, CELL_DIGITS_MAX - Math.max(1, amount.precision(true) - amount.decimalPlaces()))
  const cut = amount.toDecimalPlaces(decimals, Decimal.ROUND_DOWN)
  return showAmount(cut.isZero() ? amount : cut, asset.slice(0, CELL_LETTERS_MAX))
}

/** For the cells of a table whose head says the unit. */
export function withoutUnit(words: string): string {
  return words.slice(0, words.lastIndexOf(' '))
}

/** How long something was held: "2 d 3 h", "45 min". */
export function heldWords(heldMs: number): string {
  const [days, hours, minutes] = [DAY_MS, HOUR_MS, MINUTE_MS].map((unit) => Math.floor(heldMs / unit))
  if (days) return `${days} d ${(hours ?? 0) % 24} h`
  return hours ? `${hours} h ${(minutes ?? 0) % 60} min` : `${minutes ?? 0} min`
}

const REASON_WORDS: Readonly<Record<OrderReason, string>> = {
  entry: 'entry',
  exit: 'hand',
  stop: 'stop',
  target: 'target',
  trail: 'trailing stop',
  time: 'time',
  panic: 'panic',
  end: 'end',
}

/** Why a position was left, as people say it: a strategy has an exit, where people have a hand. */
export function reasonWords({ reason, owner }: { readonly reason: OrderReason; readonly owner: string }): string {
  return reason === 'exit' && owner !== BY_HAND ? 'exit' : REASON_WORDS[reason]
}

/** Whose money it is, and whose prices. */
export interface Account {
  readonly trading: Pick<Trading, 'mode'>
  readonly market: Pick<MarketService, 'kind' | 'label'>
}

/** What a picture of an account must carry: "PAPER", "PAPER · REPLAY". */
export function accountBadge({ trading, market }: Account): string {
  return [trading.mode.toUpperCase(), badgeOf(market) ?? []].flat().join(' · ')
}

/** A title that says whose money it is: "Your positions (PAPER · REPLAY)". */
export function titled(title: string, account: Account): string {
  return `${title} (${accountBadge(account)})`
}
