import { openBefore, openOf } from '../../basics/timeframe.ts'
import type { FollowedStrategy } from '../strategy.ts'
import type { StepStore } from '../strategy-ports.ts'
import type { FollowedMarket, NoteStore, StrategyNote, StrategyPerformance, StrategyTrading } from './following-ports.ts'

/** What commands may ask about strategies that are followed. */
export interface Following {
  /** Begins with the next candle that closes: all that closed before counts as seen. */
  begin(followed: Pick<FollowedStrategy, 'versionId' | 'markets' | 'timeframe'>): Promise<void>
  /** How a version has done, and what it holds: also of one that is followed no more. */
  performance(userId: string, versionId: string): Promise<StrategyPerformance>
  /** What it did lately and what it was refused, the newest first. */
  notes(versionId: string, limit: number): Promise<readonly StrategyNote[]>
}

export interface FollowingParts {
  readonly steps: StepStore
  readonly notes: Pick<NoteStore, 'of'>
  readonly market: () => Promise<Pick<FollowedMarket, 'now'>>
  readonly trading: Pick<StrategyTrading, 'performance'>
}

export function createFollowing({ steps, notes, market, trading }: FollowingParts): Following {
  return {
    async begin({ versionId, markets, timeframe }) {
      const { now } = await market()
      const candle = openBefore(timeframe, openOf(timeframe, now()), 1)
      const seen = await steps.seen(versionId, markets)
      for (const marketId of markets) {
        const before = seen.get(marketId)
        if (before !== candle) await steps.advance({ versionId, marketId, timeframe, before, candle })
      }
    },
    performance: (userId, versionId) => trading.performance({ userId, versionId }),
    notes: (versionId, limit) => notes.of(versionId, limit),
  }
}
