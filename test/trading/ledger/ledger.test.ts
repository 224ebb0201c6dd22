import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Accounts, foldEntries } from '../../../src/trading/ledger/fold-entries.ts'
import { LEDGER_ACCOUNTS, type LedgerEntry } from '../../../src/trading/ledger/ledger-entry.ts'
import { toMinor } from '../../../src/trading/ledger/minor-units.ts'
import { runningBalances } from '../../../src/trading/ledger/running-balances.ts'
import { anyLife, live, type Moment, stillLife } from './ledger-life.ts'
import { type Asset, type Purse, UNIT } from './naive-ledger.ts'

const ASSETS = ['USDT', 'BTC'] as const
const entriesOf = (moments: readonly Moment[]): readonly LedgerEntry[] => moments.flatMap(({ posted }) => posted)
const accountsOf = (folded: ReadonlyMap<string, Accounts>, asset: Asset): Accounts =>
  folded.get(asset) ?? { available: 0n, reserved: 0n, fees: 0n, dust: 0n, market: 0n, equity: 0n }

/** What our ledger says, in the words of the naive one. */
function purseOf(entries: readonly LedgerEntry[], until?: number): Omit<Purse, 'cost' | 'realised'> {
  const folded = foldEntries(entries, until)
  const [usdt, btc] = [accountsOf(folded, 'USDT'), accountsOf(folded, 'BTC')]
  const both = (account: 'available' | 'reserved' | 'fees') => ({ USDT: usdt[account], BTC: btc[account] })
  return { free: both('available'), held: both('reserved'), fees: both('fees'), dust: usdt.dust, funded: -usdt.equity }
}

const withoutCost = ({ cost: _, realised: __, ...purse }: Purse) => purse

test('L1 to L6: whatever somebody does, both ledgers agree after each step, and nothing comes from nowhere', () => {
  fc.assert(
    fc.property(anyLife, (steps) => {
      const running = runningBalances(new Map())
      for (const { posted, purse, orders } of live(steps)) {
        for (const entry of posted) {
          for (const asset of ASSETS) {
            const legs = entry.legs.filter((leg) => leg.asset === asset)
            expect(legs.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n)
          }
          running.post(entry)
        }
        const folded = foldEntries(running.entries())
        expect(purseOf(running.entries())).toEqual(withoutCost(purse))
        for (const asset of ASSETS) {
          const accounts = accountsOf(folded, asset)
          expect(LEDGER_ACCOUNTS.reduce((sum, account) => sum + accounts[account], 0n)).toBe(0n)
          const { available, reserved } = running.of(asset)
          expect([toMinor(available), toMinor(reserved)]).toEqual([accounts.available, accounts.reserved])
          expect(available.gte(0) && reserved.gte(0)).toBe(true)
          const open = orders.filter((order) => order.asset === asset)
          expect(accounts.reserved).toBe(open.reduce((sum, { held }) => sum + held, 0n))
        }
      }
    }),
  )
})

test('L4: one minor unit more than is there is refused, and changes nothing', () => {
  fc.assert(
    fc.property(
      anyLife,
      fc.constantFrom('available' as const, 'reserved' as const),
      fc.constantFrom(...ASSETS),
      (steps, account, asset) => {
        const running = runningBalances(new Map())
        for (const entry of entriesOf(live(steps))) running.post(entry)
        const before = running.all()
        const more = toMinor(running.of(asset)[account]) + 1n
        const legs = [
          { asset, account, amount: -more },
          { asset, account: 'market', amount: more },
        ] as const
        expect(() => running.post({ id: 'more', kind: 'fill', at: 0, legs })).toThrow(RangeError)
        expect(running.all()).toEqual(before)
      },
    ),
  )
})

test('L8: fills of different orders come in any order', () => {
  const orderIds = (entries: readonly LedgerEntry[]) => [...new Set(entries.map(({ orderId }) => orderId))]
  fc.assert(
    fc.property(anyLife, fc.infiniteStream(fc.nat()), (steps, random) => {
      const entries = entriesOf(live(steps))
      const fills = entries.filter(({ kind }) => kind === 'fill')
      const queues = orderIds(fills).map((id) => fills.filter(({ orderId }) => orderId === id))
      const mixed: LedgerEntry[] = []
      for (const pick of random) {
        const waiting = queues.filter(({ length }) => length > 0)
        const next = waiting[pick % Math.max(waiting.length, 1)]?.shift()
        if (next === undefined) break
        mixed.push(next)
      }
      expect(mixed).toHaveLength(fills.length)
      expect(foldEntries([...entries.filter(({ kind }) => kind !== 'fill'), ...mixed])).toEqual(foldEntries(entries))
    }),
  )
})

test('L11: at one price nothing but a deposit makes anybody richer', () => {
  fc.assert(
    fc.property(stillLife, ({ price, first, rest }) => {
      const running = runningBalances(new Map())
      const equity = () => {
        const [cash, coins] = ASSETS.map((asset) => toMinor(running.of(asset).available.plus(running.of(asset).reserved)))
        return (cash ?? 0n) * UNIT + (coins ?? 0n) * price
      }
      const [funding, ...trading] = live([first, ...rest])
      for (const entry of funding?.posted ?? []) running.post(entry)
      for (const { posted } of trading) {
        const before = equity()
        for (const entry of posted) running.post(entry)
        expect(equity()).toBeLessThanOrEqual(before)
      }
    }),
  )
})

test('L12 and L13: cash is what was deposited and earned, less what was paid, and the market got the rest', () => {
  fc.assert(
    fc.property(anyLife, (steps) => {
      const moments = live(steps)
      const { cost = 0n, realised = 0n } = moments.at(-1)?.purse ?? {}
      const usdt = accountsOf(foldEntries(entriesOf(moments)), 'USDT')
      expect(usdt.available + usdt.reserved).toBe(-usdt.equity + realised - cost - usdt.fees)
      expect(cost - realised).toBe(usdt.market + usdt.dust)
    }),
  )
})

test('L20: what was at a time is what the entries until then come to', () => {
  fc.assert(
    fc.property(anyLife, fc.nat(40), (steps, until) => {
      const moments = live(steps)
      const then = moments.findLast(({ at }) => at <= until)
      expect(purseOf(entriesOf(moments), until)).toEqual(then && withoutCost(then.purse))
    }),
  )
})
