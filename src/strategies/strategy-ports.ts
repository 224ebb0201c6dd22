import type { Origin } from '../basics/origin.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { FollowedStrategy, Strategy, StrategyDraft, StrategyVersion } from './strategy.ts'

/** Where strategies are kept. Everything but `shared` is of one person; nobody else's can be named. */
export interface StrategyStore {
  /** In the order of making; those that were deleted are left out. */
  of(userId: string): Promise<readonly Strategy[]>
  /** Throws `Refusal('conflict')` for a name that the person has, `AlreadyDone` for a call that made one before. */
  create(
    userId: string,
    made: { readonly strategyId: string; readonly versionId: string; readonly draft: StrategyDraft },
    origin: Origin,
  ): Promise<Strategy>
  /** The next version; what was followed goes on with the version it was. */
  revise(
    userId: string,
    made: { readonly strategyId: string; readonly versionId: string; readonly draft: StrategyDraft },
    origin: Origin,
  ): Promise<Strategy>
  versions(userId: string, strategyId: string): Promise<readonly StrategyVersion[]>
  /** Soft: versions stay, since results point at them. It is followed no more. */
  delete(userId: string, strategyId: string, origin: Origin): Promise<void>
  /** Undefined ends it. */
  follow(userId: string, strategyId: string, followed: FollowedStrategy | undefined, origin: Origin): Promise<void>
  /** Gives it a code to import it by. */
  share(userId: string, strategyId: string, code: string, origin: Origin): Promise<void>
  shared(code: string): Promise<StrategyVersion | undefined>
  /** All that is followed by anybody, with its version. */
  allFollowed(): Promise<readonly { readonly userId: string; readonly followed: FollowedStrategy; readonly version: StrategyVersion }[]>
}

/** How far a followed strategy has stepped in one market: the opening of the last closed candle it has seen. */
export interface StepStore {
  /** Undefined where it has not stepped yet. */
  seen(versionId: string, marketIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** False when somebody stepped beyond `before` since it was read. */
  advance(step: {
    readonly versionId: string
    readonly marketId: string
    readonly timeframe: Timeframe
    readonly before: number | undefined
    readonly candle: number
  }): Promise<boolean>
}
