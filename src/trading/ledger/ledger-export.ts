import { checkEntry } from './entry-checks.ts'
import { CHAIN_START, canonicalLine, firstBroken } from './hash-chain.ts'
import { ENTRY_KINDS, type EntryKind, LEDGER_ACCOUNTS, type LedgerAccount, type LedgerEntry } from './ledger-entry.ts'
import type { SealedEntry } from './ledger-ports.ts'

/** JSON leaves U+2028 as it is, which a dot matches only with the flag. */
const LINE = /^([0-9a-f]{64}) (\[.*\])$/s

/** One line for each entry: its hash and all of it, as `canonicalLine` says it. */
export function exportLedger(bookId: string, sealed: readonly SealedEntry[]): string {
  return sealed
    .map(({ entry, sequence, hash }) => `${Buffer.from(hash).toString('hex')} ${canonicalLine(bookId, sequence, entry)}\n`)
    .join('')
}

/** What `exportLedger` wrote. Throws a `RangeError` that names the line when a book of that id never had such entries. */
export function importLedger(bookId: string, text: string): readonly SealedEntry[] {
  const sealed: SealedEntry[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const sequence = sealed.length + 1
    const read = readLine(bookId, sequence, line)
    if (read === undefined) throw broken(sequence)
    sealed.push({ ...read, sequence, previousHash: sealed.at(-1)?.hash ?? CHAIN_START.hash })
  }
  const wrong = firstBroken(bookId, sealed)
  if (wrong !== undefined || !(text === '' || text.endsWith('\n'))) throw broken(wrong ?? sealed.length + 1)
  return sealed
}

function broken(line: number): RangeError {
  return new RangeError(`Line ${line} is not what was exported`)
}

function readLine(bookId: string, sequence: number, line: string): Pick<SealedEntry, 'entry' | 'hash'> | undefined {
  const [, hex = '', canonical = ''] = LINE.exec(line) ?? []
  try {
    const entry = entryFrom(JSON.parse(canonical))
    return canonicalLine(bookId, sequence, entry) === canonical ? { entry, hash: Buffer.from(hex, 'hex') } : undefined
  } catch {
    return undefined
  }
}

/** Whatever has another shape throws, or comes out as another line than the one that was read. */
function entryFrom([, , id, kind, at, orderId, fillId, note, legs]: readonly unknown[]): LedgerEntry {
  return checkEntry({
    id: String(id),
    kind: oneOf<EntryKind>(ENTRY_KINDS, kind),
    at: Number(at),
    ...(orderId === null ? {} : { orderId: String(orderId) }),
    ...(fillId === null ? {} : { fillId: String(fillId) }),
    ...(note === null ? {} : { note: String(note) }),
    legs: (legs as readonly (readonly unknown[])[]).map(([asset, account, amount]) => ({
      asset: String(asset),
      account: oneOf<LedgerAccount>(LEDGER_ACCOUNTS, account),
      amount: BigInt(String(amount)),
    })),
  })
}

function oneOf<T extends string>(words: readonly T[], word: unknown): T {
  const found = words.find((each) => each === word)
  if (found === undefined) throw new RangeError('An unknown word')
  return found
}
