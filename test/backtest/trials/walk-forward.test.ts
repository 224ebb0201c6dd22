import { describe, expect, test } from 'vitest'
import { cutSeries } from '../../../src/backtest/trials/cut-series.ts'
import { parametersOf } from '../../../src/backtest/trials/parameters-of.ts'
import { planThinnedGrid } from '../../../src/backtest/trials/plan-variants.ts'
import { createSeriesOf } from '../../../src/backtest/trials/series-of.ts'
import { finishTrial } from '../../../src/backtest/trials/trial-progress.ts'
import { efficiencyOf, walkForward } from '../../../src/backtest/trials/walk-forward.ts'
import { withParameters } from '../../../src/backtest/trials/with-parameters.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { ENGINE, edgeMarket, noiseMarket, strategyOf } from './some-trials.ts'

const strategy = strategyOf({ entry: 'ema(5) crosses above ema(20)', exit: 'ema(5) crosses below ema(20)' })
const parameters = parametersOf(strategy)
const market = noiseMarket({ seed: 5, count: 1600 })
const search = { strategy, markets: [market], plan: planThinnedGrid(parameters, 20), objective: 'return', tradesMin: 10 } as const

describe('walking forward', () => {
  const walked = finishTrial(walkForward(search, 5, ENGINE))

  test('chooses before it tries, and covers the time outside once', () => {
    expect(walked.windows).toHaveLength(5)
    for (const [index, { from, split, to }] of walked.windows.entries()) {
      expect(split - from).toBeCloseTo(3 * (to - split), 0)
      if (index > 0) expect(walked.windows[index - 1]?.to).toBe(split)
    }
    expect([...walked.times]).toEqual([...walked.times].toSorted((one, other) => one - other))
    expect(new Set(walked.times).size).toBe(walked.times.length)
    expect(walked.times.length).toBe(1000)
    expect(walked.times.at(-1)).toBe((market.data.candles.time.at(-1) ?? 0) + HOUR_MS)
  })

  test('takes the best inside, and says what exactly that did outside', () => {
    const seriesOf = createSeriesOf([market])
    for (const window of walked.windows) {
      const returns = search.plan.rows.map((values) => {
        const varied = withParameters(strategy, parameters, values)
        const returnIn = (stretch: { from: number; to: number }) => {
          const series = cutSeries(seriesOf(varied), stretch)
          return ENGINE.measure(ENGINE.run(series, varied.rules), series, varied.rules)
        }
        return {
          values,
          inside: returnIn({ from: window.from, to: window.split }),
          outside: returnIn({ from: window.split, to: window.to }),
        }
      })
      const allowed = returns.filter(({ inside }) => inside.trades >= 4)
      const best = allowed.find(({ inside }) => inside.totalReturn === Math.max(...allowed.map((each) => each.inside.totalReturn)))
      expect(window.values).toEqual(best?.values)
      expect(window.outside).toBeCloseTo(best?.outside.totalReturn ?? Number.NaN, 12)
      expect((1 + window.inside) ** 3 - 1).toBeCloseTo(best?.inside.totalReturn ?? Number.NaN, 12)
    }
  })

  test('joins the accounts outside, each going on with what the one before left', () => {
    const product = walked.windows.reduce((all, { outside }) => all * (1 + outside), strategy.rules.cash)
    expect(walked.equity).toHaveLength(walked.times.length)
    expect(walked.equity.at(-1)).toBeCloseTo(product, 6)
    expect(walked.efficiency).toBe(efficiencyOf(walked.windows))
  })

  test('never looks at the time outside when it chooses', () => {
    const cut = walked.windows[0]?.split ?? 0
    const other = noiseMarket({ seed: 6, count: 1600 })
    const { candles } = market.data
    const changed = {
      ...candles,
      close: candles.close.map((close, index) => ((candles.time[index] ?? 0) < cut ? close : (other.data.candles.close[index] ?? 1))),
    }
    const again = finishTrial(walkForward({ ...search, markets: [{ ...market, data: { ...market.data, candles: changed } }] }, 5, ENGINE))
    expect(again.windows[0]?.values).toEqual(walked.windows[0]?.values)
    expect(again.windows[0]?.inside).toBe(walked.windows[0]?.inside)
  })

  test('counts variants and windows as it goes', () => {
    const told: unknown[] = []
    finishTrial(walkForward(search, 5, ENGINE), (progress) => told.push(progress))
    const of = search.plan.rows.length + 5
    expect(told).toEqual(Array.from({ length: of }, (_, index) => ({ done: index + 1, of })))
  })
})

test('where nothing traded enough, nothing is chosen, and where there is too little, nothing is tried', () => {
  expect(finishTrial(walkForward({ ...search, tradesMin: 10_000 }, 5, ENGINE)).windows).toEqual([])
  const short = finishTrial(walkForward({ ...search, markets: [noiseMarket({ seed: 1, count: 200 })] }, 5, ENGINE))
  expect([short.windows, short.equity.length, short.efficiency]).toEqual([[], 0, undefined])
})

test('what is really in the market stays outside, and what is not does not', () => {
  const edge = strategyOf({ entry: 'volume > 2 * sma(volume,20)', rules: { holdBars: 4 } })
  const plan = planThinnedGrid(parametersOf(edge), 20)
  const of = (share: number) =>
    finishTrial(walkForward({ ...search, strategy: edge, plan, markets: [edgeMarket({ seed: 2, count: 2400 }, share)] }, 5, ENGINE))
  expect(of(0.008).efficiency).toBeGreaterThan(0.5)
  expect(of(0).efficiency ?? 0).toBeLessThan(0.5)
})

test('efficiency is outside over inside, and nothing can be said of it without a gain inside', () => {
  expect(
    efficiencyOf([
      { inside: 0.1, outside: 0.05 },
      { inside: 0.1, outside: -0.01 },
    ]),
  ).toBeCloseTo(0.2, 12)
  expect(efficiencyOf([{ inside: -0.1, outside: 0.05 }])).toBeUndefined()
  expect(efficiencyOf([])).toBeUndefined()
})
