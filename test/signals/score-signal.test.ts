import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candle, type Candles, candlesFrom } from '../../src/basics/candles.ts'
import { HOUR_MS } from '../../src/basics/timeframe.ts'
import { scoreSignal } from '../../src/signals/score-signal.ts'
import type { Signal, SignalOutcome } from '../../src/signals/signal.ts'

const START = Date.UTC(2026, 2, 1)
const hour = (number: number): number => START + number * HOUR_MS

type Scored = Pick<Signal, 'direction' | 'entry' | 'stop' | 'targets' | 'at' | 'until'>
type Prices = readonly [open: number, high: number, low: number, close: number]

/** Said at the close of hour 0, valid for the three hours after it. */
const long: Scored = { direction: 'long', entry: 100, stop: 90, targets: [120, 140], at: hour(1), until: hour(4) }
const short: Scored = { ...long, direction: 'short', stop: 110, targets: [80, 60] }

/** The signal's own candle, which reaches far and decides nothing, and those after it; undefined where one is missing. */
function hours(...after: readonly (Prices | undefined)[]): Candles {
  const bars: readonly (Prices | undefined)[] = [[100, 500, 1, 100], ...after]
  return candlesFrom(
    '1h',
    bars.flatMap((prices, index): Candle[] => {
      if (prices === undefined) return []
      const [open, high, low, close] = prices
      return [{ time: hour(index), open, high, low, close, volume: 1 }]
    }),
  )
}

const QUIET: Prices = [100, 105, 95, 101]

describe('a signal', () => {
  test.each<readonly [string, Scored, Candles, Partial<SignalOutcome>]>([
    ['reaches its target', long, hours(QUIET, [101, 121, 100, 119]), { kind: 'target', at: hour(3), exit: 120, r: 1.978 }],
    ['is stopped', long, hours([100, 105, 90, 95]), { kind: 'stop', at: hour(2), exit: 90, r: -1.019 }],
    ['is stopped where a candle touched both, and says so', long, hours([100, 121, 89, 95]), { kind: 'stop', exit: 90, ambiguous: true }],
    ['is stopped at the open of a gap', long, hours([85, 121, 80, 95]), { kind: 'stop', exit: 85, r: -1.5185, ambiguous: false }],
    ['gains from a gap beyond its target', long, hours([125, 126, 80, 95]), { kind: 'target', exit: 125, ambiguous: false }],
    ['runs out at the last close', long, hours(QUIET, QUIET, [100, 110, 95, 108]), { kind: 'expired', at: hour(4), exit: 108, r: 0.7792 }],
    [
      'runs out with its last hour, which may still decide',
      long,
      hours(QUIET, QUIET, [100, 121, 95, 108]),
      { kind: 'target', at: hour(4) },
    ],
    [
      'runs out where hours are missing',
      long,
      hours(QUIET, undefined, undefined, undefined, [1, 999, 1, 1]),
      { kind: 'expired', at: hour(4), exit: 101 },
    ],
    [
      'runs out at its entry where all are missing',
      long,
      hours(undefined, undefined, undefined, QUIET),
      { kind: 'expired', exit: 100, r: -0.02 },
    ],
    ['for falling prices reaches its target', short, hours([100, 105, 79, 95]), { kind: 'target', exit: 80, r: 1.982 }],
    ['for falling prices is stopped at the open of a gap', short, hours([115, 116, 70, 95]), { kind: 'stop', exit: 115, ambiguous: false }],
    [
      'for falling prices is stopped where a candle touched both',
      short,
      hours([100, 111, 79, 95]),
      { kind: 'stop', exit: 110, r: -1.021, ambiguous: true },
    ],
  ])('%s', (_, signal, candles, expected) => {
    const outcome = scoreSignal(signal, candles)
    expect(outcome).toMatchObject({ ...expected, ...(expected.r !== undefined && { r: expect.closeTo(expected.r, 10) }) })
  })

  test('is open until something is known of it', () => {
    expect(scoreSignal(long, hours())).toBeUndefined()
    expect(scoreSignal(long, hours(QUIET, QUIET))).toBeUndefined()
  })

  test('touches no price that was only asked for', () => {
    expect(scoreSignal(long, hours([100, 120, 95, 100]))).toBeUndefined()
  })
})

const price = fc.integer({ min: 1, max: 400 })
const bar: fc.Arbitrary<Prices | undefined> = fc.option(
  fc
    .tuple(price, price, price, price)
    .map(([open, close, one, other]): Prices => [open, Math.max(open, close, one, other), Math.min(open, close, one, other), close]),
  { freq: 6, nil: undefined },
)
const signal: fc.Arbitrary<Scored> = fc
  .record({
    direction: fc.constantFrom('long', 'short'),
    down: fc.integer({ min: 1, max: 199 }),
    up: fc.integer({ min: 1, max: 199 }),
    hours: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ direction, down, up, hours: valid }) => ({
    direction,
    entry: 200,
    stop: direction === 'long' ? 200 - down : 200 + up,
    targets: [direction === 'long' ? 200 + up : 200 - down],
    at: hour(1),
    until: hour(1 + valid),
  }))

test('scoring agrees with a plain loop over the hours', () => {
  fc.assert(
    fc.property(signal, fc.array(bar, { maxLength: 9 }), (said, bars) => {
      const expected = plain(said, bars)
      const outcome = scoreSignal(said, hours(...bars))
      expect(outcome === undefined ? undefined : [outcome.kind, outcome.exit, outcome.at, outcome.ambiguous]).toEqual(expected)
      if (outcome === undefined) return
      const { exit, r } = outcome
      const gain = said.direction === 'long' ? exit * 0.999 - 200 * 1.001 : 200 * 0.999 - exit * 1.001
      expect(r).toBeCloseTo(gain / Math.abs(200 - said.stop), 9)
    }),
  )
})

type Plain = readonly [kind: string, exit: number, at: number, ambiguous: boolean]

function plain(said: Scored, bars: readonly (Prices | undefined)[]): Plain | undefined {
  let last = 200
  for (const [index, prices] of bars.entries()) {
    if (prices === undefined) continue
    const close = hour(index + 2)
    if (close > said.until) return ['expired', last, said.until, false]
    const decided = said.direction === 'long' ? plainLong(said, prices) : plainShort(said, prices)
    if (decided !== undefined) return [decided[0], decided[1], close, decided[2] ?? false]
    last = prices[3]
    if (close === said.until) return ['expired', last, said.until, false]
  }
  return undefined
}

type Decided = readonly [kind: string, exit: number, ambiguous?: boolean] | undefined

function plainLong({ stop, targets: [target = 0] }: Scored, [open, high, low]: Prices): Decided {
  if (open > target) return ['target', open]
  if (open <= stop) return ['stop', open]
  if (low <= stop) return ['stop', stop, high > target]
  return high > target ? ['target', target] : undefined
}

function plainShort({ stop, targets: [target = 0] }: Scored, [open, high, low]: Prices): Decided {
  if (open < target) return ['target', open]
  if (open >= stop) return ['stop', open]
  if (high >= stop) return ['stop', stop, low < target]
  return low < target ? ['target', target] : undefined
}
