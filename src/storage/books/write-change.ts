import { Refusal } from '../../basics/refusal.ts'
import { type BookChange, BookMoved, type Halt } from '../../trading/book-ports.ts'
import type { LedgerRules, Seal } from '../../trading/ledger/ledger-ports.ts'
import type { Sql, SqlRow } from '../engine/sql-driver.ts'
import { bytesOf, postEntries, storableEntry } from './ledger-rows.ts'
import { FILLS, fillRow, ORDERS, orderRow } from './order-rows.ts'
import { POSITIONS, positionRow, TRADES, tradeRow } from './position-rows.ts'
import { HALT, haltFrom } from './read-book.ts'
import { insertRows, replaceRows } from './row-table.ts'

/** Takes the book's row, so that all who change it take turns, and tells what the change depends on. */
const TAKE = `
UPDATE books AS book SET version = version + 1, settled_to = $3, last_entry_at = greatest(last_entry_at, $4)
WHERE id = $1 AND version = $2 AND closed_at IS NULL
RETURNING user_id, ${HALT},
  (SELECT json_build_object('sequence', sequence, 'hash', encode(hash, 'hex')) FROM ledger_entries
   WHERE book_id = $1 ORDER BY sequence DESC LIMIT 1) AS chain_end,
  (SELECT coalesce(json_agg(json_build_object('id', id, 'sequence', sequence, 'hash', encode(hash, 'hex'), 'previous_hash', encode(previous_hash, 'hex'))), '[]')
   FROM ledger_entries WHERE id = ANY (string_to_array($5, ',')::uuid[])) AS known`

interface Writing {
  readonly ledger: LedgerRules
  readonly now: Date
}

/** Writes all of a change in a transaction of the caller's. Throws as `BookStore.commit` says. */
export async function writeChange(sql: Sql, change: BookChange, { ledger, now }: Writing): Promise<void> {
  const { bookId, version, settledTo, orders, fills, positions, trades } = change
  checkOwner(change)
  const entries = change.entries.map(storableEntry)
  const lastEntryAt = entries.reduce((last, { at }) => Math.max(last, at), 0)
  const [taken] = await sql.run(TAKE, [bookId, version, settledTo, lastEntryAt, entries.map(({ id }) => id).join()])
  if (taken === undefined) throw new BookMoved(`Book ${bookId} is no longer at version ${version}`)
  if (change.enters === true) refuseHalted(haltFrom(taken.halt))
  if (change.confirms !== undefined) await useUp(sql, change.confirms, { bookId, userId: String(taken.user_id), now })
  if (change.completes !== undefined) await completeRequest(sql, change.completes, { bookId, now })
  const at = now.toISOString()
  const sealed = ledger.seal({ id: bookId, end: endFrom(taken.chain_end), known: knownFrom(taken.known) }, entries)
  await postEntries(sql, bookId, { sealed, now: at })
  const rowsOf = <T>(list: readonly T[], toRow: (each: T, at: string) => Readonly<Record<string, unknown>>) =>
    list.map((each) => toRow(each, at))
  await replaceRows(sql, ORDERS, rowsOf(orders, orderRow))
  await insertRows(
    sql,
    FILLS,
    rowsOf(fills, (fill) => fillRow(fill, bookId, at)),
  )
  // Of one market and owner one position is open, so those that close make room first.
  const closedFirst = positions.toSorted((a, b) => Number(a.closedAt === undefined) - Number(b.closedAt === undefined))
  await replaceRows(sql, POSITIONS, rowsOf(closedFirst, positionRow))
  await replaceRows(sql, TRADES, rowsOf(trades, tradeRow))
}

function checkOwner({ bookId, orders, positions, trades }: BookChange): void {
  for (const row of [...orders, ...positions, ...trades]) if (row.bookId !== bookId) throw new Error(`${row.id} belongs to another book`)
}

function refuseHalted(halt: Halt | undefined): void {
  if (halt === undefined) return
  const hint =
    halt.kind === 'desk'
      ? 'An admin of this desk lifts it. Closing positions and cancelling orders still works.'
      : '/resume lets entries through again.'
  throw new Refusal('over-limit', `Entries are stopped: ${halt.reason}`, { hint })
}

/** The intent is confirmed by this, and by nothing else. */
async function useUp(sql: Sql, id: string, { bookId, userId, now }: { bookId: string; userId: string; now: Date }): Promise<void> {
  const [used] = await sql.run(
    `UPDATE intents SET state = 'confirmed' WHERE id = $1 AND user_id = $2 AND book_id = $3 AND state = 'draft' AND expires_at > $4 RETURNING id`,
    [id, userId, bookId, now.toISOString()],
  )
  if (used !== undefined) return
  const [confirmed] = await sql.run(`SELECT 1 FROM intents WHERE id = $1 AND user_id = $2 AND state = 'confirmed'`, [id, userId])
  if (confirmed !== undefined) throw new Refusal('conflict', 'That was confirmed before.', { hint: '/orders shows what came of it.' })
  throw new Refusal('expired', 'That question is too old to be answered.', { hint: 'Say it again, and you see the price of this moment.' })
}

/** What an admin approved is carried out by this, and by nothing else. */
async function completeRequest(sql: Sql, id: string, { bookId, now }: { bookId: string; now: Date }): Promise<void> {
  const [done] = await sql.run(
    `UPDATE wallet_requests SET state = 'completed', updated_at = $3 WHERE id = $1 AND book_id = $2 AND state = 'approved' RETURNING id`,
    [id, bookId, now.toISOString()],
  )
  if (done === undefined) throw new Refusal('conflict', 'That request is not approved, or it was carried out before.')
}

function endFrom(end: unknown): { readonly sequence: number; readonly hash: Uint8Array } | undefined {
  if (end === null) return undefined
  const { sequence, hash } = end as SqlRow
  return { sequence: Number(sequence), hash: bytesOf(hash) }
}

function knownFrom(known: unknown): ReadonlyMap<string, Seal> {
  const seals = (known as readonly SqlRow[]).map(({ id, sequence, hash, previous_hash }): [string, Seal] => [
    String(id),
    { sequence: Number(sequence), hash: bytesOf(hash), previousHash: bytesOf(previous_hash) },
  ])
  return new Map(seals)
}
