import { expect, test } from 'vitest'
import { alignTable, widthOf } from '../../../src/chat/plain-text.ts'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows the last value of each line', async () => {
  expect(await desk().read('/indicators btc 4h rsi ema20 macd')).toMatchInlineSnapshot(`
    "BTC/USDT 4h indicators
    Formula                   Value
    rsi(14)                  53.646
    ema(20)               46,295.80
    macd(12,26,9)            359.88
    macd_signal(12,26,9)     415.32
    macd_hist(12,26,9)      -55.445
    Candle: 01-29 08:00, closed
    Last close: 46,587.93 USDT
    Source: binance, REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('gives a file with one row per candle and one column per formula', async () => {
  const lines = fileIn(await desk().say('/indicators btc 4h "sma(3)" "macd(12,26,9)" csv'))
    .trimEnd()
    .split('\r\n')
  expect(lines[0]).toBe('timestamp_ms,sma(3),"macd(12,26,9)","macd_signal(12,26,9)","macd_hist(12,26,9)"')
  expect(lines).toHaveLength(1 + 28 * 6 + 3)
  expect(lines[1]).toBe(`${Date.UTC(2024, 0, 1)},,,,`)
  expect(lines[2]).toBe(`${Date.UTC(2024, 0, 1, 4)},,,,`)
  expect(lines[3]).toMatch(/^\d+,\d+\.\d+,,,$/)
  expect(lines.at(-1)?.split(',')[1]?.replace('.', '')).toHaveLength(17)
})

test('values do not depend on how many candles are asked for', async () => {
  const last = async (count: number) =>
    fileIn(await desk().say(`/indicators btc 1h sma(50) count ${count} csv`))
      .trimEnd()
      .split('\r\n')
      .at(-1)
  expect(await last(1)).toBe(await last(200))
})

test.each([
  ['/indicators btc 4h rsl', 'I know no indicator named rsl. Did you mean rsi?'],
  ['/indicators btc 4h', 'formulas is missing'],
  ['/indicators btc 4h sma(0)', 'SMA wants'],
])('%s is refused', async (line, title) => {
  expect((await desk().say(line)).title).toContain(title)
})

test('long formulas and large values still fit a phone', async () => {
  const { blocks } = await desk().say('/indicators btc 4h ichimoku stochrsi obv macd bb supertrend')
  const lines = blocks.flatMap((block) => (block.kind === 'table' ? alignTable(block.columns, block.rows).split('\n') : []))
  expect(lines.length).toBeGreaterThan(10)
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(34)
})
