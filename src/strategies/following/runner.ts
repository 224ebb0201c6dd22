import { inParallel } from '../../basics/in-parallel.ts'
import { Refusal } from '../../basics/refusal.ts'
import { openBefore, openOf } from '../../basics/timeframe.ts'
import { createTurns } from '../../basics/turns.ts'
import type { StrategyStore } from '../strategy-ports.ts'
import type { FollowedMarket, NoteStore } from './following-ports.ts'
import { type FollowedSeries, type StepParts, stepMarket } from './step-market.ts'

const STEPS_AT_ONCE_MAX = 4

/** Follows strategies: each steps once at each closed candle in each of its markets, whatever stops in between. */
export interface Runner {
  /** Takes all steps that are due; the market is asked for only where something is followed. A step that fails is tried again in the next round, and the others go on. */
  round(marketOf: () => Promise<FollowedMarket>): Promise<void>
}

export interface RunnerParts extends StepParts {
  readonly store: Pick<StrategyStore, 'allFollowed'>
  readonly notes: Pick<NoteStore, 'add'>
  /** Writes a failure down and returns the reference to find it by. */
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => string
}

/** One runner per process; several processes may run at once. */
export function createRunner(parts: RunnerParts): Runner {
  const { store, steps, notes, recordFailure } = parts
  const inTurn = createTurns()

  const dueOf = async (
    { userId, followed, version }: Awaited<ReturnType<RunnerParts['store']['allFollowed']>>[number],
    now: number,
  ): Promise<readonly FollowedSeries[]> => {
    const { timeframe, markets } = followed
    const newest = openBefore(timeframe, openOf(timeframe, now), 1)
    const seen = await steps.seen(version.id, markets)
    const owner = { userId, versionId: version.id, name: version.name, rules: version.rules, timeframe }
    return markets.flatMap((marketId) => {
      const before = seen.get(marketId)
      return before !== undefined && before >= newest ? [] : [{ ...owner, marketId }]
    })
  }
  const failed = async (error: unknown, { versionId, marketId, timeframe }: FollowedSeries, now: number): Promise<void> => {
    const about = { part: 'strategies', versionId, marketId }
    const words = error instanceof Refusal ? error.message : `Something went wrong. Reference ${recordFailure(error, about)}`
    const candle = openBefore(timeframe, openOf(timeframe, now), 1)
    await notes.add(versionId, { marketId, candle, kind: 'failed', words }).catch((again: unknown) => void recordFailure(again, about))
  }
  const step = async (series: FollowedSeries, market: FollowedMarket): Promise<void> => {
    try {
      await inTurn(`${series.versionId} ${series.marketId}`, () => stepMarket(series, market, parts))
    } catch (error) {
      await failed(error, series, market.now())
    }
  }

  return {
    async round(marketOf) {
      const followed = (await store.allFollowed()).filter(({ followed: { mode } }) => mode === 'paper')
      if (followed.length === 0) return
      const market = await marketOf()
      const now = market.now()
      const due = await inParallel(followed, STEPS_AT_ONCE_MAX, (each) => dueOf(each, now))
      await inParallel(due.flat(), STEPS_AT_ONCE_MAX, (series) => step(series, market))
    },
  }
}
