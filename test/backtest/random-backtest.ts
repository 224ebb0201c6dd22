import fc from 'fast-check'
import type { BacktestLevel, BacktestRules, BacktestSeries } from '../../src/backtest/backtest.ts'
import { candlesFrom } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'

const START = Date.UTC(2026, 0, 1)

interface Step {
  readonly gap: number
  readonly body: number
  readonly above: number
  readonly below: number
  readonly missing: boolean
  readonly entry: number
  readonly exit: number
  readonly width: number
}

const flag = fc.constantFrom(0, 0, 0, 1, Number.NaN)
const step: fc.Arbitrary<Step> = fc.record({
  gap: fc.constantFrom(0, 0, 0, 0.01, -0.01, 0.06, -0.06),
  body: fc.double({ min: -0.04, max: 0.04, noNaN: true }),
  above: fc.constantFrom(0, 0.003, 0.02, 0.06),
  below: fc.constantFrom(0, 0.003, 0.02, 0.06),
  missing: fc.constantFrom(false, false, false, false, true),
  entry: fc.constantFrom(0, 1, 1, Number.NaN),
  exit: flag,
  width: fc.constantFrom(0.01, 0.02, 0.03, 0.05, Number.NaN),
})

/** A walk of hours with jumps and holes, and columns that say now and then what a formula could. */
export const someSeries: fc.Arbitrary<BacktestSeries> = fc
  .tuple(fc.array(step, { maxLength: 60, size: 'max' }), fc.integer({ min: 0, max: 4 }), fc.boolean())
  .map(([steps, from, exits]) => seriesOf(steps, { from, exits }))

/** One to three such markets. */
export const someMarkets = fc
  .array(someSeries, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((series, index): BacktestSeries => ({ ...series, marketId: `test:M${index}/USDT` })))

const level: fc.Arbitrary<BacktestLevel> = fc.oneof(
  fc.record({ kind: fc.constant('share' as const), share: fc.constantFrom(0.01, 0.02, 0.1) }),
  fc.record({ kind: fc.constant('ranges' as const), ranges: fc.constantFrom(0.5, 1, 3) }),
  fc.constant({ kind: 'column' as const }),
)
const size: fc.Arbitrary<BacktestRules['size']> = fc.oneof(
  fc.record({ kind: fc.constantFrom('share' as const, 'risk' as const), share: fc.constantFrom(0.01, 0.2, 0.5, 1) }),
  fc.record({ kind: fc.constant('money' as const), money: fc.constantFrom(5, 900, 20_000) }),
)
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(value, { nil: undefined })

export const someRules: fc.Arbitrary<BacktestRules> = fc
  .record({
    size,
    fee: fc.constantFrom(0, 0.001, 0.01),
    slippage: fc.constantFrom(0, 0.0005, 0.005),
    stop: maybe(level),
    target: maybe(fc.oneof(level, fc.record({ kind: fc.constant('risks' as const), risks: fc.constantFrom(1, 2) }))),
    trail: maybe(fc.constantFrom(0.01, 0.05)),
    holdBars: maybe(fc.integer({ min: 1, max: 8 })),
    coolDownBars: fc.integer({ min: 0, max: 4 }),
    entriesMax: fc.integer({ min: 1, max: 3 }),
    minimumCost: fc.constantFrom(0, 10),
    ambiguous: fc.constantFrom('stop' as const, 'target' as const),
    growth: fc.constantFrom('compound' as const, 'fixed' as const),
  })
  .map(({ stop, target, trail, holdBars, ...rules }) => ({
    cash: 10_000,
    ...rules,
    ...(stop !== undefined && { stop }),
    ...(target !== undefined && { target }),
    ...(trail !== undefined && { trail }),
    ...(holdBars !== undefined && { holdBars }),
  }))

function seriesOf(steps: readonly Step[], { from, exits }: { readonly from: number; readonly exits: boolean }): BacktestSeries {
  let last = 100
  const rows = steps.map(({ gap, body, above, below, ...rest }, index) => {
    const open = last * (1 + gap)
    const close = open * (1 + body)
    last = close
    const high = Math.max(open, close) * (1 + above)
    const low = Math.min(open, close) * (1 - below)
    return { ...rest, time: START + index * HOUR_MS, open, high, low, close, volume: 1 }
  })
  const kept = rows.filter(({ missing }) => !missing)
  const column = (value: (row: (typeof kept)[number]) => number): Float64Array => Float64Array.from(kept, value)
  return {
    marketId: 'test:M/USDT',
    candles: candlesFrom('1h', kept),
    entry: column(({ entry }) => entry),
    ...(exits && { exit: column(({ exit }) => exit) }),
    stop: column(({ low, width }) => low * (1 - width)),
    target: column(({ high, width }) => high * (1 + width)),
    range: column(({ close, width }) => close * width),
    from,
  }
}
