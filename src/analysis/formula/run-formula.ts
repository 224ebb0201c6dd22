import type { Candle } from '../../basics/candles.ts'
import { nextOpen, openBefore, type Timeframe } from '../../basics/timeframe.ts'
import { frameKey, outsideKey } from './formula-data.ts'
import type { Formula } from './formula-node.ts'
import { type Place, planFormula, type Step } from './running/formula-plan.ts'
import { seriesAt } from './running/series-at.ts'
import { createTimeQueue, type TimeQueue } from './running/time-queue.ts'

/** A formula at work, one closed candle of its own market after another. */
export interface FormulaRun {
  /** A closed candle of another timeframe or market, by its `frameKey`: those of one key oldest first, and each before the candle of `next` that closes with or after it. */
  feed(key: string, candle: Candle): void
  /** A number from outside by its `outsideKey`, and since when it is known (market time, milliseconds). */
  know(key: string, at: number, value: number): void
  /** The answer at the close of this candle, from what was known by then: a number, or 1 for yes and 0 for no; NaN is unknown. */
  next(candle: Candle): number
}

/** Starts a formula that was told nothing yet. Refuses a window that does not fit the timeframe. */
export function startFormula({ root }: Pick<Formula, 'root'>, timeframe: Timeframe): FormulaRun {
  const { own, answer, frames } = planFormula(root, timeframe)
  const inbox = createInbox()
  const others = new Map([...frames].map(([each, place]) => [each, startFrame(place, inbox)]))
  const run = startPlace(own, inbox, (step) => others.get(step.timeframe)?.value(step.step) ?? Number.NaN)
  return {
    feed: inbox.feed,
    know: inbox.know,
    next(candle) {
      const close = nextOpen(timeframe, candle.time)
      for (const other of others.values()) other.catchUp(close)
      return run(candle, close)[answer] ?? Number.NaN
    },
  }
}

/** What was fed, for each that waits for it. Nothing is kept that nobody waits for. */
function createInbox() {
  const candles = new Map<string, TimeQueue<Candle>[]>()
  const numbers = new Map<string, TimeQueue<number>[]>()
  const wait = <Item>(inbox: Map<string, TimeQueue<Item>[]>, key: string): TimeQueue<Item> => {
    const queue = createTimeQueue<Item>()
    inbox.set(key, [...(inbox.get(key) ?? []), queue])
    return queue
  }
  return {
    candlesOf: (key: string) => wait(candles, key),
    numbersOf: (key: string) => wait(numbers, key),
    feed(key: string, candle: Candle): void {
      for (const queue of candles.get(key) ?? []) queue.push(candle.time, { ...candle })
    },
    know(key: string, at: number, value: number): void {
      for (const queue of numbers.get(key) ?? []) queue.push(at, value)
    },
  }
}

type Inbox = ReturnType<typeof createInbox>
/** The value of one step at a candle, which closes at `close`. */
type Action = (candle: Candle, close: number) => number
type FrameValue = (step: Extract<Step, { kind: 'frame' }>) => number

function startPlace(
  { steps, timeframe }: Place,
  inbox: Inbox,
  frameValue: FrameValue,
): (candle: Candle, close: number) => readonly number[] {
  const values = steps.map(() => Number.NaN)
  const actions = steps.map((step) => actionOf(step, { values, timeframe, inbox, frameValue }))
  return (candle, close) => {
    for (const [index, action] of actions.entries()) values[index] = action(candle, close)
    return values
  }
}

function startFrame(place: Place, inbox: Inbox) {
  const { timeframe } = place
  const waiting = inbox.candlesOf(frameKey({ market: undefined, timeframe }))
  const run = startPlace(place, inbox, () => Number.NaN)
  let values: readonly number[] = []
  return {
    /** Takes every candle that closed by then. */
    catchUp(until: number): void {
      const opened = openBefore(timeframe, until, 1)
      for (let head = waiting.takeUntil(opened); head !== undefined; head = waiting.takeUntil(opened)) {
        values = run(head.item, nextOpen(timeframe, head.at))
      }
    },
    value: (step: number): number => values[step] ?? Number.NaN,
  }
}

interface At {
  readonly values: readonly number[]
  readonly timeframe: Timeframe
  readonly inbox: Inbox
  readonly frameValue: FrameValue
}

function actionOf(step: Step, { values, timeframe, inbox, frameValue }: At): Action {
  switch (step.kind) {
    case 'constant':
      return () => step.value
    case 'series':
      return (candle) => seriesAt(step.series, candle)
    case 'market':
      return atSameTime(inbox.candlesOf(frameKey({ market: step.market, timeframe })))
    case 'outside':
      return lastKnown(inbox.numbersOf(outsideKey(step.need)))
    case 'frame':
      return () => frameValue(step)
    case 'kernel': {
      const run = step.kernel.start()
      const sources = step.sources.map(() => Number.NaN)
      return (candle) => {
        for (const [index, source] of step.sources.entries()) sources[index] = values[source] ?? Number.NaN
        return run.next(candle, sources)
      }
    }
  }
}

function atSameTime(waiting: TimeQueue<Candle>): Action {
  return ({ time }) => {
    let close = Number.NaN
    for (let head = waiting.takeUntil(time); head !== undefined; head = waiting.takeUntil(time)) {
      close = head.at === time ? head.item.close : Number.NaN
    }
    return close
  }
}

function lastKnown(waiting: TimeQueue<number>): Action {
  let value = Number.NaN
  return (_, close) => {
    for (let head = waiting.takeUntil(close); head !== undefined; head = waiting.takeUntil(close)) value = head.item
    return value
  }
}
