import { expect, test } from 'vitest'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { type ReadAsk, readRulesAt } from '../../../src/strategies/following/rule-reading.ts'

const candles = candlesFrom(
  '1h',
  Array.from({ length: 40 }, (_, index) => ({ time: index * HOUR_MS, open: 100, high: 102, low: 98, close: 100 + (index % 4), volume: 1 })),
)
const read = (rules: Omit<ReadAsk['rules'], 'size'>, { bars = 1, of = candles } = {}) =>
  readRulesAt({
    rules: { size: '$100', ...rules },
    market: { now: () => 40 * HOUR_MS, load: async () => ({ candles: of, frames: new Map(), outside: new Map() }) },
    marketId: 'binance:BTC/USDT',
    timeframe: '1h',
    bars,
  })

test('the entry is of the newest candle alone, exits are of all that were asked for', async () => {
  const reading = await read({ entry: 'close = 103', exit: 'close = 101' }, { bars: 8 })
  expect(reading).toMatchObject({ candle: 39 * HOUR_MS, entry: true, exits: [33 * HOUR_MS, 37 * HOUR_MS] })
  expect(await read({ entry: 'close = 102' })).toMatchObject({ entry: false, exits: [] })
})

test('levels are those of the newest candle, where it enters', async () => {
  const levels = async (stop: string, target: string) => {
    const reading = await read({ entry: 'close = 103', stop, target })
    return [reading?.stop, reading?.target]
  }
  expect(await levels('3%', '2r')).toEqual([{ share: 0.03 }, { risks: 2 }])
  expect(await levels('lowest(low, 5)', 'high + 4')).toEqual([{ price: 98 }, { price: 106 }])
  expect(await levels('2 atr', 'sma(100)')).toEqual([{ distance: expect.closeTo(8, 0) }, 'unknown'])
  expect(await read({ entry: 'close = 102', stop: '3%' })).toMatchObject({ stop: undefined })
})

test('without a closed candle there is nothing to read', async () => {
  expect(await read({ entry: 'close > 0' }, { of: candlesFrom('1h', []) })).toBeUndefined()
})
