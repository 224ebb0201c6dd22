import type { WallClock } from '../../basics/clock.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showTime } from '../../basics/show.ts'
import { WEEK_MS } from '../../basics/timeframe.ts'
import type { MarketSource, TimeSpan } from '../market-ports.ts'
import type { RecordedCandles } from './recorded-candles.ts'
import { recordedMarket } from './recorded-market.ts'
import { fixedClock, runningClock } from './replay-clock.ts'

export interface ReplayOptions {
  readonly recorded: RecordedCandles
  readonly wall: WallClock
  /** Market seconds in a second. */
  readonly speed: number
  /** Market time at the beginning; by default seven days before the widest overlap of the markets ends. */
  readonly from?: number | undefined
  /** Stands still at this time instead: for `--at`. */
  readonly at?: number | undefined
}

/** Recorded candles as a market that runs. Refuses a start outside of what was recorded. */
export async function replayMarket({ recorded, wall, speed, from, at }: ReplayOptions): Promise<MarketSource> {
  const range = await recorded.range()
  const start = at ?? from ?? defaultStart(recorded.recorded.map(({ span }) => span))
  checkWithin(range, start)
  const clock = at === undefined ? runningClock(wall, { from: start, startedAt: wall.now(), speed, end: range.to }) : fixedClock(start)
  return recordedMarket({
    kind: 'replay',
    label: 'Replay',
    history: recorded,
    clock,
    status(now) {
      const newestPriceAt = recorded.newestAt(now)
      const detail = statusLine(recorded, { now, end: range.to, speed: at === undefined ? speed : 0 })
      return { ok: true, detail, ...(newestPriceAt === undefined ? {} : { newestPriceAt }) }
    },
  })
}

/** Refuses a moment outside of what was recorded and says from when to when there are candles. */
export function checkWithin({ from, to }: TimeSpan, at: number): void {
  if (at >= from && at <= to) return
  throw new Refusal('bad-input', `There are no candles of ${showTime(at)}, only from ${showTime(from)} to ${showTime(to)}.`, {
    hint: `Pick a time between the two, such as ${new Date(Math.max(from, to - WEEK_MS)).toISOString().slice(0, 10)}.`,
  })
}

/** Seven days before the end of the span in which the most markets have candles at once, or its beginning where it is shorter; of equals the latest. */
export function defaultStart(spans: readonly TimeSpan[]): number {
  const edges = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  let best = { count: 0, from: 0, to: 0 }
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1]
    if (to === undefined) break
    const count = spans.filter((span) => span.from <= from && span.to >= to).length
    if (count >= best.count) best = { count, from, to }
  }
  return Math.max(best.from, best.to - WEEK_MS)
}

function statusLine(
  recorded: RecordedCandles,
  { now, end, speed }: { readonly now: number; readonly end: number; readonly speed: number },
): string {
  const moves = now >= end ? 'at the end of all data, the clock stands still' : speed === 0 ? 'the clock stands still' : `at x${speed}`
  const faults = Object.values(recorded.faults).reduce((sum, count) => sum + count, 0)
  return `${showTime(now)}, ${moves}; ${counted(recorded.recorded.length, 'market')}, ${counted(faults, 'impossible candle')} left out`
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
