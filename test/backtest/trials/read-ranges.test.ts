import { expect, test } from 'vitest'
import { parametersOf } from '../../../src/backtest/trials/parameters-of.ts'
import { readRanges } from '../../../src/backtest/trials/read-ranges.ts'
import { strategyOf } from './some-trials.ts'

const parameters = parametersOf(
  strategyOf({ entry: 'rsi(14) < 30', exit: 'ema(20) < ema(50)', rules: { stop: { kind: 'share', share: 0.03 } } }),
)
const read = (text: string) => readRanges(text, parameters).map(({ name, range }) => [name, range.least, range.most, range.step])

test('reads ranges by number and by name, in percent where it is written so', () => {
  expect(read('p1=7..21:7')).toEqual([['rsi.period', 7, 21, 7]])
  expect(read('rsi.period = 7 .. 21 : 7, p3=10..30')).toEqual([
    ['rsi.period', 7, 21, 7],
    ['ema.period', 10, 30, 1],
  ])
  expect(read('stop=2%..6%:1%')).toEqual([['stop', 0.02, 0.06, 0.01]])
  expect(read('p5=2..6:0.5')).toEqual([['stop', 0.02, 0.06, 0.005]])
})

test.each([
  ['rsi.period', '"rsi.period" is no range.'],
  ['p1=7-21', '"p1=7-21" is no range.'],
  ['p1=7..1.2.3', '"p1=7..1.2.3" is no range.'],
  ['rsi.perod=7..21', 'This strategy has no number called rsi.perod. Did you mean rsi.period?'],
  ['p9=7..21', 'This strategy has no number called p9.'],
  ['p1=21..7', '"p1=21..7": the first number is the smaller one.'],
  ['p1=7..21:0', '"p1=7..21:0": a step is more than 0.'],
  ['p1=7..21:0.5', '"p1=7..21:0.5": rsi.period is a whole number.'],
  ['p1=1..21', '"p1=1..21": rsi.period goes from 2 to 500.'],
  ['stop=0..6:1', '"stop=0..6:1": stop goes from above 0 to 95%.'],
  ['p1=7..9 p1=7..8', 'rsi.period is there twice.'],
  ['p1=7..9 p2=20..40 p3=7..8 p4=7..9 p5=1..2', 'At most 4 numbers are varied at once; these are 5.'],
])('refuses %s', (text, message) => {
  expect(() => read(text)).toThrow(message)
})
