import type { Decimal } from '../../basics/money.ts'
import { checkEntry } from './entry-checks.ts'
import type { EntryKind, LedgerAccount, LedgerEntry, Leg } from './ledger-entry.ts'
import { fromMinor, toMinor, toMinorDown, toMinorUp } from './minor-units.ts'

/** Every entry that there is comes from one of these. They throw a `RangeError` for what no ledger can hold: nothing, less than nothing, or too fine. */
interface Happening {
  /** UUID. */
  readonly id: string
  /** Market time, in milliseconds. */
  readonly at: number
}

interface Transfer extends Happening {
  readonly asset: string
  /** Above zero. */
  readonly amount: Decimal
}

interface Funding extends Transfer {
  readonly note?: string
}

interface Hold extends Transfer {
  readonly orderId: string
}

export function depositEntry(funding: Funding): LedgerEntry {
  return transfer('deposit', funding, { from: 'equity', to: 'available' })
}

export function withdrawalEntry(funding: Funding): LedgerEntry {
  return transfer('withdrawal', funding, { from: 'available', to: 'equity' })
}

/** Holds money for an order: of a buy all it may come to with fees in the quote currency, of a sell its quantity. */
export function reserveEntry(hold: Hold): LedgerEntry {
  return transfer('reserve', hold, { from: 'available', to: 'reserved' })
}

/** Gives back what an order no longer needs. */
export function releaseEntry(hold: Hold): LedgerEntry {
  return transfer('release', hold, { from: 'reserved', to: 'available' })
}

export interface FilledPart extends Happening {
  readonly orderId: string
  readonly fillId: string
  readonly side: 'buy' | 'sell'
  readonly base: string
  readonly quote: string
  /** At most 18 digits after the point. */
  readonly quantity: Decimal
  readonly price: Decimal
  /** Rounded up; below zero when the venue pays it. */
  readonly fee: Decimal
  readonly feeAsset: string
}

/**
 * Price by quantity as the user pays or gets it, in the quote currency and in whole minor units: rounded up for a buy, down for a sell.
 * Turnover and cost are sums of these, so that they agree with the ledger to the last digit.
 */
export function cashOf({ side, price, quantity }: Pick<FilledPart, 'side' | 'price' | 'quantity'>): Decimal {
  const exact = price.times(quantity)
  return fromMinor(side === 'buy' ? toMinorUp(exact) : toMinorDown(exact))
}

/** The fee as the ledger books it: rounded up to whole minor units. */
export function feeOf({ fee }: Pick<FilledPart, 'fee'>): Decimal {
  return fromMinor(toMinorUp(fee))
}

/**
 * One part of an order was filled: what was reserved goes to the market, and what is bought comes from it into `available`. The market counts in whole minor
 * units, rounded down; what a buyer pays above that is `dust`.
 * A fee in what is spent comes out of `reserved`, any other out of `available`.
 */
export function fillEntry(part: FilledPart): LedgerEntry {
  const { id, at, orderId, fillId, side, base, quote, quantity, price, fee, feeAsset } = part
  const spent = side === 'buy' ? quote : base
  const exact = price.times(quantity)
  const high = toMinorUp(exact)
  const low = toMinorDown(exact)
  const size = toMinor(quantity)
  const paid = toMinorUp(fee)
  if (size <= 0n || low < 0n) throw new RangeError('A fill is above zero')
  const traded: readonly Leg[] =
    side === 'buy'
      ? [leg(quote, 'reserved', -high), leg(quote, 'market', low), leg(base, 'market', -size), leg(base, 'available', size)]
      : [leg(base, 'reserved', -size), leg(base, 'market', size), leg(quote, 'market', -low), leg(quote, 'available', low)]
  const legs = [
    ...traded,
    leg(quote, 'dust', side === 'buy' ? high - low : 0n),
    leg(feeAsset, feeAsset === spent ? 'reserved' : 'available', -paid),
    leg(feeAsset, 'fees', paid),
  ]
  return checkEntry({ id, kind: 'fill', at, orderId, fillId, legs: merged(legs) })
}

/** Takes back an entry that was wrong, by its mirror image; the wrong one stays. */
export function correctionEntry({ id, at, of, note }: Happening & { readonly of: LedgerEntry; readonly note: string }): LedgerEntry {
  return checkEntry({ id, kind: 'correction', at, note, legs: of.legs.map((each) => ({ ...each, amount: -each.amount })) })
}

function transfer(
  kind: EntryKind,
  { id, at, asset, amount, ...about }: Transfer & { readonly orderId?: string; readonly note?: string },
  { from, to }: { readonly from: LedgerAccount; readonly to: LedgerAccount },
): LedgerEntry {
  const minor = toMinor(amount)
  if (minor <= 0n) throw new RangeError('An entry moves more than nothing')
  return checkEntry({ id, kind, at, legs: [leg(asset, from, -minor), leg(asset, to, minor)], ...about })
}

function leg(asset: string, account: LedgerAccount, amount: bigint): Leg {
  return { asset, account, amount }
}

/** One leg for each account that changes. */
function merged(legs: readonly Leg[]): readonly Leg[] {
  const sums = new Map<string, Leg>()
  for (const { asset, account, amount } of legs) {
    const key = `${account} ${asset}`
    sums.set(key, { asset, account, amount: (sums.get(key)?.amount ?? 0n) + amount })
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0n)
}
