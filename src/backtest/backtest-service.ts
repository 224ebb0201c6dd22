import type { WallClock } from '../basics/clock.ts'
import { contentCode } from '../basics/content-code.ts'
import type { Ids } from '../basics/ids.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { BacktestPool } from './backtest-pool.ts'
import type { BacktestStore, KeptBacktest } from './backtest-ports.ts'

const KEPT_MAX = 100

/** What is kept of a result, but for what it is called and when it was made. */
export type BacktestNote = Omit<KeptBacktest, 'id' | 'code' | 'createdAt'>

/** Tests rules on candles of the past, away from the main loop, and keeps what came of it. */
export interface Backtests extends Pick<BacktestPool, 'run' | 'cancel' | 'stop'> {
  /** Keeps a result; the same test again takes the place of the one before. At most 100 of a person are kept, the newest. */
  keep(note: BacktestNote, origin: Origin): Promise<KeptBacktest>
  /** Newest first. */
  list(userId: string): Promise<readonly KeptBacktest[]>
  /** One of somebody's own, by its code in any letter case. Refuses what there is not. */
  find(userId: string, code: string): Promise<KeptBacktest>
}

interface BacktestNeeds {
  readonly pool: BacktestPool
  readonly store: BacktestStore
  readonly clock: Pick<WallClock, 'now'>
  readonly ids: Pick<Ids, 'id'>
}

export function createBacktests({ pool, store, clock, ids }: BacktestNeeds): Backtests {
  return {
    run: pool.run,
    cancel: pool.cancel,
    stop: pool.stop,
    async keep(note, origin) {
      const kept = { ...note, id: ids.id(), code: backtestCode(note), createdAt: clock.now() }
      await store.add(kept, KEPT_MAX, origin)
      return kept
    },
    list: (userId) => store.of(userId, KEPT_MAX),
    async find(userId, code) {
      const found = await store.find(userId, code.toUpperCase())
      if (found !== undefined) return found
      throw new Refusal('not-found', `You have no backtest ${code.toUpperCase()}.`, { hint: 'See /backtest list.' })
    },
  }
}

/** The same rules on the same candles at the same costs have the same code. */
export function backtestCode({
  rules,
  markets,
  timeframe,
  from,
  to,
  fee,
  slippage,
  cash,
  growth,
}: Omit<BacktestNote, 'userId' | 'metrics' | 'verdict'>): string {
  return contentCode(JSON.stringify([Object.entries(rules).toSorted(), markets, timeframe, from, to, fee, slippage, cash, growth]))
}
