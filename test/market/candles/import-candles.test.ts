import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../src/basics/timeframe.ts'
import { importCandles } from '../../../src/market/candles/import-candles.ts'
import { contractMarket } from '../../contracts/candle-store.contract.ts'
import { memoryCandleStore } from '../../fakes/candle-store.ts'
import { csvOf, risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 0, 1)
const market = contractMarket('binance')

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536)
}

test('a file of many candles arrives whole, in batches', async () => {
  const store = memoryCandleStore()
  const rows = risingCandles('1h', { from: START, count: 25_000 })
  const report = await importCandles({ bytes: bytesOf(csvOf(rows)), market, timeframe: '1h', store, now: START + 5000 * DAY_MS })
  expect(report).toEqual({
    read: 25_000,
    written: 25_000,
    quarantined: {},
    gaps: 0,
    complaints: [],
    from: START,
    to: START + 25_000 * HOUR_MS,
  })
  const kept = await store.read({ market, timeframe: '1h', from: 0, to: START * 2 })
  expect(kept.time).toHaveLength(25_000)
  expect(kept.close[24_999]).toBe(25_100)
})

test('impossible rows are counted, kept aside and named by line; gaps are counted', async () => {
  const store = memoryCandleStore()
  const rows = risingCandles('1h', { from: START, count: 12 }).filter((_, index) => index !== 4 && index !== 5)
  const lines = csvOf(rows).trimEnd().split('\n')
  lines.splice(3, 0, `${START + 90_000},1,1,1,1,1`, 'rubbish,"=1+1"')
  lines.push(`${START + 12 * HOUR_MS},1,1,1,1,1`)
  const report = await importCandles({ bytes: bytesOf(lines.join('\n')), market, timeframe: '1h', store, now: START + 12 * HOUR_MS })
  expect(report).toMatchObject({ read: 13, written: 10, gaps: 2, quarantined: { misaligned: 1, 'not-a-number': 1, future: 1 } })
  expect(report.complaints).toEqual([
    `Line 4 does not open where a candle of this timeframe opens: ${START + 90_000},1,1,1,1,1`,
    'Line 5 does not read as six numbers: rubbish,"=1+1"',
    `Line 14 has not closed yet: ${START + 12 * HOUR_MS},1,1,1,1,1`,
  ])
  expect([...store.faults.values()].map(({ row }) => row)).toContain('rubbish,"=1+1"')
})

test('a file without a single candle is refused with the first reason', async () => {
  const bytes = bytesOf(csvOf(risingCandles('1h', { from: START + 60_000, count: 3 })))
  await expect(importCandles({ bytes, market, timeframe: '1h', store: memoryCandleStore(), now: START + DAY_MS })).rejects.toMatchObject({
    code: 'bad-input',
    message: 'Not one of 3 rows is a candle of 1h.',
    hint: expect.stringContaining('Line 2 does not open'),
  })
})

test('a file of another timeframe is refused before any of it is kept', async () => {
  const store = memoryCandleStore()
  const bytes = bytesOf(csvOf(risingCandles('1h', { from: START, count: 100 })))
  await expect(importCandles({ bytes, market, timeframe: '4h', store, now: START + 9 * DAY_MS })).rejects.toMatchObject({
    message: 'The rows do not open 4h apart.',
  })
  expect(await store.list()).toEqual([])
})
