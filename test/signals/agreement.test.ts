import { expect, test } from 'vitest'
import { agreementsOf } from '../../src/signals/agreement.ts'
import { hour, someSignal } from '../fixtures/look-rows.ts'

const codesOf = (found: ReturnType<typeof agreementsOf<ReturnType<typeof someSignal>>>) =>
  found.map(({ surest, others }) => [surest, ...others].map(({ code }) => code))

test('signals of one market, timeframe and direction are put together, the surest first', () => {
  const signals = [
    someSignal(1, { confidence: 50 }),
    someSignal(2, { confidence: 70 }),
    someSignal(3, { confidence: 70 }),
    someSignal(4, { confidence: 60, timeframe: '4h' }),
    someSignal(5, { confidence: 65, marketId: 'b' }),
    someSignal(6, { confidence: 10, direction: 'short', stop: 200 }),
  ]
  expect(codesOf(agreementsOf(signals))).toEqual([['SIG3', 'SIG2', 'SIG1'], ['SIG5'], ['SIG4'], ['SIG6']])
  expect(agreementsOf([])).toEqual([])
})

test('where that is asked for, only what was said at the same candle', () => {
  const signals = [someSignal(1), someSignal(2, { last: hour(1), confidence: 99 }), someSignal(3)]
  expect(codesOf(agreementsOf(signals, { sameCandle: true }))).toEqual([['SIG2', 'SIG1'], ['SIG3']])
})
