import type { AccountPastStore } from '../../trading/portfolio/portfolio-ports.ts'
import type { StoreParts } from '../audited-change.ts'
import { FUNDING, fundingFrom } from '../books/book-history.ts'
import { ORDERS, orderFrom } from '../books/order-rows.ts'
import { TRADES, tradeFrom } from '../books/position-rows.ts'
import { jsonRows, selectList } from '../books/row-table.ts'
import type { SqlRow } from '../engine/sql-driver.ts'
import { MARKS, markFrom } from './equity-store.ts'

const RECENT_MAX = 30
const ORDERS_MAX = 1_000

const RECENT_SINCE = `(SELECT min(placed_at) FROM (SELECT placed_at FROM orders WHERE book_id = $1 ORDER BY placed_at DESC LIMIT ${RECENT_MAX}) AS recent)`

const PAST = `
SELECT
  ${jsonRows(`SELECT ${selectList(ORDERS)} FROM orders WHERE book_id = $1 AND placed_at >= least($2, ${RECENT_SINCE})
    ORDER BY orders.placed_at DESC, orders.id DESC LIMIT ${ORDERS_MAX}`)} AS orders,
  ${jsonRows(`SELECT ${selectList(TRADES)} FROM trades WHERE book_id = $1 ORDER BY trades.closed_at DESC, trades.id DESC LIMIT ${RECENT_MAX}`)} AS trades,
  ${jsonRows(MARKS)} AS marks,
  ${jsonRows(FUNDING)} AS funding`

export function createAccountPastStore({ connection }: StoreParts): AccountPastStore {
  return {
    async read(bookId, midnight) {
      const [past] = await connection.sql.run(PAST, [bookId, midnight])
      if (past === undefined) throw new Error('A query of several others gives one row')
      return {
        orders: (past.orders as readonly SqlRow[]).map(orderFrom),
        trades: (past.trades as readonly SqlRow[]).map(tradeFrom),
        marks: (past.marks as readonly SqlRow[]).map(markFrom),
        funding: fundingFrom(past.funding as readonly SqlRow[]),
      }
    },
  }
}
