import { computeFormula } from '../../analysis/formula/compute-formula.ts'
import type { Formula } from '../../analysis/formula/formula-node.ts'
import { readFormula } from '../../analysis/formula/read-formula.ts'
import type { BacktestSeries } from '../backtest.ts'
import { createColumnStore } from './column-store.ts'
import { TRIAL_PARTS, type TrialMarket, type TrialStrategy } from './trial-strategy.ts'

const COLUMN_BYTES_MAX = 96 * 1024 * 1024
/** What "2 atr" is counted in. */
const RANGE = readFormula('atr(14)')

/** Makes of each variant of a strategy what the engine runs on. What variants share is computed once. */
export function createSeriesOf(markets: readonly TrialMarket[]): (strategy: TrialStrategy) => readonly BacktestSeries[] {
  const kept = markets.map((market) => ({ market, columns: createColumnStore(COLUMN_BYTES_MAX / markets.length) }))
  return (strategy) =>
    kept.map(({ market: { marketId, data, from }, columns }) => {
      const column = (formula: Formula): Float64Array => computeFormula(formula, data, columns)
      const { entry, ...others } = strategy.formulas
      const said = TRIAL_PARTS.flatMap((part) => {
        const formula = part === 'entry' ? undefined : others[part]
        return formula === undefined ? [] : [[part, column(formula)] as const]
      })
      const range = usesRanges(strategy) ? { range: column(RANGE) } : {}
      return { marketId, candles: data.candles, from, entry: column(entry), ...Object.fromEntries(said), ...range }
    })
}

function usesRanges({ rules: { stop, target } }: TrialStrategy): boolean {
  return stop?.kind === 'ranges' || target?.kind === 'ranges'
}
