import { ACCUMULATION_STRATEGIES } from './catalogue/accumulation-strategies.ts'
import { BREAKOUT_STRATEGIES } from './catalogue/breakout-strategies.ts'
import { REVERSION_STRATEGIES } from './catalogue/reversion-strategies.ts'
import { STRUCTURE_STRATEGIES } from './catalogue/structure-strategies.ts'
import { TREND_STRATEGIES } from './catalogue/trend-strategies.ts'
import type { StrategyDraft } from './strategy.ts'

/** Well-known ideas to test, copy and change. All buy only, and none promises anything. */
export const STRATEGY_CATALOGUE: readonly StrategyDraft[] = [
  ...TREND_STRATEGIES,
  ...REVERSION_STRATEGIES,
  ...BREAKOUT_STRATEGIES,
  ...STRUCTURE_STRATEGIES,
  ...ACCUMULATION_STRATEGIES,
]

/** One of them by its name, in any letter case. */
export function strategyNamed(name: string): StrategyDraft | undefined {
  const wanted = name.trim().toLowerCase()
  return STRATEGY_CATALOGUE.find((each) => each.name === wanted)
}
