import type { Origin } from '../basics/origin.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import type { FollowedStrategy, Strategy, StrategyDraft, StrategyVersion } from './strategy.ts'

export { STRATEGY_KINDS } from './strategy.ts'
export type { FollowedStrategy, Strategy, StrategyDraft, StrategyVersion }

export const STRATEGIES_MAX = 50
/** Of one strategy. */
export const VERSIONS_MAX = 200

/** A draft with the ids that it will have. */
export interface NewVersion {
  readonly strategyId: string
  readonly versionId: string
  readonly draft: StrategyDraft
}

/** Where strategies are kept. Everything but `shared` is of one person; nobody else's can be named. */
export interface StrategyStore {
  /** In the order of making; those that were deleted are left out. */
  of(userId: string): Promise<readonly Strategy[]>
  /**
   * With `followed` it is followed from the start. Throws `Refusal('conflict')` for a name that the person has, `Refusal('over-limit')` where there are
   * 50 others, and `AlreadyDone` for a call that made one before.
   */
  create(userId: string, made: NewVersion & { readonly followed?: FollowedStrategy }, origin: Origin): Promise<Strategy>
  /** The next version; what was followed goes on with the version it was. Throws as `create` does, and `Refusal('not-found')` where it is no more. */
  revise(userId: string, made: NewVersion, origin: Origin): Promise<Strategy>
  /** Oldest first. */
  versions(userId: string, strategyId: string): Promise<readonly StrategyVersion[]>
  /** Soft: versions stay, since results point at them. It is followed and shared no more. */
  delete(userId: string, strategyId: string, origin: Origin): Promise<void>
  /** Undefined ends it. */
  follow(userId: string, strategyId: string, followed: FollowedStrategy | undefined, origin: Origin): Promise<void>
  /** Gives it a code to import it by. Throws where the code is another one's. */
  share(userId: string, strategyId: string, code: string, origin: Origin): Promise<void>
  /** The newest version of what has this code, in any letter case. */
  shared(code: string): Promise<StrategyVersion | undefined>
  /** All that is followed by anybody, with its version. */
  allFollowed(): Promise<readonly { readonly userId: string; readonly followed: FollowedStrategy; readonly version: StrategyVersion }[]>
}

/** How far a followed strategy has stepped in one market: the opening of the last closed candle it has seen. */
export interface StepStore {
  /** Of the markets that it has stepped in. */
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
