import type { Button } from '../basics/reply.ts'
import type { Timeframe } from '../basics/timeframe.ts'

const TIMEFRAME_BUTTONS: readonly Timeframe[] = ['15m', '1h', '4h', '1d', '1w']

/** The same in another timeframe, in place: a button for each usual one that is offered. */
export function timeframeButtons(
  offered: readonly Timeframe[],
  command: string,
  inputFor: (timeframe: Timeframe) => Readonly<Record<string, unknown>>,
): readonly Button[] {
  return TIMEFRAME_BUTTONS.filter((each) => offered.includes(each)).map((timeframe) => ({
    kind: 'run',
    label: timeframe,
    command,
    input: inputFor(timeframe),
    replaces: true,
  }))
}
