import { type Decimal, decimal } from '../../src/basics/money.ts'
import type { Rng } from '../../src/basics/rng.ts'
import type { Order } from '../../src/trading/orders/order.ts'
import type { Execution, Placement, Venue, VenueNews, VenueOrder } from '../../src/trading/venue-ports.ts'

/** One order as the venue itself knows it. */
interface VenueRow {
  readonly order: VenueOrder
  readonly executions: Execution[]
  state: 'open' | 'filled' | 'cancelled' | 'expired'
}

export interface FakeVenue extends Venue {
  /** What is true there, by client order id. */
  readonly rows: ReadonlyMap<string, VenueRow>
  /** How often each client order id was placed. */
  readonly placements: ReadonlyMap<string, number>
  /** Once it is calm it answers at once and truly, and what was on its way has arrived. */
  calm(): void
}

interface FakeVenueParts {
  readonly rng: Rng
  readonly now: () => number
}

/**
 * An exchange of the worst kind that still keeps its word: it takes orders without answering, loses them, takes them late, fills in parts, tells of fills late,
 * twice and out of order, and does not know what it cancelled. What it says for certain is true.
 */
export function createFakeVenue({ rng, now }: FakeVenueParts): FakeVenue {
  const rows = new Map<string, VenueRow>()
  const placements = new Map<string, number>()
  const late: VenueOrder[] = []
  let isCalm = false
  const happens = (chance: number): boolean => !isCalm && rng.next() < chance
  const acknowledged = (clientOrderId: string): Placement => ({ outcome: 'acknowledged', venueOrderId: `v-${clientOrderId}` })

  function accept(order: VenueOrder): void {
    if (now() <= order.notAfter) rows.set(order.clientOrderId, { order, executions: [], state: 'open' })
  }
  function arrive(): void {
    while (late.length > 0 && !happens(0.5)) accept(late.shift() as VenueOrder)
  }
  function trade(row: VenueRow, price: number, at: number): void {
    const { order, executions } = row
    if (row.state !== 'open' || !isSetOff(order, price)) return
    if (!fits(order, price) || happens(0.3)) {
      if (order.type !== 'limit') row.state = 'expired'
      return
    }
    const left = order.quantity.minus(filledOf(row))
    const part = happens(0.5) ? left.div(2).div(order.market.lot).floor().times(order.market.lot) : left
    if (part.gt(0)) executions.push(execution(order, { number: executions.length, price, quantity: part, at }))
    if (part.eq(left)) row.state = 'filled'
  }
  function tell(row: VenueRow): VenueNews {
    const { executions, order, state } = row
    const held = happens(0.3) ? executions.length - 1 : executions.length
    const told = executions.slice(0, Math.max(held, 0))
    const ended = state === 'open' || told.length < executions.length ? 'no' : state
    return { clientOrderId: order.clientOrderId, executions: happens(0.3) ? [...told.toReversed(), ...told.slice(0, 1)] : told, ended }
  }

  return {
    mode: 'paper',
    rows,
    placements,
    calm() {
      isCalm = true
      for (const order of late.splice(0)) accept(order)
    },
    async place(order) {
      placements.set(order.clientOrderId, (placements.get(order.clientOrderId) ?? 0) + 1)
      if (happens(0.1)) return { outcome: 'refused', reason: 'The venue did not want it.' }
      if (happens(0.15)) return { outcome: 'unknown' }
      if (happens(0.15)) {
        late.push(order)
        return { outcome: 'unknown' }
      }
      accept(order)
      return happens(0.2) ? { outcome: 'unknown' } : acknowledged(order.clientOrderId)
    },
    async cancel({ clientOrderId, filled }: Order) {
      const row = rows.get(clientOrderId)
      if (happens(0.3)) return 'unknown'
      if (row === undefined || row.state !== 'open') return 'gone'
      row.state = 'cancelled'
      return happens(0.3) ? 'unknown' : filled.lt(filledOf(row)) ? 'gone' : 'cancelled'
    },
    async lookUp({ clientOrderId }: Order) {
      arrive()
      if (happens(0.2)) return { outcome: 'unknown' }
      return rows.has(clientOrderId) ? acknowledged(clientOrderId) : { outcome: 'none' }
    },
    async news(orders, _market, step) {
      arrive()
      for (const row of rows.values()) trade(row, step.close, step.closesAt)
      return orders.flatMap(({ clientOrderId }) => {
        const row = rows.get(clientOrderId)
        return row === undefined || happens(0.2) ? [] : [tell(row)]
      })
    },
  }
}

function filledOf({ executions }: VenueRow): Decimal {
  return executions.reduce((sum, { quantity }) => sum.plus(quantity), decimal('0'))
}

function fits({ side, limit }: VenueOrder, price: number): boolean {
  return side === 'buy' ? limit.gte(price) : limit.lte(price)
}

function isSetOff({ side, trigger }: VenueOrder, price: number): boolean {
  return trigger === undefined || (side === 'buy' ? trigger.lte(price) : trigger.gte(price))
}

function execution(
  { clientOrderId, market }: VenueOrder,
  { number, price, quantity, at }: { readonly number: number; readonly price: number; readonly quantity: Decimal; readonly at: number },
): Execution {
  const fee = quantity.times(price).times('0.001').toDecimalPlaces(18)
  return {
    clientOrderId,
    tradeId: `${clientOrderId}-${number}`,
    price: decimal(String(price)),
    quantity,
    fee,
    feeAsset: market.quote,
    maker: true,
    at,
  }
}
