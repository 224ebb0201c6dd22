import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showAmount } from '../../basics/show.ts'
import type { Size } from '../trading.ts'
import type { TradedMarket } from '../trading-ports.ts'

/** What a size is a part of. Money is in the quote currency. */
export interface SizeBasis {
  readonly entry: Decimal
  readonly stop: Decimal | undefined
  /** The most that the cash that is there buys, with fees at the worst price. */
  readonly affordable: Decimal
  /** Cash that is there, and all that the account is worth. */
  readonly cash: Decimal
  readonly equity: Decimal
}

/** How much of the base currency a buy of this size is, before it is rounded to the market's lot. */
export function buyQuantity(size: Size, { entry, stop, affordable, cash, equity }: SizeBasis): Decimal {
  switch (size.kind) {
    case 'base':
      return size.amount
    case 'money':
      return size.amount.div(entry)
    case 'share': {
      const wanted = cash.mul(size.share).div(entry)
      return wanted.lt(affordable) ? wanted : affordable
    }
    case 'risk':
      if (stop === undefined)
        throw new Refusal('bad-input', 'A size by risk needs a stop: the loss there is what you risk.', {
          hint: 'For example: risk 1% sl 2%',
        })
      return equity.mul(size.share).div(entry.minus(stop))
    case 'max':
      return affordable
  }
}

/** The same of a sell: `held` is what there is to sell. */
export function sellQuantity(size: Size, { entry, held }: { readonly entry: Decimal; readonly held: Decimal }): Decimal {
  switch (size.kind) {
    case 'base':
      return size.amount
    case 'money':
      return size.amount.div(entry)
    case 'share':
      return held.mul(size.share)
    case 'risk':
      throw new Refusal('bad-input', 'A size by risk is for buys.', { hint: 'For example: 50%, or 0.01' })
    case 'max':
      return held
  }
}

/** Rounds down to the market's lot. Refuses what is then too little for the market, saying the least. */
export function inLots(quantity: Decimal, { price, market }: { readonly price: Decimal; readonly market: TradedMarket }): Decimal {
  const rounded = quantity.div(market.lot).floor().mul(market.lot)
  const least = market.minimumCost === undefined ? price.mul(market.lot) : price.mul(0).plus(market.minimumCost)
  if (rounded.lte(0) || rounded.mul(price).lt(least))
    throw new Refusal('bad-input', `That is less than ${market.symbol} takes: the least is ${showAmount(least, market.quote)}.`, {
      hint: `For example: $${least.mul(2).toDecimalPlaces(0, 0).toFixed()}`,
    })
  return rounded
}
