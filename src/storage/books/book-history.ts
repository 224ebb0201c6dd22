import type { Decimal } from '../../basics/money.ts'
import type { BookHistory, OwnedPage } from '../../trading/book-ports.ts'
import type { LedgerArchive } from '../../trading/ledger/ledger-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import type { SqlRow } from '../engine/sql-driver.ts'
import { decimalOfColumn } from './column-values.ts'
import { ENTRY_LIST, entryFrom, sealedFrom } from './ledger-rows.ts'
import { FILLS, fillFrom, ORDERS, orderFrom } from './order-rows.ts'
import { TRADES, tradeFrom } from './position-rows.ts'
import { selectList } from './row-table.ts'

interface Listed {
  readonly list: string
  readonly table: string
  /** The column of market time that a page is cut by, and what decides between rows of one time. */
  readonly time: string
  readonly tie: string
}

const ORDER_PAGES: Listed = { list: selectList(ORDERS), table: 'orders', time: 'placed_at', tie: 'id' }
const FILL_PAGES: Listed = { list: selectList(FILLS), table: 'fills', time: 'at', tie: 'id' }
const TRADE_PAGES: Listed = { list: selectList(TRADES), table: 'trades', time: 'closed_at', tie: 'id' }
const ENTRY_PAGES: Listed = { list: ENTRY_LIST, table: 'ledger_entries', time: 'at', tie: 'sequence' }

/** Of the book `$1`. What was deposited came out of `equity`, and nothing else moves it. */
export const FUNDING = `SELECT asset, (-balance)::text AS funded FROM ledger_accounts WHERE book_id = $1 AND kind = 'equity' ORDER BY asset`

export function fundingFrom(rows: readonly SqlRow[]): ReadonlyMap<string, Decimal> {
  return new Map(rows.map(({ asset, funded }) => [String(asset), decimalOfColumn(funded)]))
}

export function createBookHistory({ connection }: StoreParts): BookHistory {
  const page = async <T>({ list, table, time, tie }: Listed, { bookId, from, to, limit, owner }: Page, read: (row: SqlRow) => T) => {
    const own = owner === undefined ? '' : 'AND owner = $5'
    const rows = await connection.sql.run(
      `SELECT ${list} FROM ${table} AS listed WHERE book_id = $1 AND ${time} >= $2 AND ${time} < $3 ${own}
       ORDER BY listed.${time} DESC, listed.${tie} DESC LIMIT $4`,
      [bookId, from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER, limit, ...(owner === undefined ? [] : [owner])],
    )
    return rows.map(read)
  }
  return {
    orders: (bookId, cut) => page(ORDER_PAGES, { bookId, ...cut }, orderFrom),
    async order(bookId, code) {
      const [row] = await connection.sql.run(`SELECT ${selectList(ORDERS)} FROM orders WHERE book_id = $1 AND code = $2`, [bookId, code])
      if (row === undefined) return undefined
      const order = orderFrom(row)
      const fills = await connection.sql.run(
        `SELECT ${selectList(FILLS)} FROM fills WHERE order_id = $1 ORDER BY fills.at DESC, fills.id DESC`,
        [order.id],
      )
      return { order, fills: fills.map(fillFrom) }
    },
    fills: (bookId, cut) => page(FILL_PAGES, { bookId, ...cut }, fillFrom),
    trades: (bookId, cut) => page(TRADE_PAGES, { bookId, ...cut }, tradeFrom),
    entries: (bookId, cut) => page(ENTRY_PAGES, { bookId, ...cut }, entryFrom),
    funding: async (bookId) => fundingFrom(await connection.sql.run(FUNDING, [bookId])),
  }
}

type Page = OwnedPage & { readonly bookId: string }

export function createLedgerArchive({ connection }: StoreParts): LedgerArchive {
  return {
    async read(bookId, { after, limit }) {
      const rows = await connection.sql.run(
        `SELECT ${ENTRY_LIST} FROM ledger_entries AS listed WHERE book_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
        [bookId, after, limit],
      )
      return rows.map(sealedFrom)
    },
  }
}
