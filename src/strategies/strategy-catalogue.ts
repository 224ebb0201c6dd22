import type { StrategyDraft } from './strategy.ts'

/** Well-known ideas to test, copy and change. All buy only. */
export const STRATEGY_CATALOGUE: readonly StrategyDraft[] = []

/** One of them by its name, in any letter case. */
export function strategyNamed(name: string): StrategyDraft | undefined {
  const wanted = name.trim().toLowerCase()
  return STRATEGY_CATALOGUE.find((each) => each.name === wanted)
}
