import type { Finding } from '../finding.ts'
import { combine } from '../indicators/column.ts'
import { gapColumns, startGaps } from '../structure/fair-value-gap.ts'
import { startSweeps } from '../structure/liquidity-sweep.ts'
import type { PatternStep } from '../structure/open-findings.ts'
import { startOrderBlocks } from '../structure/order-block.ts'
import { type StructureBar, SWING_BARS_MAX, startBars, TREND_BARS_MAX, ZONE_BARS_MAX } from '../structure/structure-bar.ts'
import { startBreaks } from '../structure/structure-break.ts'
import { startLevels } from '../structure/support-resistance.ts'
import { SWING_SIDE_BARS, type Swings, startSwings } from '../structure/swings.ts'
import type { FormulaFunction, LookBack, Parameter } from './formula-function.ts'
import { event, level, type Machine, startMemory } from './structure-events.ts'

const SIDE_BARS_MAX = 100
const SIDE: Parameter = { kind: 'number', name: 'bars', usual: SWING_SIDE_BARS, least: 1, most: SIDE_BARS_MAX, whole: true }

const SWING_KNOWN_BARS = 2 * SWING_SIDE_BARS
const AFTER_GAP: LookBack = { warmUp: 2, history: 2 }
const AFTER_SWING: LookBack = { warmUp: SWING_KNOWN_BARS, history: SWING_BARS_MAX + SWING_KNOWN_BARS }
const AFTER_TREND: LookBack = { warmUp: SWING_KNOWN_BARS, history: TREND_BARS_MAX + SWING_BARS_MAX + SWING_KNOWN_BARS }
/** A level is remembered for as long as a zone lives, though it was broken: only so can a close be seen to cross it. */
const AFTER_LEVEL: LookBack = { warmUp: SWING_KNOWN_BARS, history: ZONE_BARS_MAX + SWING_BARS_MAX + SWING_KNOWN_BARS }

function swingLevel(name: 'swing_high' | 'swing_low', about: string): FormulaFunction {
  const side = name === 'swing_high' ? 'high' : 'low'
  return {
    name,
    about,
    parameters: [SIDE],
    gives: 'number',
    lookBack: ([bars = SWING_SIDE_BARS]) => ({ warmUp: 2 * bars, history: ZONE_BARS_MAX + 2 * bars }),
    start([bars = SWING_SIDE_BARS]) {
      const barOf = startBars()
      const swingsAt = startSwings(bars)
      const remember = startMemory()
      return {
        next(candle) {
          const bar = barOf(candle)
          return remember(bar.index, swingsAt(bar)[side]?.level)
        },
      }
    },
  }
}

function gapEvent(name: 'fvg_bull' | 'fvg_bear', about: string): FormulaFunction {
  const isBull = name === 'fvg_bull'
  const machine = { lookBack: AFTER_GAP, machine: startGaps, value: only('fvg', isBull ? 'up' : 'down') }
  return {
    ...event({ name, about, ...machine }),
    batch({ candles }) {
      const { sign } = gapColumns(candles)
      return combine(sign.length, (index) => (index < AFTER_GAP.warmUp ? Number.NaN : Number(sign[index] === (isBull ? 1 : -1))))
    },
  }
}

function ofSwings(start: () => (bar: StructureBar, swings: Swings, step: PatternStep) => unknown): () => Machine {
  return () => {
    const swingsAt = startSwings(SWING_SIDE_BARS)
    const next = start()
    return (bar, step) => {
      next(bar, swingsAt(bar), step)
    }
  }
}

function startBlocks(): (bar: StructureBar, swings: Swings, step: PatternStep) => void {
  const breaks = startBreaks()
  const blocks = startOrderBlocks()
  return (bar, swings, step) => blocks(bar, breaks(bar, swings, step), step)
}

function only(kind: Finding['kind'], direction: Finding['direction']): (finding: Finding) => number {
  return (finding) => Number(finding.kind === kind && finding.direction === direction)
}

const signOf = ({ direction }: Finding): number => (direction === 'up' ? 1 : -1)
const breaks = { lookBack: AFTER_TREND, machine: ofSwings(startBreaks) }
const blocks = { lookBack: AFTER_TREND, machine: ofSwings(startBlocks) }
const sweeps = { lookBack: AFTER_SWING, machine: ofSwings(startSweeps) }
const levels = { lookBack: AFTER_LEVEL, machine: ofSwings(startLevels) }

/** Market structure in formulas. Each definition stands with its machine under `structure/`. */
export const STRUCTURE_FUNCTIONS: readonly FormulaFunction[] = [
  swingLevel('swing_high', 'The last swing high: above so many bars on either side'),
  swingLevel('swing_low', 'The last swing low: below so many bars on either side'),
  event({
    ...breaks,
    name: 'bos',
    about: 'Break of structure: 1 up, −1 down',
    value: (finding) => (finding.kind === 'bos' ? signOf(finding) : 0),
  }),
  event({
    ...breaks,
    name: 'choch',
    about: 'Change of character: 1 up, −1 down',
    value: (finding) => (finding.kind === 'choch' ? signOf(finding) : 0),
  }),
  gapEvent('fvg_bull', 'A fair value gap up'),
  gapEvent('fvg_bear', 'A fair value gap down'),
  event({ ...blocks, name: 'order_block_bull', about: 'An order block below a break up', value: only('order-block', 'up') }),
  event({ ...blocks, name: 'order_block_bear', about: 'An order block above a break down', value: only('order-block', 'down') }),
  event({
    ...sweeps,
    name: 'sweep_high',
    about: 'Prices went above a swing high and closed back below',
    value: only('sweep-high', 'down'),
  }),
  event({ ...sweeps, name: 'sweep_low', about: 'Prices went below a swing low and closed back above', value: only('sweep-low', 'up') }),
  level({
    ...levels,
    name: 'support',
    about: 'The lower end of the last support',
    value: ({ kind, bottom }) => (kind === 'support' ? bottom : Number.NaN),
  }),
  level({
    ...levels,
    name: 'resistance',
    about: 'The upper end of the last resistance',
    value: ({ kind, top }) => (kind === 'resistance' ? top : Number.NaN),
  }),
]
