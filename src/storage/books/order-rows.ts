import { z } from 'zod'
import type { ExitPlan, Fill, Order, OrderGroup } from '../../trading/book-ports.ts'
import type { SqlRow } from '../engine/sql-driver.ts'
import { storableText } from '../storable-text.ts'
import { DECIMAL_TEXT, decimalOfColumn, decimalText, measureText, optionalOf } from './column-values.ts'
import type { NewRow, RowTable } from './row-table.ts'

export const ORDERS: RowTable = {
  name: 'orders',
  columns: {
    id: 'uuid',
    book_id: 'uuid',
    code: 'text',
    market_id: 'text',
    base: 'text',
    quote: 'text',
    side: 'order_side',
    type: 'order_type',
    quantity: 'numeric',
    limit_price: 'numeric',
    trigger_price: 'numeric',
    state: 'order_state',
    filled: 'numeric',
    turnover: 'numeric',
    fees: 'numeric',
    reserved: 'numeric',
    reason: 'order_reason',
    owner: 'text',
    tag: 'text',
    post_only: 'boolean',
    reduce_only: 'boolean',
    plan: 'json',
    group: 'json',
    client_order_id: 'text',
    venue_order_id: 'text',
    intent_id: 'text',
    expected: 'numeric',
    placed_at: 'bigint',
    expires_at: 'bigint',
    not_after: 'timestamptz',
    note: 'text',
    created_at: 'timestamptz',
    updated_at: 'timestamptz',
  },
}

export const FILLS: RowTable = {
  name: 'fills',
  columns: {
    id: 'uuid',
    book_id: 'uuid',
    order_id: 'uuid',
    trade_id: 'text',
    price: 'numeric',
    quantity: 'numeric',
    fee: 'numeric',
    fee_asset: 'text',
    maker: 'boolean',
    at: 'bigint',
    created_at: 'timestamptz',
  },
}

const PLAN = z.strictObject({
  stop: DECIMAL_TEXT.exactOptional(),
  targets: z.array(z.strictObject({ price: DECIMAL_TEXT, share: DECIMAL_TEXT })),
  trail: DECIMAL_TEXT.exactOptional(),
  breakEven: DECIMAL_TEXT.exactOptional(),
  keepMs: z.int().exactOptional(),
}) satisfies z.ZodType<ExitPlan>

const GROUP = z.strictObject({
  id: z.string(),
  kind: z.enum(['oco', 'ladder', 'grid']),
  step: DECIMAL_TEXT.exactOptional(),
}) satisfies z.ZodType<OrderGroup>

export function orderRow(order: Order, createdAt: string): NewRow {
  const { trigger, tag, note, plan = null, group = null } = order
  return {
    id: order.id,
    book_id: order.bookId,
    code: order.code,
    market_id: order.marketId,
    base: order.base,
    quote: order.quote,
    side: order.side,
    type: order.type,
    quantity: decimalText(order.quantity),
    limit_price: decimalText(order.limit),
    trigger_price: trigger === undefined ? null : decimalText(trigger),
    state: order.state,
    filled: decimalText(order.filled),
    turnover: decimalText(order.turnover),
    fees: decimalText(order.fees),
    reserved: decimalText(order.reserved),
    reason: order.reason,
    owner: order.owner,
    tag: tag === undefined ? null : storableText(tag),
    post_only: order.postOnly,
    reduce_only: order.reduceOnly,
    plan,
    group,
    client_order_id: order.clientOrderId,
    venue_order_id: order.venueOrderId ?? null,
    intent_id: order.intentId ?? null,
    expected: measureText(order.expected),
    placed_at: order.placedAt,
    expires_at: order.expiresAt ?? null,
    not_after: new Date(order.notAfter).toISOString(),
    note: note === undefined ? null : storableText(note),
    created_at: createdAt,
    updated_at: new Date(order.updatedAt).toISOString(),
  }
}

export function orderFrom(row: SqlRow): Order {
  return {
    id: String(row.id),
    code: String(row.code),
    bookId: String(row.book_id),
    marketId: String(row.market_id),
    base: String(row.base),
    quote: String(row.quote),
    side: row.side as Order['side'],
    type: row.type as Order['type'],
    quantity: decimalOfColumn(row.quantity),
    limit: decimalOfColumn(row.limit_price),
    trigger: optionalOf(row.trigger_price, decimalOfColumn),
    state: row.state as Order['state'],
    filled: decimalOfColumn(row.filled),
    turnover: decimalOfColumn(row.turnover),
    fees: decimalOfColumn(row.fees),
    reserved: decimalOfColumn(row.reserved),
    reason: row.reason as Order['reason'],
    owner: String(row.owner),
    tag: optionalOf(row.tag, String),
    postOnly: row.post_only === true,
    reduceOnly: row.reduce_only === true,
    plan: optionalOf(row.plan, (plan) => PLAN.parse(plan)),
    group: optionalOf(row.group, (group) => GROUP.parse(group)),
    clientOrderId: String(row.client_order_id),
    venueOrderId: optionalOf(row.venue_order_id, String),
    intentId: optionalOf(row.intent_id, String),
    expected: decimalOfColumn(row.expected),
    placedAt: Number(row.placed_at),
    expiresAt: optionalOf(row.expires_at, Number),
    notAfter: Number(row.not_after),
    updatedAt: Number(row.updated_at),
    note: optionalOf(row.note, String),
  }
}

export function fillRow(fill: Fill, bookId: string, createdAt: string): NewRow {
  return {
    id: fill.id,
    book_id: bookId,
    order_id: fill.orderId,
    trade_id: fill.tradeId,
    price: decimalText(fill.price),
    quantity: decimalText(fill.quantity),
    fee: decimalText(fill.fee),
    fee_asset: fill.feeAsset,
    maker: fill.maker,
    at: fill.at,
    created_at: createdAt,
  }
}

export function fillFrom(row: SqlRow): Fill {
  return {
    id: String(row.id),
    orderId: String(row.order_id),
    tradeId: String(row.trade_id),
    price: decimalOfColumn(row.price),
    quantity: decimalOfColumn(row.quantity),
    fee: decimalOfColumn(row.fee),
    feeAsset: String(row.fee_asset),
    maker: row.maker === true,
    at: Number(row.at),
  }
}
