import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Candle, candleAt, candlesFrom } from '../../src/basics/candles.ts'
import { MINUTE_MS } from '../../src/basics/timeframe.ts'
import { encodeChunk } from '../../src/storage/candles/candle-codec.ts'
import { candleStoreContract, contractMarket } from '../contracts/candle-store.contract.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

candleStoreContract('candles in the database', async () => {
  await database.reset()
  return database.candles
})

const market = contractMarket('binance')
const all = { market, timeframe: '1m', from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as const

const row = (index: number, version = 0): Candle => ({
  time: index * MINUTE_MS,
  open: 100 + version,
  high: (index % 3) / 7,
  low: index % 5 === 0 ? -0 : 0.09946999000000001,
  close: index / 100,
  volume: 1e9 + index,
})
const rows = (from: number, to: number, version = 0): Candle[] => Array.from({ length: to - from }, (_, at) => row(from + at, version))
const write = (candles: readonly Candle[]): Promise<number> => database.candles.write(market, candlesFrom('1m', candles))
const readAll = async (): Promise<(Candle | undefined)[]> => {
  const read = await database.candles.read(all)
  return Array.from(read.time, (_, index) => candleAt(read, index))
}
const chunkSizes = async (): Promise<number[]> =>
  (await database.driver.run('SELECT count FROM candle_chunks ORDER BY start')).map(({ count }) => Number(count))
const tailSize = async (): Promise<number> => Number((await database.driver.run('SELECT count(*) AS count FROM candle_tail'))[0]?.count)

describe('chunks and tail', () => {
  test('the newest stay rows until there are ten thousand', async () => {
    await write(rows(0, 9_999))
    expect([await chunkSizes(), await tailSize()]).toEqual([[], 9_999])
    await write(rows(9_999, 10_001))
    expect([await chunkSizes(), await tailSize()]).toEqual([[10_000], 1])
    expect(await readAll()).toEqual(rows(0, 10_001))
  })

  test('a correction rewrites only the chunk that it falls into', async () => {
    await write(rows(0, 30_000))
    const before = await database.driver.run('SELECT start, checksum FROM candle_chunks ORDER BY start')
    await write([row(15_000, 1)])
    const after = await database.driver.run('SELECT start, checksum FROM candle_chunks ORDER BY start')
    expect(after.map((chunk, index) => chunk.checksum === before[index]?.checksum)).toEqual([true, false, true])
    expect((await readAll())[15_000]).toEqual(row(15_000, 1))
  })

  test('history that comes later is put before, and full chunks are divided', async () => {
    await write(rows(10_000, 20_000))
    await write(rows(4_000, 10_000))
    expect(await chunkSizes()).toEqual([8_000, 8_000])
    expect(await readAll()).toEqual(rows(4_000, 20_000))
  })

  test('of one opening given twice in a batch, the last counts', async () => {
    await write([row(2), row(0), row(2, 1), row(1)])
    expect(await readAll()).toEqual([row(0), row(1), row(2, 1)])
  })

  test('an opening between milliseconds is refused', async () => {
    await expect(write([{ ...row(0), time: 0.5 }])).rejects.toThrow(RangeError)
    await expect(write([{ ...row(0), time: Number.NaN }])).rejects.toThrow(RangeError)
    expect(await readAll()).toEqual([])
  })

  test('two who write one series at once lose nothing', async () => {
    const pieces = Array.from({ length: 8 }, (_, piece) => rows(piece * 2_500, (piece + 1) * 2_500))
    await Promise.all(pieces.map(write))
    expect(await readAll()).toEqual(rows(0, 20_000))
  })

  test('a damaged chunk is an error, not wrong candles', async () => {
    await write(rows(0, 10_000))
    await database.driver.run(`UPDATE candle_chunks SET data = set_byte(data, 100, (get_byte(data, 100) + 1) % 256)`)
    await expect(database.candles.read(all)).rejects.toThrow('damaged')
  })

  test('candles of no sense are kept as they are, in rows and in chunks', async () => {
    const odd = {
      time: -MINUTE_MS,
      open: Number.NaN,
      high: Number.POSITIVE_INFINITY,
      low: -0,
      close: 5e-324,
      volume: 1.7976931348623157e308,
    }
    await write([odd])
    expect(await readAll()).toEqual([odd])
    await write(rows(0, 10_000))
    expect([await chunkSizes(), (await readAll())[0]]).toEqual([[10_000], odd])
  })
})

test('any batches give what a map would', async () => {
  const price = fc.oneof(
    fc.integer({ min: 1, max: 1e7 }).map((ticks) => ticks / 100),
    fc.double(),
  )
  const candle = fc.record({
    time: fc.integer({ min: 0, max: 60 }).map((at) => at * MINUTE_MS),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: price,
  })
  const bound = fc.integer({ min: -1, max: 62 }).map((at) => at * MINUTE_MS - 1)
  const batches = fc.array(fc.array(candle, { maxLength: 40 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(batches, bound, bound, async (written, from, to) => {
      await database.reset()
      const expected = new Map<number, Candle>()
      for (const batch of written) {
        await write(batch)
        for (const each of batch) expected.set(each.time, each)
        if (batch.length % 2 === 0) await sealTail()
      }
      const read = await database.candles.read({ ...all, from, to })
      const inRange = [...expected.values()].filter(({ time }) => time >= from && time < to).sort((a, b) => a.time - b.time)
      expect(Array.from(read.time, (_, index) => candleAt(read, index))).toEqual(inRange)
    }),
    { numRuns: 40 },
  )
})

/** Makes a chunk of what there is, as ten thousand candles would. */
async function sealTail(): Promise<void> {
  const read = await database.candles.read(all)
  if (read.time.length === 0) return
  const { codec, checksum, data } = await encodeChunk(read)
  await database.driver.run('TRUNCATE candle_chunks, candle_tail')
  await database.driver.run(
    `INSERT INTO candle_chunks (market_id, timeframe, start, last, count, codec, checksum, data, created_at) VALUES ($1, '1m', $2, $3, $4, $5, $6, $7, now())`,
    [market.id, read.time[0] ?? 0, read.time.at(-1) ?? 0, read.time.length, codec, checksum, data],
  )
}
