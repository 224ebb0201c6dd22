import { z } from 'zod'
import type { Position, Trade } from '../../trading/book-ports.ts'
import type { SqlRow } from '../engine/sql-driver.ts'
import { storableText } from '../storable-text.ts'
import { DECIMAL_TEXT, decimalOfColumn, decimalText, measureText, optionalOf } from './column-values.ts'
import type { NewRow, RowTable } from './row-table.ts'

export const POSITIONS: RowTable = {
  name: 'positions',
  columns: {
    id: 'uuid',
    book_id: 'uuid',
    code: 'text',
    market_id: 'text',
    base: 'text',
    quote: 'text',
    owner: 'text',
    tag: 'text',
    quantity: 'numeric',
    cost: 'numeric',
    bought: 'numeric',
    entry_fees: 'numeric',
    realised: 'numeric',
    stop: 'numeric',
    first_stop: 'numeric',
    targets: 'json',
    trail: 'numeric',
    break_even: 'numeric',
    peak: 'numeric',
    close_at: 'bigint',
    opened_at: 'bigint',
    closed_at: 'bigint',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
}

export const TRADES: RowTable = {
  name: 'trades',
  columns: {
    id: 'uuid',
    book_id: 'uuid',
    position_id: 'uuid',
    order_id: 'uuid',
    market_id: 'text',
    owner: 'text',
    tag: 'text',
    quantity: 'numeric',
    cost: 'numeric',
    proceeds: 'numeric',
    opened_at: 'bigint',
    closed_at: 'bigint',
    reason: 'order_reason',
    fees: 'numeric',
    pnl: 'numeric',
    risk: 'numeric',
    created_at: 'timestamptz',
  },
}

const TARGETS = z.array(z.strictObject({ price: DECIMAL_TEXT, quantity: DECIMAL_TEXT }))

export function positionRow(position: Position, now: string): NewRow {
  const { stop, firstStop, trail, breakEven, tag } = position
  return {
    id: position.id,
    book_id: position.bookId,
    code: position.code,
    market_id: position.marketId,
    base: position.base,
    quote: position.quote,
    owner: position.owner,
    tag: tag === undefined ? null : storableText(tag),
    quantity: decimalText(position.quantity),
    cost: decimalText(position.cost),
    bought: decimalText(position.bought),
    entry_fees: decimalText(position.entryFees),
    realised: decimalText(position.realised),
    stop: stop === undefined ? null : measureText(stop),
    first_stop: firstStop === undefined ? null : measureText(firstStop),
    targets: position.targets,
    trail: trail === undefined ? null : measureText(trail),
    break_even: breakEven === undefined ? null : measureText(breakEven),
    peak: measureText(position.peak),
    close_at: position.closeAt ?? null,
    opened_at: position.openedAt,
    closed_at: position.closedAt ?? null,
    created_at: now,
    updated_at: now,
  }
}

export function positionFrom(row: SqlRow): Position {
  return {
    id: String(row.id),
    code: String(row.code),
    bookId: String(row.book_id),
    marketId: String(row.market_id),
    base: String(row.base),
    quote: String(row.quote),
    owner: String(row.owner),
    tag: optionalOf(row.tag, String),
    quantity: decimalOfColumn(row.quantity),
    cost: decimalOfColumn(row.cost),
    bought: decimalOfColumn(row.bought),
    entryFees: decimalOfColumn(row.entry_fees),
    realised: decimalOfColumn(row.realised),
    stop: optionalOf(row.stop, decimalOfColumn),
    firstStop: optionalOf(row.first_stop, decimalOfColumn),
    targets: TARGETS.parse(row.targets),
    trail: optionalOf(row.trail, decimalOfColumn),
    breakEven: optionalOf(row.break_even, decimalOfColumn),
    peak: decimalOfColumn(row.peak),
    closeAt: optionalOf(row.close_at, Number),
    openedAt: Number(row.opened_at),
    closedAt: optionalOf(row.closed_at, Number),
  }
}

export function tradeRow(trade: Trade, createdAt: string): NewRow {
  const { risk, tag } = trade
  return {
    id: trade.id,
    book_id: trade.bookId,
    position_id: trade.positionId,
    order_id: trade.orderId,
    market_id: trade.marketId,
    owner: trade.owner,
    tag: tag === undefined ? null : storableText(tag),
    quantity: decimalText(trade.quantity),
    cost: decimalText(trade.cost),
    proceeds: decimalText(trade.proceeds),
    opened_at: trade.openedAt,
    closed_at: trade.closedAt,
    reason: trade.reason,
    fees: decimalText(trade.fees),
    pnl: decimalText(trade.pnl),
    risk: risk === undefined ? null : measureText(risk),
    created_at: createdAt,
  }
}

export function tradeFrom(row: SqlRow): Trade {
  return {
    id: String(row.id),
    bookId: String(row.book_id),
    positionId: String(row.position_id),
    orderId: String(row.order_id),
    marketId: String(row.market_id),
    owner: String(row.owner),
    tag: optionalOf(row.tag, String),
    quantity: decimalOfColumn(row.quantity),
    cost: decimalOfColumn(row.cost),
    proceeds: decimalOfColumn(row.proceeds),
    openedAt: Number(row.opened_at),
    closedAt: Number(row.closed_at),
    reason: row.reason as Trade['reason'],
    fees: decimalOfColumn(row.fees),
    pnl: decimalOfColumn(row.pnl),
    risk: optionalOf(row.risk, decimalOfColumn),
  }
}
