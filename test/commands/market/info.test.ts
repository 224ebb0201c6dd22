import { expect, test } from 'vitest'
import { candlesFrom } from '../../../src/basics/candles.ts'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('tells steps, timeframes and since when there are candles', async () => {
  expect(await desk().read('/info btc')).toMatchInlineSnapshot(`
    "BTC/USDT on binance
    Name: binance:BTC/USDT
    Price step: 0.01 USDT
    Quantity step: 0.0001 BTC
    Traded: yes
    Candles since: the week of 2024-01-01
    Timeframes: 15m 30m 1h 2h 4h 6h 12h 1d 3d 1w 1M
    Source: REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('tells what is kept', async () => {
  const market = await desk().market.find('eth')
  await desk().database.markets.save([market])
  const candle = { open: 10, high: 12, low: 9, close: 11, volume: 5 }
  const times = [0, 1, 2].map((hour) => Date.UTC(2024, 0, 1, hour))
  await desk().database.candles.write(
    market,
    candlesFrom(
      '1h',
      times.map((time) => ({ time, ...candle })),
    ),
  )
  expect(await desk().read('/lookup eth')).toContain('Kept 1h: 3 from 2024-01-01 to 2024-01-01')
})
