import { expect, test } from 'vitest'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows the last ones', async () => {
  expect(await desk().read('/candles eth 1d 3')).toMatchInlineSnapshot(`
    "ETH/USDT 1d candles
    Last open: 1,483.45
    Last high: 1,488.72
    Last low: 1,421.72
    Last close: 1,443.25 USDT
    Last volume: 2.25 k ETH
    Opens          Close  Change
    2024-01-27  1,564.98  -2.82%
    2024-01-28  1,483.45  -5.21%
    2024-01-29  1,443.25  -2.71%
    The last candle is not closed yet. Built from candles of 15m.
    Times: UTC
    Source: binance, REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('gives all there are as a file that can be imported again: closed candles, plain digits', async () => {
  const answer = await desk().press('As a file', await desk().say('/candles btc 1h'))
  const [header, ...lines] = fileIn(answer).trimEnd().split('\r\n')
  expect(header).toBe('timestamp_ms,open,high,low,close,volume')
  expect(lines).toHaveLength(28 * 24 + 12)
  expect(lines.every((line) => /^\d{13}(,\d+(\.\d+)?){5}$/.test(line))).toBe(true)
  expect(lines.at(-1)?.startsWith(`${Date.UTC(2024, 0, 29, 11)},`)).toBe(true)
  expect(answer.blocks).toContainEqual(expect.objectContaining({ kind: 'file', name: 'binance_BTC_USDT_1h.csv', mime: 'text/csv' }))
})

test('gives as many as are asked for', async () => {
  expect(
    fileIn(await desk().say('/candles btc 15m 7 csv'))
      .trimEnd()
      .split('\r\n'),
  ).toHaveLength(8)
})
