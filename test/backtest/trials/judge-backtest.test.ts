import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BacktestMetrics } from '../../../src/backtest/backtest-metrics.ts'
import { shareAsked, standingAmong } from '../../../src/backtest/trials/chance-share.ts'
import { judgeBacktest } from '../../../src/backtest/trials/judge-backtest.ts'
import type { Trials } from '../../../src/backtest/verdict.ts'
import { normal, seededRng } from '../../../src/basics/rng.ts'

const rng = seededRng('random returns')
/** Around nothing, with a deviation of a tenth. */
const RANDOM = Float64Array.from({ length: 1000 }, () => Math.expm1(normal(rng) * 0.1)).sort()

interface Case {
  readonly totalReturn?: number
  readonly trades?: number
  readonly ambiguousTrades?: number
  readonly costs?: readonly number[]
  readonly random?: Float64Array
  readonly forward?: Trials['forward']
  readonly variants?: number
}

function judged({ totalReturn = 0.5, trades = 60, ambiguousTrades = 0, costs = [0.6, 0.5, 0.4, 0.3], ...trials }: Case) {
  const metrics = { totalReturn, trades, ambiguousTrades } as BacktestMetrics
  const swept = [0.5, 1, 2, 3].slice(0, costs.length).map((times, index) => ({ times, totalReturn: costs[index] ?? 0 }))
  return judgeBacktest(metrics, { random: RANDOM, forward: [], variants: 1, ...trials, costs: swept })
}

const kept = [
  { inside: 0.1, outside: 0.08 },
  { inside: 0.1, outside: 0.042 },
]

describe('one honest line', () => {
  test.each<[Case, string, string]>([
    [{}, 'sound', 'Sound so far: beats 100% of random entries, survives 3 × costs'],
    [
      { costs: [0.6, 0.5, 0.1, -0.1], forward: kept },
      'sound',
      'Sound so far: beats 100% of random entries, survives 2 × costs, kept 61% of its return outside',
    ],
    [{ trades: 0 }, 'doubtful', 'Not one trade: nothing to say'],
    [{ trades: 1 }, 'doubtful', 'Only 1 trade: too few to say'],
    [{ trades: 7 }, 'doubtful', 'Only 7 trades: too few to say'],
    [{ trades: 24 }, 'doubtful', 'Good so far, but only 24 trades: it takes 30'],
    [{ totalReturn: -0.031, costs: [-0.01, -0.031] }, 'unsound', 'Lost after costs (-3.1%)'],
    [{ totalReturn: -0.031, costs: [0.02, -0.031] }, 'unsound', 'Lost after costs (-3.1%); at half of them it gained 2.0%'],
    [{ costs: [0.6, 0.5, -0.031, -0.2] }, 'unsound', 'Does not survive twice the costs (-3.1%)'],
    [{ costs: [0.6, 0.5, -0.0001, -0.2] }, 'unsound', 'Does not survive twice the costs (0.0%)'],
    [{ costs: [0.6, 0.5] }, 'doubtful', 'Gained, but was not tried at higher costs'],
    [{ random: new Float64Array() }, 'doubtful', 'Gained, but was not compared with random entries'],
    [
      { totalReturn: 0.01, random: Float64Array.from({ length: 100 }, (_, index) => (index < 17 ? 0 : 0.02)) },
      'unsound',
      'No better than 83% of random entries',
    ],
    [
      { totalReturn: 0.01, random: Float64Array.from({ length: 100 }, (_, index) => (index < 83 ? 0 : 0.02)) },
      'doubtful',
      'Beats only 83% of random entries; 97% is asked',
    ],
    [{ variants: 200 }, 'doubtful', 'Best of 200 variants, and not tried outside its window'],
    [
      { variants: 200, forward: [{ inside: 0.1, outside: -0.04 }] },
      'unsound',
      'Best of 200 variants, and outside its window it lost (-4.0%)',
    ],
    [
      { variants: 200, forward: [{ inside: 0.1, outside: 0 }] },
      'unsound',
      'Best of 200 variants, and outside its window it gained nothing',
    ],
    [{ variants: 200, forward: [{ inside: 0.1, outside: 0.02 }] }, 'doubtful', 'Kept only 20% of its return outside its window'],
    [
      { variants: 200, forward: kept },
      'sound',
      'Sound so far: beats 100% of random entries, survives 3 × costs, kept 61% of its return outside',
    ],
    [{ ambiguousTrades: 20 }, 'doubtful', 'In 20 of 60 trades one candle touched stop and target: try a finer timeframe'],
  ])('case %#', (given, grade, words) => {
    expect(judged(given)).toEqual({ grade, words })
  })

  test('the more variants were tried, the more is asked', () => {
    // About 2.3 deviations above the middle: one in a hundred.
    const lucky = { totalReturn: Math.expm1(0.235), forward: kept }
    expect(judged({ ...lucky, variants: 1 }).grade).toBe('sound')
    expect(judged({ ...lucky, variants: 200 })).toEqual({
      grade: 'doubtful',
      words: 'Beats only 98% of random entries; of the best of 200 variants, 99.984% is asked',
    })
  })

  test('is one line, whatever is known', () => {
    const ratio = fc.double({ min: -0.99, max: 5, noNaN: true })
    const forward = fc.array(fc.record({ inside: ratio, outside: ratio }), { maxLength: 6 })
    fc.assert(
      fc.property(
        ratio,
        fc.nat(200),
        forward,
        fc.integer({ min: 1, max: 2000 }),
        fc.array(ratio, { maxLength: 4 }),
        (totalReturn, trades, windows, variants, costs) => {
          const { grade, words } = judged({ totalReturn, trades, forward: windows, variants, costs })
          expect(words).toMatch(/^[A-Z][^\n]{10,140}$/)
          expect(words).not.toMatch(/NaN|undefined|Infinity/)
          if (totalReturn <= 0 && trades > 10) expect(grade).not.toBe('sound')
        },
      ),
    )
  })
})

describe('how it stands among random entries', () => {
  test('counts those that were worse, ties for half', () => {
    expect(standingAmong(2, Float64Array.of(1, 2, 2, 3))?.beaten).toBe(0.5)
    expect(standingAmong(4, Float64Array.of(1, 2, 2, 3))?.beaten).toBe(1)
    expect(standingAmong(1, new Float64Array())).toBeUndefined()
  })

  test('goes on beyond the draws as the normal distribution does', () => {
    for (const [deviations, share] of [
      [-1, 0.1587],
      [0, 0.5],
      [1.645, 0.95],
      [2.326, 0.99],
      [3.5, 0.99977],
    ] as const)
      expect(standingAmong(Math.expm1(deviations * 0.1), RANDOM)?.fitted).toBeCloseTo(share, 1)
    const far = standingAmong(Math.expm1(0.36), RANDOM)?.fitted ?? 0
    expect(far).toBeGreaterThan(0.999)
    expect(far).toBeLessThan(1)
  })

  test('where all random ones are the same, is above or below them', () => {
    expect(standingAmong(0.1, new Float64Array(10))).toEqual({ beaten: 1, fitted: 1 })
    expect(standingAmong(-0.1, new Float64Array(10))).toEqual({ beaten: 0, fitted: 0 })
  })

  test('the best of many independent ones reaches what is asked as rarely as one alone', () => {
    for (const variants of [1, 10, 200, 2000]) expect(shareAsked(0.97, variants) ** variants).toBeCloseTo(0.97, 9)
  })
})
