import { lengthOf, type Timeframe } from '../basics/timeframe.ts'

/** What people look at from a minute's trade to a month's hold. */
const USUAL: readonly Timeframe[] = ['5m', '15m', '1h', '4h', '1d']

/** The timeframes to watch of those that a market has, finest first: the usual ones, or the next longer one where it has candles of coarser ones only. */
export function watchedTimeframes(offered: readonly Timeframe[]): readonly Timeframe[] {
  const watched = USUAL.map((usual) => offered.find((each) => lengthOf(each) >= lengthOf(usual)))
  return offered.filter((each) => watched.includes(each))
}
