import { DAY_MS, lengthOf, nextOpen, type Timeframe } from '../../basics/timeframe.ts'
import type { FormulaFunction, LookBack } from './formula-function.ts'

const EVERY_BARS_MAX = 5000
/** Monday, 5 January 1970: what comes every week comes as weeks begin, which is on Mondays. */
const FIRST_MONDAY_MS = 4 * DAY_MS
const STEP_MIN = 0.001
const STEP_MAX = 1
const MONTHS_A_YEAR = 12

const NOTHING: LookBack = { warmUp: 0, history: 0 }
const ONE_BAR: LookBack = { warmUp: 1, history: 1 }

/** How many candles of this length closed from Monday, 5 January 1970, until `close`; months are counted from January 1970. */
function closedBy(close: number, timeframe: Timeframe): number {
  if (timeframe !== '1M') return Math.floor((close - FIRST_MONDAY_MS) / lengthOf(timeframe))
  const day = new Date(close)
  return MONTHS_A_YEAR * day.getUTCFullYear() + day.getUTCMonth()
}

/** True as the clock says, wherever the candles begin: `every(1d)` on candles of 4h is the one that closes at midnight UTC. Where that candle is missing it is left out. */
const every: FormulaFunction = {
  name: 'every',
  about: 'Whether a stretch of so many candles ends at this bar, by UTC; weeks end on Sundays',
  parameters: [{ kind: 'window', name: 'window', usual: 24, most: EVERY_BARS_MAX }],
  gives: 'truth',
  lookBack: () => NOTHING,
  start: ([bars = 1], timeframe) => ({
    next: ({ time }) => Number(closedBy(nextOpen(timeframe, time), timeframe) % bars === 0),
  }),
}

/** Lines lie at every power of 1 + step; a fall through several at once counts each. */
const gridDown: FormulaFunction = {
  name: 'grid_down',
  about: 'How many lines of a grid, each so far above the next, the close fell through at this bar',
  parameters: [{ kind: 'number', name: 'step', usual: 0.02, least: STEP_MIN, most: STEP_MAX, whole: false, percent: true }],
  gives: 'event',
  lookBack: () => ONE_BAR,
  start([step = STEP_MAX]) {
    let before = Number.NaN
    return {
      next({ close }) {
        const line = Math.floor(Math.log(close) / Math.log1p(step))
        const fallen = Math.max(0, before - line)
        before = line
        return fallen
      },
    }
  },
}

/** What comes back at regular times, or at regular prices. */
export const RECURRING_FUNCTIONS: readonly FormulaFunction[] = [every, gridDown]
