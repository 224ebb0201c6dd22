import { expect, test } from 'vitest'
import { type Candle, candlesFrom } from '../../../src/basics/candles.ts'
import { DAY_MS, HOUR_MS } from '../../../src/basics/timeframe.ts'
import { inferStep } from '../../../src/market/recorded/infer-step.ts'
import { readRecordedCandles } from '../../../src/market/recorded/recorded-candles.ts'
import { csvOf, recordedFiles, risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 0, 1)
const LATER = START + 1000 * DAY_MS
const rows = risingCandles('1h', { from: START, count: 48 })

test('files of one market become one market with several series, finest first', async () => {
  const recorded = await readRecordedCandles(
    recordedFiles({
      'binance_BTC_USDT_1d_long.csv': risingCandles('1d', { from: START, count: 30 }),
      'binance_BTC_USDT_1h.csv': rows,
      'README.csv': 'not candles',
      'kraken_BTC_USD_1h.csv': rows,
    }),
    LATER,
  )
  const markets = await recorded.markets()
  expect(markets.map(({ id, venue, symbol }) => [id, venue, symbol])).toEqual([
    ['binance:BTC/USDT', 'binance', 'BTC/USDT'],
    ['kraken:BTC/USD', 'kraken', 'BTC/USD'],
  ])
  const [btc] = markets
  expect(btc && recorded.spans(btc).map(({ timeframe, from, to }) => [timeframe, from, to])).toEqual([
    ['1h', START, START + 48 * HOUR_MS],
    ['1d', START, START + 30 * DAY_MS],
  ])
  expect(await recorded.range()).toEqual({ from: START, to: START + 30 * DAY_MS })
})

test('files of one series are put together; what is in both counts once', async () => {
  const recorded = await readRecordedCandles(
    recordedFiles({ 'a_BTC_USDT_1h_2.csv': rows.slice(20), 'a_BTC_USDT_1h_1.csv': rows.slice(0, 30) }),
    LATER,
  )
  const [market] = await recorded.markets()
  if (market === undefined) throw new Error('no market')
  const candles = await recorded.read({ market, timeframe: '1h', from: 0, to: LATER })
  expect([...candles.time]).toEqual(rows.map(({ time }) => time))
  expect(recorded.faults).toEqual({})
})

test('impossible rows are left out and counted by reason', async () => {
  const broken = csvOf(rows)
    .replace(/^(\d+),105,/m, '$1,NaN,')
    .replace(/^(\d+),110,111.5,/m, '$1,110,9,')
  const recorded = await readRecordedCandles(recordedFiles({ 'a_BTC_USDT_1h.csv': `${broken}${START},1,1,1,1,1\n` }), LATER)
  expect(recorded.faults).toEqual({ 'not-a-number': 1, 'high-below-low': 1, unsorted: 1 })
})

test('a file that cannot be read is named', async () => {
  const read = (files: Parameters<typeof recordedFiles>[0]) => readRecordedCandles(recordedFiles(files), LATER)
  await expect(read({ 'a_BTC_USDT_1h.csv': rows, 'a_ETH_USDT_1h.csv': 'time,open\n' })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/^a_ETH_USDT_1h\.csv: Line 1: expected the header/),
  })
  await expect(read({ 'a_BTC_USDT_4h.csv': rows })).rejects.toMatchObject({
    message: 'a_BTC_USDT_4h.csv: The rows do not open 4h apart.',
  })
  const broken = { ...recordedFiles({ 'a_BTC_USDT_1h.csv': rows }), open: unreadable }
  await expect(readRecordedCandles(broken, LATER)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The candle file a_BTC_USDT_1h.csv cannot be read.',
  })
})

// biome-ignore lint/correctness/useYield: it fails before the first byte
async function* unreadable(): AsyncGenerator<Uint8Array> {
  throw new Error('EISDIR')
}

test('a folder without candles is refused with the names that files have', async () => {
  await expect(readRecordedCandles(recordedFiles({ 'notes.csv': '' }), LATER)).rejects.toMatchObject({
    code: 'not-found',
    hint: expect.stringContaining('binance_BTC_USDT_1h.csv'),
  })
})

test('the step of prices is that of almost all of them, not of the noise', async () => {
  const many = (value: (index: number) => number): Float64Array => Float64Array.from({ length: 1000 }, (_, index) => value(index))
  expect(inferStep(many((index) => 64_000 + index / 100))).toBe('0.01')
  expect(inferStep(many((index) => 64_000 + index))).toBe('1')
  expect(inferStep(many((index) => (index % 500 === 0 ? 0.1 + 0.2 : index / 10)))).toBe('0.1')
  expect(inferStep(many((index) => 0.1 / 3 + index))).toBe('0.00000001')
  expect(inferStep(many(() => 0.00001234))).toBe('0.00000001')
  expect(inferStep(new Float64Array())).toBe('1')
})

test('noise of floats in a file does not reach the price or the step', async () => {
  const noisy = csvOf(rows.map((row): Candle => ({ ...row, open: 0.1, high: 0.2, low: 0.05, close: 0.1 }))).replaceAll(
    '0.1,',
    '0.10000000000000001,',
  )
  const recorded = await readRecordedCandles(recordedFiles({ 'a_BTC_USDT_1h.csv': noisy }), LATER)
  const [market] = await recorded.markets()
  expect(market).toMatchObject({ tick: '0.1', lot: '1' })
})

test('of a candle that has not closed only the open is known', async () => {
  const recorded = await readRecordedCandles(recordedFiles({ 'a_BTC_USDT_1h.csv': rows }), LATER)
  const [market] = await recorded.markets()
  const candle = rows[3]
  if (market === undefined || candle === undefined) throw new Error('no market')
  const { time, open } = candle
  expect(recorded.unfinished(candle, time + 1000, market)).toEqual({
    part: { time, open, high: open, low: open, close: open, volume: 0 },
    at: time,
  })
  expect(await recorded.read({ market: { ...market, id: 'b:X/Y' }, timeframe: '1h', from: 0, to: LATER })).toEqual(candlesFrom('1h', []))
})
