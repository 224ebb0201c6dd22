import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { depositEntry } from '../../../src/trading/ledger/entries.ts'
import { CHAIN_START, firstBroken, sealEntries } from '../../../src/trading/ledger/hash-chain.ts'
import type { LedgerEntry } from '../../../src/trading/ledger/ledger-entry.ts'
import { exportLedger, importLedger } from '../../../src/trading/ledger/ledger-export.ts'
import type { SealedEntry } from '../../../src/trading/ledger/ledger-ports.ts'
import { ledgerRules } from '../../../src/trading/ledger/ledger-rules.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { anyLife, live } from './ledger-life.ts'

const BOOK = uuid(400)
/** Entries of any life, some with notes of any letters. */
const anyEntries = fc.tuple(anyLife, fc.array(fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }))).map(([steps, notes]) =>
  live(steps)
    .flatMap(({ posted }) => posted)
    .map((entry, index): LedgerEntry => (notes[index] === undefined ? entry : { ...entry, note: notes[index] })),
)
const knownOf = (sealed: readonly SealedEntry[]) => new Map(sealed.map((each) => [each.entry.id, each]))

/** Every other way to say almost the same. */
const CHANGES: readonly ((entry: LedgerEntry) => LedgerEntry)[] = [
  (entry) => ({ ...entry, at: entry.at + 1 }),
  (entry) => ({ ...entry, kind: entry.kind === 'correction' ? 'fill' : 'correction' }),
  (entry) => ({ ...entry, note: `${entry.note ?? ''} ` }),
  (entry) => ({ ...entry, orderId: uuid(999_999) }),
  (entry) => ({ ...entry, fillId: uuid(999_999) }),
  (entry) => ({ ...entry, legs: entry.legs.map((leg) => ({ ...leg, amount: leg.amount * 2n })) }),
  (entry) => ({ ...entry, legs: entry.legs.toReversed() }),
  (entry) => ({ ...entry, legs: entry.legs.map((leg) => ({ ...leg, asset: `${leg.asset}T` })) }),
]

test('L7: what comes again is left out, and anything else under its id is a fault', () => {
  fc.assert(
    fc.property(anyEntries, fc.nat(), fc.constantFrom(...CHANGES), (entries, which, change) => {
      const sealed = ledgerRules.seal({ id: BOOK, end: undefined, known: new Map() }, [...entries, ...entries])
      expect(sealed.map(({ entry }) => entry)).toEqual(entries)
      const book = { id: BOOK, end: sealed.at(-1), known: knownOf(sealed) }
      expect(ledgerRules.seal(book, entries)).toEqual([])
      const entry = entries[which % entries.length]
      if (entry === undefined) throw new Error('A life without entries')
      expect(() => ledgerRules.seal(book, [change(entry)])).toThrow('another entry')
      expect(() => ledgerRules.seal({ ...book, known: new Map() }, [entry, change(entry)])).toThrow('Two entries')
      expect(() => ledgerRules.seal({ ...book, id: uuid(401) }, [entry])).toThrow('another entry')
    }),
  )
})

test('L16: whatever is changed, taken out, put in or moved is found, and where', () => {
  fc.assert(
    fc.property(anyEntries, fc.nat(), fc.constantFrom(...CHANGES), (entries, which, change) => {
      const sealed = sealEntries(BOOK, CHAIN_START, entries)
      expect(firstBroken(BOOK, sealed)).toBeUndefined()
      const at = which % sealed.length
      const there = sealed[at]
      if (there === undefined) throw new Error('A life without entries')
      expect(firstBroken(BOOK, sealed.with(at, { ...there, entry: change(there.entry) }))).toBe(at + 1)
      expect(firstBroken(BOOK, sealed.toSpliced(at, 0, there))).toBe(at + 2)
      if (at < sealed.length - 1) expect(firstBroken(BOOK, sealed.toSpliced(at, 1))).toBe(at + 1)
      expect(firstBroken(uuid(401), sealed)).toBe(1)
    }),
  )
})

test('L17: what is taken elsewhere has the same hashes there', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      const sealed = sealEntries(BOOK, CHAIN_START, entries)
      const text = exportLedger(BOOK, sealed)
      expect(importLedger(BOOK, text)).toEqual(sealed)
      expect(exportLedger(BOOK, importLedger(BOOK, text))).toBe(text)
    }),
  )
})

test('L16: one bit of an export, or its end, is enough to be refused', () => {
  fc.assert(
    fc.property(anyEntries, fc.nat(), fc.nat(6), (entries, which, bit) => {
      const text = exportLedger(BOOK, sealEntries(BOOK, CHAIN_START, entries))
      const at = which % text.length
      const flipped = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1)
      expect(() => importLedger(BOOK, flipped)).toThrow(RangeError)
      expect(() => importLedger(BOOK, text.slice(0, -1))).toThrow(RangeError)
      expect(() => importLedger(uuid(401), text)).toThrow('Line 1 ')
    }),
  )
})

test('a note may hold what ends lines elsewhere', () => {
  const entry = depositEntry({ id: uuid(1), at: 0, asset: 'USDT', amount: decimal('1'), note: 'a\u2028b\u2029c\nd\re' })
  const sealed = sealEntries(BOOK, CHAIN_START, [entry])
  expect(importLedger(BOOK, exportLedger(BOOK, sealed))).toEqual(sealed)
})

test('an empty book is an empty text', () => {
  expect(importLedger(BOOK, exportLedger(BOOK, []))).toEqual([])
  expect(() => importLedger(BOOK, 'anything')).toThrow(RangeError)
})
