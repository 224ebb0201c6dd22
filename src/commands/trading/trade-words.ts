import type { Decimal } from '../../basics/money.ts'
import { showAmount, showPercent, showPrice } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import { BY_HAND } from '../../trading/drafting/plan-orders.ts'
import type { Order } from '../../trading/orders/order.ts'
import type { Position } from '../../trading/positions/position.ts'

/** "BTC/USDT" of "binance:BTC/USDT". */
export function symbolOf(marketId: string): string {
  return marketId.slice(marketId.indexOf(':') + 1)
}

/** How far a price is from another, with its sign. */
export function awayWords(price: Decimal, from: Decimal): string {
  return showPercent(price.div(from).minus(1).toNumber())
}

/** A share without a sign, and with no more digits than it needs: "50%", "0.02%". */
export function partWords(share: Decimal): string {
  const percent = share.times(100).toDecimalPlaces(2)
  return percent.isZero() && share.gt(0) ? 'under 0.01%' : `${percent.toFixed()}%`
}

/** The average price of what was filled; undefined before the first fill. */
export function filledAt({ filled, turnover }: Pick<Order, 'filled' | 'turnover'>): Decimal | undefined {
  return filled.gt(0) ? turnover.div(filled) : undefined
}

/** The average price that a position was bought at, without fees. */
export function entryOf({ cost, quantity }: Pick<Position, 'cost' | 'quantity'>): Decimal {
  return cost.div(quantity)
}

/** "buy 0.002 BTC". */
export function dealWords({ side, quantity, base }: Pick<Order, 'side' | 'quantity' | 'base'>): string {
  return `${side} ${showAmount(quantity, base)}`
}

type Owned = Pick<Order, 'owner' | 'tag'>

export function isByHand({ owner }: Pick<Owned, 'owner'>): boolean {
  return owner === BY_HAND
}

/** "my-rsi: " before what a strategy did by itself. */
export function strategyWords({ owner, tag = 'a strategy' }: Owned): string {
  return isByHand({ owner }) ? '' : `${tag}: `
}

type Placed = Pick<Order, 'type' | 'limit' | 'trigger' | 'side'>

/** Where an order waits: "at the market", "at 60,000.00 or better", "when it rises to 70,000.00". */
export function placeWords({ type, limit, trigger, side }: Placed, tick: string | undefined): string {
  if (type === 'market') return 'at the market'
  if (type === 'limit') return `at ${showPrice(limit, tick)} or better`
  return `when it ${side === 'buy' ? 'rises' : 'falls'} to ${showPrice(trigger ?? limit, tick)}`
}

/** The price that an order waits for. */
export function waitsFor({ limit, trigger }: Pick<Order, 'limit' | 'trigger'>): Decimal {
  return trigger ?? limit
}

/** The tick of a market by its id; what is not listed any more has none, and is shown with as many digits as it needs. */
export type Ticks = (marketId: string) => string | undefined

export async function ticksOf(service: Pick<MarketService, 'markets'>, signal: AbortSignal): Promise<Ticks> {
  const known = new Map((await service.markets(signal)).map(({ id, tick }) => [id, tick]))
  return (marketId) => known.get(marketId)
}

/** Codes and coins of orders or positions that begin as somebody types: for suggestions. */
export function namesLike(typed: string, things: readonly Pick<Order, 'code' | 'base'>[]): readonly string[] {
  const names = [...new Set([...things.map(({ base }) => base), ...things.map(({ code }) => code)])]
  return names.filter((name) => name.startsWith(typed.trim().toUpperCase()))
}
