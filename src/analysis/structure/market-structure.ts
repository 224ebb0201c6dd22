import { startGaps } from './fair-value-gap.ts'
import { startSweeps } from './liquidity-sweep.ts'
import type { PatternStep } from './open-findings.ts'
import { startOrderBlocks } from './order-block.ts'
import type { StructureBar } from './structure-bar.ts'
import { startBreaks } from './structure-break.ts'
import { startLevels } from './support-resistance.ts'
import { startSwingPoints } from './swing-point.ts'
import { SWING_SIDE_BARS, startSwings } from './swings.ts'

/** All of market structure at work, one bar after another: swings, what breaks and sweeps them, the levels and zones that come of it, and gaps. */
export function startStructure(): (bar: StructureBar, step: PatternStep) => void {
  const swingsAt = startSwings(SWING_SIDE_BARS)
  const swingPoints = startSwingPoints()
  const breaks = startBreaks()
  const orderBlocks = startOrderBlocks()
  const sweeps = startSweeps()
  const levels = startLevels()
  const gaps = startGaps()
  return (bar, step) => {
    const swings = swingsAt(bar)
    swingPoints(bar, swings, step)
    orderBlocks(bar, breaks(bar, swings, step), step)
    levels(bar, swings, step)
    gaps(bar, step)
    sweeps(bar, swings, step)
  }
}
