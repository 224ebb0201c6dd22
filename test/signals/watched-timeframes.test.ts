import { expect, test } from 'vitest'
import { TIMEFRAMES } from '../../src/basics/timeframe.ts'
import { watchedTimeframes } from '../../src/signals/watched-timeframes.ts'

test('five timeframes are watched, or what comes nearest above them', () => {
  expect(watchedTimeframes(TIMEFRAMES)).toEqual(['5m', '15m', '1h', '4h', '1d'])
  expect(watchedTimeframes(['2h', '4h', '6h', '12h', '1d', '3d'])).toEqual(['2h', '4h', '1d'])
  expect(watchedTimeframes(['1w'])).toEqual(['1w'])
  expect(watchedTimeframes([])).toEqual([])
})
