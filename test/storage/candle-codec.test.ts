import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CANDLE_COLUMNS, type Candles, candlesFrom } from '../../src/basics/candles.ts'
import { MINUTE_MS } from '../../src/basics/timeframe.ts'
import { decodeChunk, encodeChunk } from '../../src/storage/candles/candle-codec.ts'

const roundTrip = async (candles: Candles): Promise<Candles> => decodeChunk('1m', candles.time.length, await encodeChunk(candles))

function expectSame(read: Candles, written: Candles): void {
  for (const name of CANDLE_COLUMNS) expect([...read[name]]).toEqual([...written[name]])
}

describe('a chunk of candles', () => {
  test('gives back every float64, bit by bit', async () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.integer({ min: 0, max: 1e9 }).map((ticks) => ticks / 1e8),
      fc.constantFrom(0, -0, 0.09946999000000001, 0.1 + 0.2, 1e-12, 2 ** 50, 2 ** 53),
    )
    const candle = fc.record({ time: fc.maxSafeInteger(), open: number, high: number, low: number, close: number, volume: number })
    await fc.assert(
      fc.asyncProperty(fc.array(candle, { maxLength: 50 }), async (rows) => {
        const candles = candlesFrom('1m', rows)
        expectSame(await roundTrip(candles), candles)
      }),
    )
  })

  test('takes a few bytes a candle when prices are whole ticks', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => {
      const close = (6_000_000 + ((index * 37) % 199)) / 100
      return { time: index * MINUTE_MS, open: close, high: close + 0.01, low: close, close, volume: (index % 50) / 1000 }
    })
    const candles = candlesFrom(
      '1m',
      rows.map((each) => ({ ...each, high: Math.round(each.high * 100) / 100 })),
    )
    const { data } = await encodeChunk(candles)
    expect(data.byteLength).toBeLessThan(10_000 * 4)
    expectSame(await roundTrip(candles), candles)
  })

  test('is refused when it is damaged, cut, or written by a newer version', async () => {
    const rows = [1, 2].map((time) => ({ time, open: 1, high: 2, low: 1, close: 2, volume: 3 }))
    const chunk = await encodeChunk(candlesFrom('1m', rows))
    const turned = chunk.data.map((byte, index) => (index === 3 ? byte ^ 1 : byte))
    await expect(decodeChunk('1m', 2, { ...chunk, data: turned })).rejects.toThrow('checksum')
    await expect(decodeChunk('1m', 1, chunk)).rejects.toThrow('longer')
    await expect(decodeChunk('1m', 3, chunk)).rejects.toThrow('shorter')
    await expect(decodeChunk('1m', 2, { ...chunk, codec: 99 })).rejects.toThrow('newer')
  })
})
