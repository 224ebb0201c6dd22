import { Decimal } from '../../basics/money.ts'
import type { Origin } from '../../basics/origin.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { TradingMarket } from '../trading-ports.ts'
import type { HoldingStore, OutsideHolding } from './portfolio-ports.ts'

const HOLDINGS_MAX = 50
const QUANTITY_MAX = new Decimal('1e18')
/** What costs are told in. */
const COST_ASSET = 'USDT'

/** Something that is owned elsewhere, with its worth now; without a price that is missing. */
export interface ValuedHolding extends OutsideHolding {
  readonly value: Decimal | undefined
  readonly profit: Decimal | undefined
  readonly priceAt: number | undefined
}

/** What people own elsewhere, without keys: they tell us, and we tell them what it is worth. */
export interface OutsideHoldings {
  list(userId: string, currency: string): Promise<readonly ValuedHolding[]>
  /** Replaces what was there. Throws `Refusal('over-limit')` for more than can be kept. */
  set(userId: string, holding: OutsideHolding, origin: Origin): Promise<void>
  remove(userId: string, asset: string, origin: Origin): Promise<boolean>
}

export function createOutsideHoldings({
  store,
  market,
}: {
  readonly store: HoldingStore
  readonly market: Pick<TradingMarket, 'rate'>
}): OutsideHoldings {
  return {
    async list(userId, currency) {
      const holdings = await store.list(userId)
      const toCurrency = currency === COST_ASSET || holdings.length === 0 ? undefined : await market.rate(COST_ASSET, currency)
      const factor = currency === COST_ASSET ? new Decimal(1) : toCurrency?.price
      return Promise.all(
        holdings.map(async (holding) => {
          const { asset, quantity, cost } = holding
          const rate = asset === currency ? { price: new Decimal(1), at: undefined } : await market.rate(asset, currency)
          const value = rate?.price.times(quantity)
          const paid = factor === undefined ? undefined : cost?.times(factor)
          const profit = value === undefined || paid === undefined ? undefined : value.minus(paid)
          return { ...holding, value, profit, priceAt: rate?.at }
        }),
      )
    },
    async set(userId, holding, origin) {
      const { quantity, cost } = holding
      if (!quantity.gt(0))
        throw new Refusal('bad-input', 'Nothing is no holding.', { hint: `To take it away: /holdings remove ${holding.asset}` })
      if (quantity.gte(QUANTITY_MAX) || cost?.gte(QUANTITY_MAX)) throw new Refusal('over-limit', 'That is more than there is of anything.')
      const others = (await store.list(userId)).filter(({ asset }) => asset !== holding.asset)
      if (others.length >= HOLDINGS_MAX)
        throw new Refusal('over-limit', `I keep at most ${HOLDINGS_MAX} holdings.`, { hint: '/holdings remove BTC' })
      await store.set(userId, holding, origin)
    },
    remove: (userId, asset, origin) => store.remove(userId, asset, origin),
  }
}
