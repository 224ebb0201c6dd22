import { Decimal } from '../../basics/money.ts'
import type { Balance } from '../book.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { fromMinor } from './minor-units.ts'

/** What is owned while entries are added to it, and those entries. */
export interface RunningBalances {
  of(asset: string): Balance
  all(): ReadonlyMap<string, Balance>
  /** Throws a `RangeError` when it takes more than there is. */
  post(entry: LedgerEntry): void
  entries(): readonly LedgerEntry[]
}

const NOTHING: Balance = { available: new Decimal(0), reserved: new Decimal(0) }

export function runningBalances(start: ReadonlyMap<string, Balance>): RunningBalances {
  const balances = new Map(start)
  const entries: LedgerEntry[] = []
  const of = (asset: string): Balance => balances.get(asset) ?? NOTHING
  return {
    of,
    all: () => new Map(balances),
    post(entry) {
      for (const { asset, account, amount } of entry.legs) {
        if (account !== 'available' && account !== 'reserved') continue
        const left = of(asset)[account].plus(fromMinor(amount))
        if (left.lt(0)) throw new RangeError(`An entry takes more ${asset} than is ${account}`)
        balances.set(asset, { ...of(asset), [account]: left })
      }
      entries.push(entry)
    },
    entries: () => [...entries],
  }
}
