import { describe, expect, test } from 'vitest'
import type { BacktestMetrics } from '../../../src/backtest/backtest-metrics.ts'
import { createColumnStore } from '../../../src/backtest/trials/column-store.ts'
import { scoreOf } from '../../../src/backtest/trials/objective.ts'
import { optimise, type Search } from '../../../src/backtest/trials/optimise.ts'
import { parametersOf } from '../../../src/backtest/trials/parameters-of.ts'
import { planGrid, planThinnedGrid } from '../../../src/backtest/trials/plan-variants.ts'
import { readRanges } from '../../../src/backtest/trials/read-ranges.ts'
import { createSeriesOf } from '../../../src/backtest/trials/series-of.ts'
import { finishTrial } from '../../../src/backtest/trials/trial-progress.ts'
import { withParameters } from '../../../src/backtest/trials/with-parameters.ts'
import { ENGINE, edgeMarket, noiseMarket, runOf, strategyOf } from './some-trials.ts'

const market = noiseMarket({ seed: 1, count: 600 })
const strategy = strategyOf({
  entry: 'ema(5) crosses above ema(20)',
  exit: 'rsi(14) > 70',
  stop: 'lowest(low,10)',
  rules: { target: { kind: 'ranges', ranges: 3 } },
})
const parameters = parametersOf(strategy)
const search: Search = { strategy, markets: [market], plan: planThinnedGrid(parameters, 40), objective: 'return', tradesMin: 3 }

describe('a search', () => {
  test('tries all that was planned, and says so after each', () => {
    const told: number[] = []
    const { variants } = finishTrial(optimise(search, ENGINE), ({ done, of }) => {
      expect(of).toBe(search.plan.rows.length)
      told.push(done)
    })
    expect(told).toEqual(Array.from(search.plan.rows, (_, index) => index + 1))
    expect(variants.map(({ values }) => values)).toEqual(search.plan.rows)
  })

  test('says of each variant what a backtest of it alone says', () => {
    const { variants, best } = finishTrial(optimise(search, ENGINE))
    for (const { values, metrics } of variants.filter((_, index) => index % 7 === 0)) {
      expect(metrics).toEqual(runOf(withParameters(strategy, parameters, values), market).metrics)
    }
    const scores = variants.flatMap(({ score }) => (score === undefined ? [] : [score]))
    expect(best?.score).toBe(Math.max(...scores))
    expect(best?.metrics.totalReturn).toBe(best?.score)
  })

  test('never calls best what traded too rarely, and has no best where all did', () => {
    const most = Math.max(...finishTrial(optimise(search, ENGINE)).variants.map(({ metrics }) => metrics.trades))
    const strict = finishTrial(optimise({ ...search, tradesMin: most }, ENGINE))
    expect(strict.best?.metrics.trades).toBe(most)
    expect(finishTrial(optimise({ ...search, tradesMin: most + 1 }, ENGINE)).best).toBeUndefined()
  })

  test('stops where whoever listens throws, and changes nothing that it was given', () => {
    const before = structuredClone(search)
    let ran = 0
    const run: typeof ENGINE.run = (...given) => {
      ran++
      return ENGINE.run(...given)
    }
    const counting = { ...ENGINE, run }
    const stopped = (): void =>
      void finishTrial(optimise(search, counting), ({ done }) => {
        if (done === 3) throw new Error('enough')
      })
    expect(stopped).toThrow('enough')
    expect(ran).toBe(3)
    finishTrial(optimise(search, ENGINE))
    expect(search).toEqual(before)
  })

  test('finds the number that is really in the market', () => {
    const edge = strategyOf({ entry: 'volume > 2 * sma(volume,20)', rules: { holdBars: 3 } })
    const plan = planGrid(readRanges('p1=1..4:1', parametersOf(edge)), 10)
    const markets = [edgeMarket({ seed: 3, count: 2000 }, 0.01)]
    const { best } = finishTrial(optimise({ strategy: edge, markets, plan, objective: 'sharpe', tradesMin: 10 }, ENGINE))
    // Volume is 100 to 150, or 1000 when something happens; with that among the twenty, their mean stays below 200.
    expect(best?.values[0]).toBeGreaterThanOrEqual(2)
  })
})

test('what is looked for', () => {
  const metrics = { trades: 12, totalReturn: 0.2, sharpe: 1.1, calmar: undefined, profitFactor: 1.7 } as BacktestMetrics
  expect([scoreOf(metrics, 'return', 12), scoreOf(metrics, 'sharpe', 1), scoreOf(metrics, 'profit-factor', 1)]).toEqual([0.2, 1.1, 1.7])
  expect([scoreOf(metrics, 'calmar', 1), scoreOf(metrics, 'return', 13)]).toEqual([undefined, undefined])
})

describe('columns that variants share', () => {
  test('are computed once', () => {
    const seriesOf = createSeriesOf([market])
    const [first] = seriesOf(strategy)
    const [second] = seriesOf({ ...strategy, rules: { ...strategy.rules, trail: 0.1 } })
    expect(second?.entry).toBe(first?.entry)
    expect(second?.range).toBe(first?.range)
    expect(first?.range?.some((each) => each > 0)).toBe(true)
  })

  test('are forgotten where they would take too much room, those first that were not asked for longest', () => {
    const store = createColumnStore(3 * 80)
    const [a, b, c, d] = [1, 2, 3, 4].map((each) => new Float64Array(10).fill(each)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    store.set('a', a)
    store.set('b', b)
    store.set('c', c)
    expect(store.get('a')).toBe(a)
    store.set('a', d)
    store.set('d', d)
    expect(['a', 'b', 'c', 'd'].map((words) => store.get(words))).toEqual([d, undefined, c, d])
  })
})
