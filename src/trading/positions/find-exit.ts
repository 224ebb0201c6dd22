import { Decimal } from '../../basics/money.ts'
import { exitInBar } from '../../matching/exit-in-bar.ts'
import type { OrderReason } from '../orders/order.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { MarketStep } from '../venue-ports.ts'
import type { Position } from './position.ts'
import { stopNow } from './stop-now.ts'

/** The one way in which a step of the market closes a position, or a part of it. Prices are in the quote currency and on the market's grid. */
export interface ExitHit {
  readonly reason: Extract<OrderReason, 'stop' | 'trail' | 'time' | 'target'>
  /** The level that was waited for; undefined when it was the time. */
  readonly level: Decimal | undefined
  /** What it happens at. */
  readonly price: number
  /** Stop and target were touched in one bar, and nobody knows which came first. */
  readonly ambiguous: boolean
}

interface ExitFacts {
  readonly step: MarketStep
  readonly market: Pick<TradedMarket, 'tick'>
  /** It was bought, or more of it, in this step. */
  readonly inside: boolean
}

/** Time comes first, at the open; then what `matching` finds. */
export function findExit(position: Position, { step, market, inside }: ExitFacts): ExitHit | undefined {
  const { closeAt, targets, stop: set } = position
  if (closeAt !== undefined && closeAt <= step.opensAt) return { reason: 'time', level: undefined, price: step.open, ambiguous: false }
  const held = stopNow(position)
  const stop = held && onGrid(held, market)
  const target = targets[0] && onGrid(targets[0].price, market)
  const hit = exitInBar({ stop: stop?.toNumber(), targets: target === undefined ? [] : [target.toNumber()] }, step, inside)
  if (hit === undefined) return undefined
  const { price, ambiguous } = hit
  if (hit.leg === 'target') return { reason: 'target', level: target, price, ambiguous }
  return { reason: set !== undefined && held?.eq(set) ? 'stop' : 'trail', level: stop, price, ambiguous }
}

/** A sale at a level between two ticks waits at the upper one. */
function onGrid(price: Decimal, { tick }: Pick<TradedMarket, 'tick'>): Decimal {
  return price.toNearest(tick, Decimal.ROUND_UP)
}
