import type { Ids } from '../basics/ids.ts'
import { formulaData } from '../market/load-formula-data.ts'
import type { MarketService } from '../market/market-service.ts'
import { createFollowing, type Following } from '../strategies/following/following.ts'
import type { FollowedMarket, NoteStore, StrategyTrading } from '../strategies/following/following-ports.ts'
import { createRunner, type RunnerParts } from '../strategies/following/runner.ts'
import type { StepStore, StrategyStore } from '../strategies/strategy-ports.ts'
import type { BookHistory } from '../trading/book-ports.ts'
import type { Trading } from '../trading/trading.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { createStrategyAccounts } from './strategy-accounts.ts'
import { createStrategyOrders } from './strategy-trading.ts'

export interface DeskStrategiesParts {
  readonly store: Pick<StrategyStore, 'allFollowed'>
  readonly steps: StepStore
  readonly notes: NoteStore
  readonly history: Pick<BookHistory, 'orders' | 'trades'>
  /** The market at the desk's own time: practice sessions follow nothing. */
  readonly market: () => Promise<MarketService>
  readonly tradedOn: (market: MarketService) => TradingMarket
  readonly tradingOn: (market: TradingMarket) => Trading
  readonly ids: Ids
  readonly recordFailure: RunnerParts['recordFailure']
}

export interface DeskStrategies {
  readonly following: Following
  /** Takes all steps that are due. */
  follow(): Promise<void>
}

/** Plugs strategies, the market and trading together. */
export function createDeskStrategies(parts: DeskStrategiesParts): DeskStrategies {
  const { store, steps, notes, history, ids, recordFailure } = parts
  const trading: StrategyTrading = {
    standing: async (owner, ask) => (await onDesk()).standing(owner, ask),
    enter: async (owner, entry) => (await onDesk()).enter(owner, entry),
    exit: async (owner, code) => (await onDesk()).exit(owner, code),
    performance: async (owner) => (await onDesk()).performance(owner),
  }
  const runner = createRunner({ store, steps, notes, trading, recordFailure })
  return {
    following: createFollowing({ steps, notes, market: parts.market, trading }),
    follow: async () => runner.round(followedMarket(await parts.market())),
  }

  async function onDesk(): Promise<StrategyTrading> {
    const market = parts.tradedOn(await parts.market())
    const own = parts.tradingOn(market)
    return { ...createStrategyAccounts({ trading: own, history }), ...createStrategyOrders({ trading: own, market, ids }) }
  }
}

function followedMarket(service: MarketService): FollowedMarket {
  return {
    now: () => service.now(),
    load: async ({ marketId, ...ask }) => formulaData(service, { ...ask, market: await service.find(marketId) }),
  }
}
