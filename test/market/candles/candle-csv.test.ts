import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvRow, readCandleCsv, readCandleFileName } from '../../../src/market/candles/candle-csv.ts'

const HEADER = 'timestamp_ms,open,high,low,close,volume'

async function read(text: string, pieceBytes = 7): Promise<readonly CsvRow[]> {
  const bytes = new TextEncoder().encode(text)
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes)
  }
  const rows: CsvRow[] = []
  for await (const some of readCandleCsv(pieces())) rows.push(...some)
  return rows
}

test('rows come with their line, however the bytes are cut', async () => {
  const text = `${HEADER}\n1000,1,2,0.5,1.5,10\n\n2000,1e-05,2,3,4,0\n`
  const rows = [
    { line: 2, text: '1000,1,2,0.5,1.5,10', candle: { time: 1000, open: 1, high: 2, low: 0.5, close: 1.5, volume: 10 } },
    { line: 4, text: '2000,1e-05,2,3,4,0', candle: { time: 2000, open: 0.00001, high: 2, low: 3, close: 4, volume: 0 } },
  ]
  for (const pieceBytes of [1, 5, 1000]) expect(await read(text, pieceBytes)).toEqual(rows)
  expect(await read(`\ufeff${text.replaceAll('\n', '\r\n').trimEnd()}`)).toEqual(rows)
})

test('noise of floats is taken off', async () => {
  const [row] = await read(`${HEADER}\n1000,0.09946999000000001,0.1,0.09,0.09969000000000001,1\n`)
  expect(row?.candle).toMatchObject({ open: 0.09946999, close: 0.09969 })
})

test.each(['', 'abc', '0x10', '1_000', '1 ', ' 1', '1,5', 'Infinity', '१', '--1', '1e', `1${'0'.repeat(40)}`])(
  '%j is no number',
  async (cell) => {
    const [row] = await read(`${HEADER}\n1000,${cell},2,1,1,1\n`)
    expect(row?.candle.open).toBeNaN()
  },
)

test('a row with too few or too many cells has no numbers', async () => {
  const rows = await read(`${HEADER}\n1000,1,2,3\n1000,1,2,3,4,5,6\n`)
  expect(rows.map(({ candle }) => [candle.time, candle.open])).toEqual([
    [1000, Number.NaN],
    [1000, Number.NaN],
  ])
})

describe('a file is refused', () => {
  test('with another header', async () => {
    await expect(read('date,open\n')).rejects.toThrow(`Line 1: expected the header "${HEADER}" but found "date,open".`)
  })
  test('when it is empty', async () => {
    await expect(read('')).rejects.toThrow('The file is empty')
  })
  test('when a line never ends', async () => {
    await expect(read(`${HEADER}\n${'1'.repeat(5000)}`, 2000)).rejects.toThrow('Line 2 is too long')
  })
})

test('any bytes are read or refused, never worse', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      async function* pieces(): AsyncGenerator<Uint8Array> {
        yield new TextEncoder().encode(`${HEADER}\n`)
        yield bytes
      }
      for await (const rows of readCandleCsv(pieces())) for (const { candle } of rows) expect(typeof candle.time).toBe('number')
    }),
  )
})

test('names of files say exchange, market and timeframe', () => {
  expect(readCandleFileName('binance_BTC_USDT_1h.csv')).toEqual({
    name: 'binance_BTC_USDT_1h.csv',
    venue: 'binance',
    base: 'BTC',
    quote: 'USDT',
    timeframe: '1h',
  })
  expect(readCandleFileName('kraken_1INCH_EUR_15m_two_years.csv')).toMatchObject({ venue: 'kraken', base: '1INCH', timeframe: '15m' })
  expect(readCandleFileName('kraken_BTC_EUR_1M.csv')).toMatchObject({ timeframe: '1M' })
  for (const name of [
    'notes.csv',
    'binance_BTC_USDT.csv',
    'binance_BTC_USDT_7h.csv',
    'binance_BTC_USDT_1h.txt',
    '../a_B_C_1h.csv',
    'a_B_C_1h_../x.csv',
  ]) {
    expect(readCandleFileName(name)).toBeUndefined()
  }
})
