import { Decimal, ONE } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { showPrice } from '../basics/show.ts'
import { priceAt } from './drafting/levels.ts'
import type { Position } from './positions/position.ts'
import type { OrderChange, PositionView } from './trading.ts'
import type { Quote, TradedMarket } from './trading-ports.ts'

interface Basis {
  readonly market: TradedMarket
  readonly quote: Quote
}

/** A position with its stop, targets or trail as they are to be. Distances are from the price of now. Refuses levels that would be hit at once. */
export function changedPosition({ position, market, quote, stopNow }: PositionView, change: OrderChange): Position {
  if (quote === undefined)
    throw new Refusal('unavailable', `There is no price of ${market.symbol} right now, so I cannot tell whether that would be hit at once.`)
  if (change.price !== undefined || change.size !== undefined)
    throw new Refusal('bad-input', 'A position has no price or size to change; its stop, targets and trail have.', {
      hint: 'For example: /modify btc sl 58k, or /close btc 50%',
    })
  const basis = { market, quote }
  const newStop = change.stop === undefined ? undefined : stopOf(change.stop, basis)
  return {
    ...position,
    ...(change.stop !== undefined && { stop: newStop }),
    ...(change.targets !== undefined && { targets: targetsOf(change.targets, position, basis) }),
    ...(change.trail === 'none' && { trail: undefined }),
    // It follows from now on; what an earlier peak had won for the stop is kept.
    ...(change.trail instanceof Decimal && { trail: change.trail, peak: quote.last, stop: newStop ?? stopNow }),
  }
}

function stopOf(stop: NonNullable<OrderChange['stop']>, { market, quote }: Basis): Decimal | undefined {
  if (stop === 'none') return undefined
  const price = priceAt(stop, { from: quote.last, side: 'below', tick: market.tick })
  if (price.lt(quote.last) && price.gt(0)) return price
  throw new Refusal(
    'bad-input',
    `A stop lies below the price, which is ${showPrice(quote.last, market.tick)}; ${showPrice(price, market.tick)} would sell at once.`,
    {
      hint: 'To sell now: /close. For a stop, for example: sl 2%',
    },
  )
}

function targetsOf(targets: NonNullable<OrderChange['targets']>, { quantity }: Position, { market, quote }: Basis): Position['targets'] {
  if (targets === 'none') return []
  const given = targets.reduce((sum, { share }) => sum.plus(share ?? 0), new Decimal(0))
  const open = targets.filter(({ share }) => share === undefined).length
  if (given.gt(1) || (open > 0 && given.gte(1)))
    throw new Refusal('bad-input', 'The shares of the targets come to more than 100%.', { hint: 'For example: tp 62k:50% 65k:50%' })
  const rest = open === 0 ? new Decimal(0) : ONE.minus(given).div(open)
  const made = targets.map(({ level, share = rest }) => ({
    price: priceAt(level, { from: quote.last, side: 'above', tick: market.tick }),
    quantity: quantity.mul(share).div(market.lot).floor().mul(market.lot),
  }))
  const wrong = made.find(({ price }) => price.lte(quote.last))
  if (wrong !== undefined)
    throw new Refusal('bad-input', `A target lies above the price, which is ${showPrice(quote.last, market.tick)}.`, {
      hint: 'For example: tp 4%',
    })
  return made.filter((target) => target.quantity.gt(0)).toSorted((a, b) => a.price.comparedTo(b.price))
}
