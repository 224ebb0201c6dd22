import type { Balance, Book, BookKind, Halt, Mode } from '../../trading/book-ports.ts'
import type { Sql, SqlRow } from '../engine/sql-driver.ts'
import { decimalOfColumn } from './column-values.ts'
import { FILLS, fillFrom, ORDERS, orderFrom } from './order-rows.ts'
import { POSITIONS, positionFrom, TRADES, tradeFrom } from './position-rows.ts'
import { jsonRows, selectList } from './row-table.ts'

/** The states of an order that may still do something; the index `orders_alive_idx` is of the same. */
const ALIVE = `state IN ('confirmed', 'sending', 'open', 'partial', 'cancel-pending', 'unknown', 'manual')`

/** The strongest halt that stands for the user of `book`, be it only for him or for all; the kinds are in order of strength. */
export const HALT = `(
  SELECT json_build_object('kind', kind, 'reason', reason, 'since', (extract(epoch FROM since) * 1000)::bigint) FROM halts
  WHERE lifted_at IS NULL AND (user_id = book.user_id OR user_id IS NULL) ORDER BY kind DESC LIMIT 1) AS halt`

const LIVE_ORDERS = `SELECT id FROM orders WHERE book_id = book.id AND ${ALIVE}`

/** In one statement, so that all of it is of one moment. */
const BOOKS = `
SELECT id, user_id, mode, kind, epoch, source, asset, opening::text AS opening, version, settled_to, last_entry_at, ${HALT},
  ${jsonRows(`SELECT asset,
    coalesce(sum(balance) FILTER (WHERE kind = 'available'), 0)::text AS available, coalesce(sum(balance) FILTER (WHERE kind = 'reserved'), 0)::text AS reserved
    FROM ledger_accounts WHERE book_id = book.id AND kind IN ('available', 'reserved') GROUP BY asset ORDER BY asset`)} AS balances,
  ${jsonRows(`SELECT ${selectList(ORDERS)} FROM orders WHERE book_id = book.id AND ${ALIVE} ORDER BY orders.placed_at, orders.id`)} AS orders,
  ${jsonRows(`SELECT ${selectList(FILLS)} FROM fills WHERE order_id IN (${LIVE_ORDERS}) ORDER BY fills.at, fills.id`)} AS fills,
  ${jsonRows(`SELECT ${selectList(TRADES)} FROM trades WHERE order_id IN (${LIVE_ORDERS}) ORDER BY trades.closed_at, trades.id`)} AS trades,
  ${jsonRows(`SELECT ${selectList(POSITIONS)} FROM positions WHERE book_id = book.id AND closed_at IS NULL ORDER BY positions.opened_at, positions.id`)} AS positions
FROM books AS book WHERE closed_at IS NULL`

const OPEN = `${BOOKS} AND user_id = $1 AND mode = $2::trade_mode AND kind = $3::book_kind`

const BUSY = `${BOOKS} AND mode = 'paper' AND ($1::uuid IS NULL OR id > $1) AND (
  EXISTS (SELECT FROM orders WHERE book_id = book.id AND ${ALIVE}) OR EXISTS (SELECT FROM positions WHERE book_id = book.id AND positions.closed_at IS NULL))
ORDER BY id LIMIT $2`

export interface BookName {
  readonly userId: string
  readonly mode: Mode
  readonly kind: BookKind
}

/** The open book, and the money that it begins with. */
export async function readBook(sql: Sql, name: BookName): Promise<{ readonly book: Book; readonly opening: string } | undefined> {
  const [row] = await sql.run(OPEN, [name.userId, name.mode, name.kind])
  return row === undefined ? undefined : { book: bookFrom(row), opening: String(row.opening) }
}

/** Books with something open, in the order of their ids: those that come after one. */
export async function readBusy(
  sql: Sql,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly Book[]> {
  return (await sql.run(BUSY, [after ?? null, limit])).map(bookFrom)
}

function bookFrom(row: SqlRow): Book {
  return {
    id: String(row.id),
    userId: String(row.user_id),
    mode: row.mode as Mode,
    kind: row.kind as BookKind,
    epoch: Number(row.epoch),
    source: String(row.source),
    asset: String(row.asset),
    version: Number(row.version),
    settledTo: Number(row.settled_to),
    lastEntryAt: Number(row.last_entry_at),
    balances: new Map((row.balances as readonly SqlRow[]).map(balanceFrom)),
    orders: (row.orders as readonly SqlRow[]).map(orderFrom),
    positions: (row.positions as readonly SqlRow[]).map(positionFrom),
    fills: (row.fills as readonly SqlRow[]).map(fillFrom),
    trades: (row.trades as readonly SqlRow[]).map(tradeFrom),
    halt: haltFrom(row.halt),
  }
}

function balanceFrom({ asset, available, reserved }: SqlRow): [string, Balance] {
  return [String(asset), { available: decimalOfColumn(available), reserved: decimalOfColumn(reserved) }]
}

export function haltFrom(halt: unknown): Halt | undefined {
  return halt === null ? undefined : (halt as Halt)
}
