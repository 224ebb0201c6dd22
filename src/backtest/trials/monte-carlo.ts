import type { Rng } from '../../basics/rng.ts'
import type { BacktestResult, BacktestRules } from '../backtest.ts'
import { type Percentiles, percentilesOf } from './percentiles.ts'
import { shuffle } from './shuffle.ts'
import { grown, growthOf, type TradeGrowth, tradeSteps } from './trade-steps.ts'

export const MONTE_CARLO_DRAWS_USUAL = 1000

/** At half of what there was, most people stop. */
const RUIN = 0.5

/** What else could have come of the same trades. Drawdowns are 0 or below; both count from exit to exit, so what was lost and won back inside a trade is not in them. */
export interface MonteCarlo {
  /** The trades in another order, each once: the end is the same, the way there is not. */
  readonly shuffled: { readonly maxDrawdown: Percentiles }
  /** As many trades, drawn again in stretches of neighbours, so that runs of luck stay together (circular block bootstrap; Politis and Romano, 1992). */
  readonly resampled: { readonly totalReturn: Percentiles; readonly maxDrawdown: Percentiles }
  /** In which share of the resampled ways the account was down to half at some exit. */
  readonly ruin: number
}

interface Chance {
  readonly draws: number
  readonly rng: Rng
}

/** Tries other orders and other draws of the trades of a backtest. Undefined where there are none. */
export function monteCarlo(result: BacktestResult, rules: BacktestRules, { draws, rng }: Chance): MonteCarlo | undefined {
  const steps = tradeSteps(result, rules)
  if (steps.length === 0) return undefined
  const growth = growthOf(rules)
  const order = steps.slice()
  const shuffled = Float64Array.from({ length: draws }, () => walkOf(shuffle(order, rng), growth).maxDrawdown)
  const ways = Array.from({ length: draws }, () => walkOf(resampledOf(steps, rng), growth))
  const maxDrawdown = Float64Array.from(ways, (way) => way.maxDrawdown)
  return {
    shuffled: { maxDrawdown: percentilesOf(shuffled) },
    resampled: { totalReturn: percentilesOf(Float64Array.from(ways, ({ end }) => end - 1)), maxDrawdown: percentilesOf(maxDrawdown) },
    ruin: ways.filter(({ lowest }) => lowest <= RUIN).length / draws,
  }
}

/** As many steps, in stretches of about the cube root of their number, each from a random place and around the end to the beginning. */
function resampledOf(steps: Float64Array, rng: Rng): Float64Array {
  const stretch = Math.max(1, Math.round(Math.cbrt(steps.length)))
  let from = 0
  return Float64Array.from(steps, (_, index) => {
    if (index % stretch === 0) from = Math.floor(rng.next() * steps.length)
    return steps[(from + (index % stretch)) % steps.length] ?? 0
  })
}

function walkOf(steps: Float64Array, growth: TradeGrowth): { readonly end: number; readonly lowest: number; readonly maxDrawdown: number } {
  let [end, peak, lowest, maxDrawdown] = [1, 1, 1, 0]
  for (const step of steps) {
    end = grown(end, step, growth)
    peak = Math.max(peak, end)
    lowest = Math.min(lowest, end)
    maxDrawdown = Math.min(maxDrawdown, end / peak - 1)
  }
  return { end, lowest, maxDrawdown }
}
