import type { TrialStrategy } from '../../../src/backtest/trials/trial-strategy.ts'
import type { Rng } from '../../../src/basics/rng.ts'
import { strategyOf } from './some-trials.ts'

/** A strategy such as people try, with numbers drawn at random: crossings, breakouts and turns, with and without stops, targets and trails. */
export function randomStrategy(rng: Rng): TrialStrategy {
  const between = (least: number, most: number): number => least + Math.floor(rng.next() * (most - least + 1))
  const [fast, slow, low] = [between(3, 12), between(13, 40), between(25, 45)]
  const ideas = [
    { entry: `ema(${fast}) crosses above ema(${slow})`, exit: `ema(${fast}) crosses below ema(${slow})` },
    { entry: `rsi(${fast}) crosses above ${low}`, exit: `rsi(${fast}) > ${100 - low}` },
    { entry: `close > highest(high, ${slow})[1]`, exit: `close < lowest(low, ${fast})[1]` },
    { entry: `close < bb_lower(${slow}, 2)`, exit: `close > bb_middle(${slow}, 2)` },
    { entry: `change(${fast}) > 1%`, exit: `change(${fast}) < -1%` },
  ]
  const idea = ideas[between(0, ideas.length - 1)] ?? { entry: 'close > open' }
  return strategyOf({
    ...idea,
    rules: {
      ...(rng.next() < 0.5 && { stop: { kind: 'share', share: between(1, 4) / 100 } }),
      ...(rng.next() < 0.5 && { target: { kind: 'share', share: between(1, 8) / 100 } }),
      ...(rng.next() < 0.3 && { trail: between(2, 5) / 100 }),
      ...(rng.next() < 0.3 && { holdBars: between(3, 40) }),
    },
  })
}
