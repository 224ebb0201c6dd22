import { showDuration } from '../../basics/duration.ts'
import type { Decimal } from '../../basics/money.ts'
import { type Block, type Button, fields, type Reply, type Tone } from '../../basics/reply.ts'
import { showAmount, showPercent, showPrice } from '../../basics/show.ts'
import type { Order } from '../../trading/orders/order.ts'
import { isOver } from '../../trading/orders/order-state.ts'
import type { Position } from '../../trading/positions/position.ts'
import type { Placed } from '../../trading/trading.ts'
import { moneyWords, titled } from '../portfolio-words.ts'
import type { Services } from '../services.ts'
import { leftWords } from './closed-words.ts'
import { positionButtons, positionLine } from './position-card.ts'
import { dealWords, filledAt, placeWords, symbolOf } from './trade-words.ts'

interface PlacedAt extends Pick<Services, 'market' | 'trading'> {
  readonly tick: string | undefined
}

/** What became of an order that was said yes to. */
export function placedCard(placed: Placed, at: PlacedAt): Reply {
  const { orders, positions } = placed
  const [only] = orders.length === 1 ? orders : []
  const resting = orders.filter((order) => !isOver(order))
  return {
    title: titled(only === undefined ? `${orders.length} orders placed` : headOf(only, at.tick), at),
    tone: toneOf(orders),
    blocks: [...ordersOf(orders, at), ...positionsOf(placed, at)],
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

function detailsOf(order: Order, { market, tick }: PlacedAt): Block {
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
      ? {
          Until:
            order.expiresAt === undefined
              ? 'it fills or you cancel it'
              : `it fills, ${showDuration(order.expiresAt - market.now())} at most`,
        }
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

function ordersOf(orders: readonly Order[], at: PlacedAt): readonly Block[] {
  const [first] = orders
  if (first === undefined) return []
  if (orders.length === 1) return [detailsOf(first, at)]
  const words = (order: Order): string =>
    `${dealWords(order)} ${placeWords(order, at.tick)}${order.note === undefined ? '' : `: ${order.note}`}`
  return [fields(Object.fromEntries(orders.map((order) => [order.code, words(order)])))]
}

function positionsOf({ orders, positions }: Placed, { tick }: PlacedAt): readonly Block[] {
  if (positions.length === 0) return []
  const sold = orders.some(({ side, filled }) => side === 'sell' && filled.gt(0))
  const words = (position: Position): string => (sold || position.quantity.isZero() ? leftWords(position) : positionLine(position, tick))
  return [fields(Object.fromEntries(positions.map((position) => [`Position ${position.code}`, words(position)])))]
}

function restingButtons(resting: readonly Order[]): readonly Button[] {
  const [only] = resting.length === 1 ? resting : []
  return [
    ...(only === undefined ? [] : [{ kind: 'run', label: 'Cancel order', command: 'cancel', input: { which: only.code } } as const]),
    { kind: 'run', label: 'Orders', command: 'orders list', input: {} },
  ]
}
