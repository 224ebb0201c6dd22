import type { Decimal } from '../../basics/money.ts'
import { type Block, type Button, fields, type Reply, type Tone, text } from '../../basics/reply.ts'
import { showAmount, showPercent, showPrice } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { Order } from '../../trading/orders/order.ts'
import { isOver } from '../../trading/orders/order-state.ts'
import type { Placed } from '../../trading/trading.ts'
import { moneyWords } from '../portfolio-words.ts'
import { positionButtons, positionLine } from './position-card.ts'
import { dealWords, filledAt, placeWords, symbolOf, titled } from './trade-words.ts'

interface PlacedAt {
  readonly market: MarketService
  readonly tick: string | undefined
}

/** What became of an order that was said yes to. */
export function placedCard(placed: Placed, at: PlacedAt): Reply {
  const { orders, positions } = placed
  const [only] = orders.length === 1 ? orders : []
  const resting = orders.filter((order) => !isOver(order))
  return {
    title: titled(only === undefined ? `${orders.length} orders placed` : headOf(only, at.tick), at.market),
    tone: toneOf(orders),
    blocks: [...(only === undefined ? [listOf(orders, at.tick)] : [detailsOf(only, at.tick)]), ...positionsOf(placed, at)],
    buttons: [...positions.slice(0, 1).flatMap((position) => positionButtons(position, at.tick)), ...restingButtons(resting)],
  }
}

function headOf(order: Order, tick: string | undefined): string {
  const price = filledAt(order)
  const done = order.side === 'buy' ? 'Bought' : 'Sold'
  if (price !== undefined) return `${done} ${showAmount(order.filled, order.base)} at ${showPrice(price, tick)}`
  if (order.state === 'unknown' || order.state === 'manual') return `Nobody knows yet what became of the order to ${dealWords(order)}`
  if (isOver(order)) return `Not done: ${dealWords(order)}`
  return `Waiting to ${dealWords(order)} ${placeWords(order, tick)}`
}

function toneOf(orders: readonly Order[]): Tone {
  if (orders.every((order) => isOver(order) && order.filled.isZero())) return 'bad'
  return orders.some(({ state }) => state === 'unknown' || state === 'manual') ? 'warning' : 'good'
}

function detailsOf(order: Order, tick: string | undefined): Block {
  const { code, marketId, filled, quantity, base, quote, turnover, fees, reserved, side, note } = order
  return fields({
    Order: `${code}, ${symbolOf(marketId)}`,
    ...(filled.gt(0)
      ? {
          Filled: filled.eq(quantity) ? 'all of it' : `${showAmount(filled, base)} of ${showAmount(quantity, base)}`,
          [side === 'buy' ? 'Cost' : 'Brought']: moneyWords(turnover, quote),
          Fee: moneyWords(fees, quote),
          Slippage: `${slippageOf(order)} against the ${showPrice(order.expected, tick)} that was expected`,
        }
      : {}),
    ...(reserved.gt(0) ? { 'Held for it': moneyWords(reserved, side === 'buy' ? quote : base) } : {}),
    ...(note === undefined ? {} : { Note: note }),
    ...(order.state === 'open'
      ? { Until: order.expiresAt === undefined ? 'it fills or you cancel it' : 'it fills, or its time is over' }
      : {}),
  })
}

/** How much worse than expected it was filled; better is below zero. */
function slippageOf(order: Order): string {
  const at = filledAt(order)
  if (at === undefined || order.expected.isZero()) return 'not known'
  const worse: Decimal = at.div(order.expected).minus(1)
  return showPercent((order.side === 'buy' ? worse : worse.neg()).toNumber())
}

function listOf(orders: readonly Order[], tick: string | undefined): Block {
  return fields(
    Object.fromEntries(
      orders.map((order) => [
        order.code,
        `${dealWords(order)} ${placeWords(order, tick)}${order.note === undefined ? '' : `: ${order.note}`}`,
      ]),
    ),
  )
}

function positionsOf({ positions }: Placed, { tick }: PlacedAt): readonly Block[] {
  const open = positions.filter(({ quantity }) => quantity.gt(0))
  const closed = positions.filter(({ quantity }) => quantity.isZero())
  return [
    ...(open.length === 0 ? [] : [fields(Object.fromEntries(open.map((each) => [`Position ${each.code}`, positionLine(each, tick)])))]),
    ...(closed.length === 0
      ? []
      : [text(`Closed: ${closed.map(({ base, code }) => `${base} (${code})`).join(', ')}. /trades shows how it went.`)]),
  ]
}

function restingButtons(resting: readonly Order[]): readonly Button[] {
  const [only] = resting.length === 1 ? resting : []
  return [
    ...(only === undefined ? [] : [{ kind: 'run', label: 'Cancel order', command: 'cancel', input: { which: only.code } } as const]),
    { kind: 'run', label: 'Orders', command: 'orders list', input: {} },
  ]
}
