import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeFormula } from '../../src/analysis/formula/compute-formula.ts'
import { readFormula } from '../../src/analysis/formula/read-formula.ts'
import type { BacktestLevel, BacktestSeries } from '../../src/backtest/backtest.ts'
import { runBacktest } from '../../src/backtest/run-backtest.ts'
import type { Candles } from '../../src/basics/candles.ts'
import { openOf } from '../../src/basics/timeframe.ts'
import { readSize } from '../../src/strategies/entry-size.ts'
import { readLevel } from '../../src/strategies/exit-level.ts'
import { checkRules, readTrail } from '../../src/strategies/read-rules.ts'
import type { StrategyRules } from '../../src/strategies/strategy.ts'
import { STRATEGY_CATALOGUE } from '../../src/strategies/strategy-catalogue.ts'
import { walkedDesk } from '../fixtures/walked-desk.ts'
import { randomCandles } from '../strategies/following/random-candles.ts'

const CANDLES = 260
/** Formulas are warm by then. */
const FROM = 60
const VERSION_ID = '00000000-0000-7000-8000-000000000001'

/** A trade by its candles, prices and reason. What happens at an open happens at one price, and for the first reason that is looked at; a trail is a stop from the beginning to the desk. */
interface Compared {
  readonly entered: number
  readonly left: number
  readonly entry: string
  readonly exit: string
  readonly quantity: string
  readonly reason: string
}

const digits = (value: number): string => value.toPrecision(6)

function reasonOf(reason: string, { price, at }: { readonly price: number; readonly at: number }, { time, open }: Candles): string {
  if (digits(price) === digits(open[time.indexOf(at)] ?? Number.NaN)) return 'at the open'
  return reason === 'trail' ? 'stop' : reason
}

function tested(rules: StrategyRules, candles: Candles): readonly Compared[] {
  const column = (text: string): Float64Array => computeFormula(readFormula(text), { candles, frames: new Map(), outside: new Map() })
  const level = (text: string | undefined, place: 'stop' | 'target'): { level?: BacktestLevel; column?: Float64Array } => {
    if (text === undefined) return {}
    const read = readLevel(text, place)
    return read.kind === 'formula' ? { level: { kind: 'column' }, column: column(read.formula) } : { level: read }
  }
  const stop = level(rules.stop, 'stop')
  const target = level(rules.target, 'target')
  const series: BacktestSeries = {
    marketId: 'BTC',
    candles,
    from: FROM,
    entry: column(rules.entry),
    ...(rules.exit !== undefined && { exit: column(rules.exit) }),
    ...(stop.column !== undefined && { stop: stop.column }),
    ...(target.column !== undefined && { target: target.column }),
    range: column('atr(14)'),
  }
  const { trades } = runBacktest([series], {
    cash: 10_000,
    size: readSize(rules.size),
    fee: 0,
    slippage: 0,
    ...(stop.level !== undefined && { stop: stop.level }),
    ...(target.level !== undefined && { target: target.level }),
    ...(rules.trail !== undefined && { trail: readTrail(rules.trail) }),
    ...(rules.holdBars !== undefined && { holdBars: rules.holdBars }),
    coolDownBars: rules.coolDownBars ?? 0,
    entriesMax: rules.entriesMax ?? 1,
    minimumCost: 0,
    ambiguous: 'stop',
    growth: 'compound',
  })
  return trades.map(({ entryAt, exitAt, entryPrice, exitPrice, quantity, reason }) => ({
    entered: entryAt,
    left: exitAt,
    entry: digits(entryPrice),
    exit: digits(exitPrice),
    quantity: digits(quantity),
    reason: reasonOf(reason, { price: exitPrice, at: exitAt }, candles),
  }))
}

async function followed(rules: StrategyRules, candles: Candles): Promise<readonly Compared[]> {
  const { timeframe } = candles
  const version = {
    id: VERSION_ID,
    strategyId: 's',
    version: 1,
    name: 'mine',
    description: '',
    kind: 'own',
    timeframe,
    markets: [],
    rules,
    createdAt: 0,
  } as const
  const desk = walkedDesk({ candles, version })
  for (let index = FROM; index < candles.time.length; index++) await desk.open(index)
  expect(desk.failures).toEqual([])
  expect(desk.notes().filter(({ kind }) => kind === 'failed' || kind === 'missed')).toEqual([])
  return [...desk.store.trades.values()]
    .toSorted((a, b) => a.closedAt - b.closedAt)
    .map(({ openedAt, closedAt, cost, proceeds, quantity, reason }) => {
      const left = openOf(timeframe, closedAt - 1)
      const price = proceeds.div(quantity).toNumber()
      return {
        entered: openOf(timeframe, openedAt),
        left,
        entry: digits(cost.div(quantity).toNumber()),
        exit: digits(price),
        quantity: digits(quantity.toNumber()),
        reason: reasonOf(reason, { price, at: left }, candles),
      }
    })
}

async function compare(rules: StrategyRules, seed: string | number): Promise<number> {
  const candles = randomCandles(seed, { count: CANDLES })
  const end = candles.time.at(-1) ?? 0
  // The walk ends as the last candle opens, the test as it closes.
  const until = (trades: readonly Compared[]): readonly Compared[] => trades.filter(({ left }) => left < end)
  const walked = until(await followed(rules, candles))
  expect(walked).toEqual(until(tested(rules, candles)))
  return walked.length
}

/** As the catalogue says it, but small enough for the cash, which the desk keeps a reserve of. */
const small = (rules: StrategyRules): StrategyRules => checkRules({ ...rules, size: rules.stop === undefined ? '$50' : 'risk 0.1%' })
/** What a formula looks back on for so long is of no use to so few candles. */
const soon = (rules: StrategyRules): StrategyRules => ({
  ...rules,
  entry: rules.entry.replaceAll('ema(200)', 'ema(20)').replaceAll('every(1w)', 'every(6h)'),
})

test('who follows a strategy of the catalogue has the trades of its backtest', { timeout: 120_000 }, async () => {
  const trades = new Map<string, number>()
  for (const { name, rules } of STRATEGY_CATALOGUE) trades.set(name, await compare(soon(small(rules)), name))
  expect([...trades.values()].filter((count) => count > 0).length).toBeGreaterThan(10)
})

const number = (min: number, max: number) => fc.integer({ min, max })
const someRules: fc.Arbitrary<StrategyRules> = fc
  .record(
    {
      entry: fc.oneof(
        number(2, 12).map((length) => `close > highest(high, ${length})[1]`),
        number(2, 9).map((length) => `close crosses above sma(${length})`),
        fc.constant('close > open'),
      ),
      exit: fc.oneof(
        number(2, 9).map((length) => `close < sma(${length})`),
        fc.constant('close < open'),
      ),
      stop: fc.oneof(fc.constant('1%'), fc.constant('1.5 atr'), fc.constant('lowest(low, 5) - 0.1')),
      target: fc.oneof(fc.constant('1.5%'), fc.constant('2 atr'), fc.constant('2r')),
      trail: fc.constant('1%'),
      holdBars: number(1, 9),
      coolDownBars: number(0, 6),
      entriesMax: number(1, 3),
      size: fc.constant('$50'),
    },
    { requiredKeys: ['entry', 'size'] },
  )
  .filter(({ target, stop }) => target !== '2r' || stop !== undefined)

test('whatever the rules are, following them has the trades of their backtest', { timeout: 120_000 }, () =>
  fc.assert(
    fc.asyncProperty(someRules, fc.nat(), async (rules, seed) => void (await compare(checkRules(rules), seed))),
    { numRuns: 10 },
  ),
)
