import { expect, test } from 'vitest'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { decideStep, type StepFacts } from '../../../src/strategies/following/decide-step.ts'

/** Openings of candles of one hour; the step is at the close of the tenth. */
const at = (candle: number): number => candle * HOUR_MS
const held = (openedAt: number, entries = 1): StepFacts['standing'] => ({ held: { code: 'ABC234', openedAt, entries }, leftAt: undefined })
const left = (leftAt: number | undefined): StepFacts['standing'] => ({ held: undefined, leftAt })
const decided = (
  standing: StepFacts['standing'],
  { entry = false, exits = [], ...rules }: { entry?: boolean; exits?: readonly number[]; coolDownBars?: number; entriesMax?: number },
): string => decideStep({ rules, timeframe: '1h', reading: { candle: at(10), entry, exits }, standing }).act

test.each([
  ['nothing is held and the entry is true', left(undefined), { entry: true }, 'enter'],
  ['nothing is held and the entry is not true', left(undefined), {}, 'nothing'],
  ['nothing is held and both are true', left(undefined), { entry: true, exits: [at(10)] }, 'enter'],
  ['the exit is true', held(at(9) + 1), { exits: [at(10)] }, 'exit'],
  ['both are true', held(at(9) + 1), { entry: true, exits: [at(10)], entriesMax: 2 }, 'exit'],
  ['an exit was missed', held(at(5) + 1), { exits: [at(8)] }, 'exit'],
  ['an exit was true before it was bought', held(at(9) + 1), { exits: [at(8)] }, 'nothing'],
  ['more may be bought', held(at(5) + 1, 1), { entry: true, entriesMax: 2 }, 'enter'],
  ['enough was bought', held(at(5) + 1, 2), { entry: true, entriesMax: 2 }, 'nothing'],
  ['it was bought at this step already', held(at(11) + 1), { entry: true, exits: [at(10)], entriesMax: 2 }, 'nothing'],
  ['it was left at this step already', left(at(11) + 1), { entry: true }, 'nothing'],
  ['it was stopped in this candle', left(at(11)), { entry: true }, 'enter'],
  ['it cools down', left(at(9) + 1), { entry: true, coolDownBars: 2 }, 'nothing'],
  ['it has cooled down', left(at(8) + 1), { entry: true, coolDownBars: 2 }, 'enter'],
] as const)('%s', (_, standing, rules, expected) => {
  expect(decided(standing, rules)).toBe(expected)
})
