import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal, decimal } from '../../../src/basics/money.ts'
import {
  cashOf,
  correctionEntry,
  depositEntry,
  type FilledPart,
  fillEntry,
  releaseEntry,
  reserveEntry,
  withdrawalEntry,
} from '../../../src/trading/ledger/entries.ts'
import { checkEntry } from '../../../src/trading/ledger/entry-checks.ts'
import { foldEntries } from '../../../src/trading/ledger/fold-entries.ts'
import type { LedgerEntry } from '../../../src/trading/ledger/ledger-entry.ts'
import { fromMinor, toMinor } from '../../../src/trading/ledger/minor-units.ts'
import { NOON, uuid } from '../../fixtures/book-rows.ts'

const part: FilledPart = {
  id: uuid(1),
  at: NOON,
  orderId: uuid(2),
  fillId: uuid(3),
  side: 'buy',
  base: 'BTC',
  quote: 'USDT',
  quantity: decimal('0.1'),
  price: decimal('40000'),
  fee: decimal('4'),
  feeAsset: 'USDT',
}
const transfer = { id: uuid(1), at: NOON, asset: 'USDT', amount: decimal('2.5') }
const words = ({ legs }: LedgerEntry): readonly string[] =>
  legs.map(({ asset, account, amount }) => `${fromMinor(amount).toFixed()} ${asset} ${account}`)

test('a deposit comes from outside, a withdrawal goes there', () => {
  expect(words(depositEntry(transfer))).toEqual(['-2.5 USDT equity', '2.5 USDT available'])
  expect(words(withdrawalEntry(transfer))).toEqual(['-2.5 USDT available', '2.5 USDT equity'])
})

test('money is held for an order, and given back', () => {
  const hold = { ...transfer, orderId: uuid(2) }
  expect(words(reserveEntry(hold))).toEqual(['-2.5 USDT available', '2.5 USDT reserved'])
  expect(words(releaseEntry(hold))).toEqual(['-2.5 USDT reserved', '2.5 USDT available'])
  expect(reserveEntry(hold)).toMatchObject({ kind: 'reserve', at: NOON, orderId: uuid(2) })
})

test.each([
  ['a buy', {}, ['-4004 USDT reserved', '4000 USDT market', '-0.1 BTC market', '0.1 BTC available', '4 USDT fees']],
  [
    'a buy with its fee in what is bought',
    { fee: decimal('0.0001'), feeAsset: 'BTC' },
    ['-4000 USDT reserved', '4000 USDT market', '-0.1 BTC market', '0.0999 BTC available', '0.0001 BTC fees'],
  ],
  ['a sell', { side: 'sell' }, ['-0.1 BTC reserved', '0.1 BTC market', '-4000 USDT market', '3996 USDT available', '4 USDT fees']],
  [
    'a fee in a third asset',
    { fee: decimal('0.01'), feeAsset: 'BNB' },
    ['-4000 USDT reserved', '4000 USDT market', '-0.1 BTC market', '0.1 BTC available', '-0.01 BNB available', '0.01 BNB fees'],
  ],
  [
    'a fee that the venue pays',
    { side: 'sell', fee: decimal('-1') },
    ['-0.1 BTC reserved', '0.1 BTC market', '-4000 USDT market', '4001 USDT available', '-1 USDT fees'],
  ],
  [
    'a price that no minor unit can pay',
    { price: decimal('0.000000000000000015'), fee: decimal('0') },
    [
      '-0.000000000000000002 USDT reserved',
      '0.000000000000000001 USDT market',
      '-0.1 BTC market',
      '0.1 BTC available',
      '0.000000000000000001 USDT dust',
    ],
  ],
] as const)('%s', (_, about, legs) => {
  expect(words(fillEntry({ ...part, ...about }))).toEqual(legs)
})

test('a correction is the mirror image, and leaves nothing of both', () => {
  const wrong = fillEntry(part)
  const entry = correctionEntry({ id: uuid(4), at: NOON, of: wrong, note: 'Told by mistake' })
  for (const accounts of foldEntries([wrong, entry]).values()) for (const sum of Object.values(accounts)) expect(sum).toBe(0n)
  expect(entry).toMatchObject({ kind: 'correction', note: 'Told by mistake' })
})

test.each([
  ['nothing', '0'],
  ['less than nothing', '-1'],
  ['L18: finer than the scale', '0.0000000000000000001'],
  ['L19: 10^38 minor units', '100000000000000000000'],
])('no entry moves %s', (_, amount) => {
  expect(() => depositEntry({ ...transfer, amount: decimal(amount) })).toThrow(RangeError)
})

test.each([
  ['no number', { quantity: new Decimal(Number.NaN) }],
  ['no quantity', { quantity: decimal('0') }],
  ['a quantity finer than the scale', { quantity: decimal('0.0000000000000000001') }],
  ['a price below nothing', { price: decimal('-1') }],
  ['an infinite price', { price: new Decimal(Number.POSITIVE_INFINITY) }],
  ['a fee that is no number', { fee: new Decimal(Number.NaN) }],
  ['half a millisecond', { at: 0.5 }],
])('no fill has %s', (_, about) => {
  expect(() => fillEntry({ ...part, ...about })).toThrow(RangeError)
})

test('what does not add up is no entry', () => {
  const [first, ...others] = depositEntry(transfer).legs
  if (first === undefined) throw new Error('An entry without legs')
  const entry = { id: uuid(1), kind: 'deposit', at: NOON } as const
  expect(() => checkEntry({ ...entry, legs: [{ ...first, amount: first.amount + 1n }, ...others] })).toThrow('add up')
  expect(() => checkEntry({ ...entry, legs: [{ ...first, asset: 'BTC' }, ...others] })).toThrow('add up')
  expect(() => checkEntry({ ...entry, legs: [first] })).toThrow('two legs')
  expect(() => checkEntry({ ...entry, legs: [] })).toThrow('two legs')
})

/** Whole numbers of 10^-digits, as a decimal. */
const decimals = (most: bigint, digits: number) =>
  fc.bigInt(1n, most).map((whole) => fromMinor(whole).times(new Decimal(10).pow(18 - digits)))
const flow = (entries: readonly LedgerEntry[], asset: string): bigint => {
  const accounts = foldEntries(entries).get(asset)
  return (accounts?.available ?? 0n) + (accounts?.reserved ?? 0n)
}

test('L9: a fill in parts is the same fill to the last digit, where markets have nine digits each', () => {
  const side = fc.constantFrom('buy' as const, 'sell' as const)
  fc.assert(
    fc.property(
      side,
      decimals(10n ** 15n, 9),
      fc.array(decimals(10n ** 12n, 9), { minLength: 1, maxLength: 6 }),
      (way, price, quantities) => {
        const fills = quantities.map((quantity) => fillEntry({ ...part, side: way, price, quantity, fee: decimal('0') }))
        const quantity = Decimal.sum(...quantities)
        const whole = fillEntry({ ...part, side: way, price, quantity, fee: decimal('0') })
        expect(foldEntries(fills)).toEqual(foldEntries([whole]))
      },
    ),
  )
})

test('L9: finer ones differ by less than a minor unit for each part, and never for the user', () => {
  const side = fc.constantFrom('buy' as const, 'sell' as const)
  const fine = decimals(10n ** 27n, 18)
  fc.assert(
    fc.property(side, fine, fc.array(fine, { minLength: 2, maxLength: 6 }), (way, price, quantities) => {
      const feeOn = (quantity: Decimal): Decimal => price.times(quantity).times('0.001')
      const fill = (quantity: Decimal) => fillEntry({ ...part, side: way, price, quantity, fee: feeOn(quantity) })
      const fills = quantities.map(fill)
      const whole = fill(Decimal.sum(...quantities))
      const worse = flow([whole], 'USDT') - flow(fills, 'USDT')
      // One for the price and one for the fee.
      expect(worse).toBeGreaterThanOrEqual(0n)
      expect(worse).toBeLessThan(2n * BigInt(quantities.length))
      expect(flow([whole], 'BTC')).toBe(flow(fills, 'BTC'))
    }),
  )
})

test('L10: there and back at one price costs the fees, and the dust at most besides', () => {
  const fine = decimals(10n ** 27n, 18)
  fc.assert(
    fc.property(fine, fine, fc.constantFrom('0', '0.001', '0.0025'), (price, quantity, rate) => {
      const fee = price.times(quantity).times(rate)
      const both = (['buy', 'sell'] as const).map((side) => fillEntry({ ...part, side, price, quantity, fee }))
      const usdt = foldEntries(both).get('USDT')
      expect(flow(both, 'BTC')).toBe(0n)
      expect(-flow(both, 'USDT')).toBe((usdt?.fees ?? 0n) + (usdt?.dust ?? 0n))
      expect(usdt?.dust).toBeLessThanOrEqual(1n)
    }),
  )
})

test('turnover is counted as the ledger books it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('buy' as const, 'sell' as const),
      decimals(10n ** 27n, 18),
      decimals(10n ** 27n, 18),
      (side, price, quantity) => {
        const cash = toMinor(cashOf({ side, price, quantity }))
        expect(flow([fillEntry({ ...part, side, price, quantity, fee: decimal('0') })], 'USDT')).toBe(side === 'buy' ? -cash : cash)
      },
    ),
  )
})

test('L19: no digit is lost up to 10^38 minor units', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 38n - 1n), (minor) => {
      const amount = fromMinor(minor)
      expect(toMinor(decimal(amount.toFixed()))).toBe(minor)
      expect(foldEntries([depositEntry({ ...transfer, amount })]).get('USDT')).toMatchObject({ available: minor, equity: -minor })
    }),
  )
})
