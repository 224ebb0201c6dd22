import type { Ids } from '../basics/ids.ts'
import type { Services } from '../commands/services.ts'
import { formulaData } from '../market/load-formula-data.ts'
import type { MarketService } from '../market/market-service.ts'
import type { Database } from '../storage/database.ts'
import { createFollowing, type Following } from '../strategies/following/following.ts'
import type { FollowedMarket, StrategyTrading } from '../strategies/following/following-ports.ts'
import { createRunner, type RunnerParts } from '../strategies/following/runner.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { createStrategyAccounts } from './strategy-accounts.ts'
import { createStrategyDealer } from './strategy-trading.ts'
import { tradingMarket } from './trading-market.ts'

interface DeskStrategiesParts {
  readonly database: Pick<Database, 'strategies' | 'strategySteps' | 'strategyNotes' | 'bookHistory'>
  /** The market at the desk's own time: in practice sessions nothing is followed. */
  readonly market: () => Promise<MarketService>
  readonly servicesOn: (market: TradingMarket) => Pick<Services, 'trading'>
  readonly ids: Ids
  readonly recordFailure: RunnerParts['recordFailure']
}

export interface DeskStrategies {
  readonly following: Following
  /** Takes all steps that are due. */
  follow(): Promise<void>
}

/** Plugs strategies, the market and trading together. */
export function createDeskStrategies({ database, market, servicesOn, ids, recordFailure }: DeskStrategiesParts): DeskStrategies {
  const { strategies: store, strategySteps: steps, strategyNotes: notes, bookHistory: history } = database
  const onDesk = async (): Promise<StrategyTrading> => {
    const service = await market()
    const traded = tradingMarket(service, { kind: 'main', source: service.kind })
    const { trading } = servicesOn(traded)
    return { ...createStrategyAccounts({ trading, history }), ...createStrategyDealer({ trading, market: traded, ids }) }
  }
  const trading: StrategyTrading = {
    standing: async (owner, ask) => (await onDesk()).standing(owner, ask),
    enter: async (owner, entry) => (await onDesk()).enter(owner, entry),
    exit: async (owner, code) => (await onDesk()).exit(owner, code),
    performance: async (owner) => (await onDesk()).performance(owner),
  }
  const runner = createRunner({ store, steps, notes, trading, recordFailure })
  return {
    following: createFollowing({ steps, notes, market, trading }),
    follow: () => runner.round(async () => followedMarket(await market())),
  }
}

function followedMarket(service: MarketService): FollowedMarket {
  return {
    now: () => service.now(),
    load: async ({ marketId, ...ask }) => formulaData(service, { ...ask, market: await service.find(marketId) }),
  }
}
