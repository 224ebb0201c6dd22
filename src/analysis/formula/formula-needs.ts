import { Refusal } from '../../basics/refusal.ts'
import { lengthOf, type Timeframe } from '../../basics/timeframe.ts'
import { type FormulaNeeds, type FrameNeed, frameKey, type OutsideNeed, outsideKey } from './formula-data.ts'
import { LOOK_BACK_BARS_MAX } from './formula-limits.ts'
import type { Formula } from './formula-node.ts'
import { type Place, planFormula } from './running/formula-plan.ts'
import { sourcesOf } from './running/step-order.ts'

/**
 * What must be loaded before a formula can be asked on candles of a timeframe.
 * Refuses what looks back more than 5000 bars, and a window in time that is no whole number of candles.
 */
export function formulaNeeds({ root }: Pick<Formula, 'root'>, timeframe: Timeframe): FormulaNeeds {
  const { own, answer, frames } = planFormula(root, timeframe)
  const ownReach = reachOf(own, new Map([[answer, 0]]))
  const frameNeeds = new Map<string, FrameNeed>()
  const outside = new Map<string, OutsideNeed>()
  gather(own, ownReach, 0)
  for (const [each, place] of frames) {
    const read = new Map<number, number>()
    let reach = 0
    for (const [index, step] of own.steps.entries()) {
      if (step.kind !== 'frame' || step.timeframe !== each) continue
      read.set(step.step, 0)
      // One more, for the candle that was not closed yet when the first bar did.
      reach = Math.max(reach, 1 + barsIn(each, ownReach.at[index] ?? 0, timeframe))
    }
    if (reach > LOOK_BACK_BARS_MAX) throw tooFar(reach)
    const inFrame = reachOf(place, read)
    add({ market: undefined, timeframe: each, bars: reach + inFrame.history })
    gather(place, inFrame, reach)
  }
  const warmUp = Math.max(warmUpOf(own), ...[...frames.values()].map(warmUpOf))
  if (warmUp > LOOK_BACK_BARS_MAX) throw tooFar(warmUp)
  return {
    warmUp: warmUpOf(own),
    history: Math.min(ownReach.history, LOOK_BACK_BARS_MAX),
    frames: [...frameNeeds.values()],
    outside: [...outside.values()],
  }

  function gather({ steps, timeframe: of }: Place, { at }: Reach, before: number): void {
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'market') add({ market: step.market, timeframe: of, bars: before + (at[index] ?? 0) })
      if (step.kind === 'outside') outside.set(outsideKey(step.need), step.need)
    }
  }
  function add(need: FrameNeed): void {
    const key = frameKey(need)
    const bars = Math.min(Math.max(need.bars, frameNeeds.get(key)?.bars ?? 0), LOOK_BACK_BARS_MAX)
    frameNeeds.set(key, { ...need, bars })
  }
}

/** From how many bars before the answer each step's value is used, and how many bars that makes in all. */
interface Reach {
  readonly at: readonly number[]
  readonly history: number
}

function reachOf({ steps }: Place, read: ReadonlyMap<number, number>): Reach {
  const at = steps.map((_, index) => read.get(index) ?? 0)
  let history = 0
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]
    const reach = (at[index] ?? 0) + (step?.kind === 'kernel' ? step.kernel.lookBack.history : 0)
    history = Math.max(history, reach)
    for (const source of sourcesOf(step)) at[source] = Math.max(at[source] ?? 0, reach)
  }
  return { at, history }
}

/** How many bars go by before every step has a first value. */
function warmUpOf({ steps }: Place): number {
  const warmUps: number[] = []
  for (const step of steps) {
    const before = sourcesOf(step).map((source) => warmUps[source] ?? 0)
    warmUps.push(Math.max(0, ...before) + (step.kind === 'kernel' ? step.kernel.lookBack.warmUp : 0))
  }
  return Math.max(0, ...warmUps)
}

function barsIn(timeframe: Timeframe, bars: number, of: Timeframe): number {
  return Math.ceil((bars * lengthOf(of)) / lengthOf(timeframe))
}

function tooFar(bars: number): Refusal {
  return new Refusal(
    'over-limit',
    `That looks back ${bars.toLocaleString('en')} candles; ${LOOK_BACK_BARS_MAX.toLocaleString('en')} is the most.`,
    {
      hint: 'Use a coarser timeframe, such as change(1d) @1h.',
    },
  )
}
