import type { LedgerEntry, SealedEntry } from '../../trading/ledger/ledger-ports.ts'
import type { Sql, SqlRow } from '../engine/sql-driver.ts'
import { storableText } from '../storable-text.ts'
import { optionalOf } from './column-values.ts'

/** One minor unit, of which the legs of an entry are whole numbers. */
const MINOR_UNIT = '0.000000000000000001'

/**
 * Entries, legs and balances in one round trip. An account that there is gets its change by UPDATE, because a CHECK would refuse the row
 * that an INSERT proposes, with the change alone as its balance. Whoever calls holds the lock of the book's row.
 */
const POST = `
WITH leg AS (
  SELECT * FROM json_to_recordset($3::json) AS leg(sequence integer, position integer, asset text, kind ledger_account_kind, amount numeric)
), change AS (
  SELECT asset, kind, sum(amount) * ${MINOR_UNIT} AS amount FROM leg GROUP BY asset, kind
), entry AS (
  INSERT INTO ledger_entries (id, book_id, sequence, kind, at, order_id, fill_id, note, previous_hash, hash, created_at)
  SELECT id, $1, sequence, kind, at, order_id, fill_id, note, decode(previous_hash, 'hex'), decode(hash, 'hex'), $4
  FROM json_to_recordset($2::json) AS entry(id uuid, sequence integer, kind ledger_entry_kind, at bigint, order_id uuid, fill_id uuid, note text,
    previous_hash text, hash text)
), moved AS (
  UPDATE ledger_accounts AS account SET balance = account.balance + change.amount FROM change
  WHERE account.book_id = $1 AND account.asset = change.asset AND account.kind = change.kind
  RETURNING account.asset, account.kind
), made AS (
  INSERT INTO ledger_accounts (book_id, asset, kind, balance)
  SELECT $1, asset, kind, amount FROM change WHERE NOT EXISTS (SELECT FROM moved WHERE moved.asset = change.asset AND moved.kind = change.kind)
)
INSERT INTO ledger_legs (book_id, sequence, position, asset, kind, amount)
SELECT $1, sequence, position, asset, kind, amount * ${MINOR_UNIT} FROM leg`

/** All of an entry of `ledger_entries AS listed` as one row, its legs in their order. */
export const ENTRY_LIST = `id, sequence, kind, at, order_id, fill_id, note, encode(previous_hash, 'hex') AS previous_hash, encode(hash, 'hex') AS hash,
  (SELECT json_agg(json_build_array(asset, leg.kind, trunc(amount / ${MINOR_UNIT})::text) ORDER BY position)
   FROM ledger_legs AS leg WHERE leg.book_id = listed.book_id AND leg.sequence = listed.sequence) AS legs`

export async function postEntries(
  sql: Sql,
  bookId: string,
  { sealed, now }: { sealed: readonly SealedEntry[]; now: string },
): Promise<void> {
  if (sealed.length === 0) return
  const legs = sealed.flatMap(({ entry, sequence }) =>
    entry.legs.map(({ asset, account, amount }, position) => ({ sequence, position, asset, kind: account, amount: amount.toString() })),
  )
  await sql.run(POST, [bookId, JSON.stringify(sealed.map(entryRow)), JSON.stringify(legs), now])
}

function entryRow({ entry, sequence, previousHash, hash }: SealedEntry): Readonly<Record<string, unknown>> {
  const { id, kind, at, orderId, fillId, note } = entry
  return { id, sequence, kind, at, order_id: orderId, fill_id: fillId, note, previous_hash: hexOf(previousHash), hash: hexOf(hash) }
}

export function sealedFrom(row: SqlRow): SealedEntry {
  return {
    entry: entryFrom(row),
    sequence: Number(row.sequence),
    previousHash: bytesOf(row.previous_hash),
    hash: bytesOf(row.hash),
  }
}

export function entryFrom(row: SqlRow): LedgerEntry {
  const orderId = optionalOf(row.order_id, String)
  const fillId = optionalOf(row.fill_id, String)
  const note = optionalOf(row.note, String)
  return {
    id: String(row.id),
    kind: row.kind as LedgerEntry['kind'],
    at: Number(row.at),
    ...(orderId === undefined ? {} : { orderId }),
    ...(fillId === undefined ? {} : { fillId }),
    ...(note === undefined ? {} : { note }),
    legs: (row.legs as readonly LegRow[]).map(([asset, account, amount]) => ({ asset, account, amount: BigInt(amount) })),
  }
}

type LegRow = readonly [asset: string, account: LedgerEntry['legs'][number]['account'], amount: string]

/** The same entry in words that the database keeps, so that it is sealed as it will be read. */
export function storableEntry(entry: LedgerEntry): LedgerEntry {
  return entry.note === undefined ? entry : { ...entry, note: storableText(entry.note) }
}

export function bytesOf(hex: unknown): Uint8Array {
  return Buffer.from(String(hex), 'hex')
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
