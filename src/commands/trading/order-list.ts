import { type Block, type BlockOf, fields, table } from '../../basics/reply.ts'
import { showAge, showAmount, showPrice } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { Order } from '../../trading/orders/order.ts'
import { reasonWords } from '../portfolio-words.ts'
import type { Ticks } from './trade-words.ts'
import { dealWords, filledAt, placeWords, strategyWords, waitsFor } from './trade-words.ts'

/** Longer names would make the table too wide for a phone. */
const BASE_CHARS_MAX = 6
const SHOWN_MAX = 20

/** Open orders, narrow enough for a phone: one line each, and what else there is to know below. */
export function orderBlocks(
  orders: readonly Order[],
  { market, tickOf }: { readonly market: MarketService; readonly tickOf: Ticks },
): readonly Block[] {
  const shown = orders.slice(0, SHOWN_MAX)
  return [
    table(
      [
        { title: 'Code', align: 'left' },
        { title: 'Order', align: 'left' },
        { title: 'Price', align: 'right' },
      ],
      shown.map((order) => [
        order.code,
        `${order.side} ${order.base.slice(0, BASE_CHARS_MAX)}`,
        showPrice(waitsFor(order), tickOf(order.marketId)),
      ]),
    ),
    fields(Object.fromEntries(shown.map((order) => [order.code, orderLine(order, { market, tickOf })]))),
  ]
}

/** "buy 0.002 BTC at 46,600.00 or better, 40% filled, 3 h". */
function orderLine(order: Order, { market, tickOf }: { readonly market: MarketService; readonly tickOf: Ticks }): string {
  const { filled, quantity, state, group, placedAt } = order
  return [
    `${strategyWords(order)}${dealWords(order)} ${placeWords(order, tickOf(order.marketId))}`,
    ...(filled.gt(0) ? [`${filled.div(quantity).times(100).toFixed(0)}% filled`] : []),
    ...(state === 'open' || state === 'partial' ? [] : [STATE_WORDS[state]]),
    ...(group === undefined ? [] : [group.kind === 'oco' ? 'one of a pair' : `of a ${group.kind}`]),
    showAge(market.now() - placedAt),
  ].join(', ')
}

/** Orders that are over, with what became of them and why. */
export function endedOrders(
  orders: readonly Order[],
  { market, tickOf }: { readonly market: MarketService; readonly tickOf: Ticks },
): BlockOf<'fields'> {
  const words = (order: Order): string => {
    const at = filledAt(order)
    return [
      `${strategyWords(order)}${dealWords(order)} ${placeWords(order, tickOf(order.marketId))}`,
      `${STATE_WORDS[order.state]}${at === undefined ? '' : ` at ${showPrice(at, tickOf(order.marketId))}`}`,
      ...(order.reason === 'entry' ? [] : [`to leave by ${reasonWords(order)}`]),
      `placed ${showAge(market.now() - order.placedAt)} ago${order.note === undefined ? '' : `. ${order.note}`}`,
    ].join(', ')
  }
  return fields(Object.fromEntries(orders.map((order) => [order.code, words(order)])))
}

/** What became of an order, as people say it. */
export const STATE_WORDS: Readonly<Record<Order['state'], string>> = {
  draft: 'not confirmed',
  confirmed: 'about to be sent',
  sending: 'being sent',
  open: 'waiting',
  partial: 'partly filled, waiting',
  'cancel-pending': 'being cancelled',
  unknown: 'unknown: it is being looked up',
  manual: 'unknown: please look at the exchange',
  filled: 'filled',
  cancelled: 'cancelled',
  'partial-cancelled': 'partly filled, the rest cancelled',
  expired: 'expired',
  refused: 'refused',
  'refused-not-found': 'never arrived',
}

export const ORDER_COLUMNS = [
  'code',
  'market',
  'side',
  'type',
  'quantity',
  'filled',
  'price',
  'trigger',
  'state',
  'reason',
  'tag',
  'placed_ms',
  'expires_ms',
]

export function orderCells(order: Order): readonly string[] {
  const { code, marketId, side, type, quantity, filled, limit, trigger, state, reason, tag, placedAt, expiresAt } = order
  const numbers = [quantity.toFixed(), filled.toFixed(), limit.toFixed(), trigger?.toFixed() ?? '']
  return [
    code,
    marketId,
    side,
    type,
    ...numbers,
    state,
    reason,
    tag ?? '',
    String(placedAt),
    expiresAt === undefined ? '' : String(expiresAt),
  ]
}

/** What was cancelled, and what could not be. */
export function cancelledWords({
  done,
  failed,
}: {
  readonly done: readonly Order[]
  readonly failed: readonly { what: string; why: string }[]
}): readonly Block[] {
  return [
    ...(done.length === 0 ? [] : [fields(Object.fromEntries(done.map((order) => [order.code, `${dealWords(order)}${leftWords(order)}`])))]),
    ...(failed.length === 0 ? [] : [fields(Object.fromEntries(failed.map(({ what, why }) => [what, why])))]),
  ]
}

function leftWords({ filled, base }: Order): string {
  return filled.gt(0) ? `, of which ${showAmount(filled, base)} had been filled` : ''
}
