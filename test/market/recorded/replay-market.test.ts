import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../src/basics/timeframe.ts'
import { readRecordedCandles } from '../../../src/market/recorded/recorded-candles.ts'
import { defaultStart, replayMarket } from '../../../src/market/recorded/replay-market.ts'
import { createFakeWallClock } from '../../fakes/fake-wall-clock.ts'
import { recordedFiles, risingCandles } from '../../fakes/recorded-files.ts'

const START = Date.UTC(2024, 0, 1)
const day = (count: number): number => START + count * DAY_MS
const span = (from: number, to: number) => ({ from: day(from), to: day(to) })

describe('the default start', () => {
  test('is seven days before the widest overlap ends', () => {
    expect(defaultStart([span(0, 1000), span(500, 800), span(700, 900), span(-50, 20)])).toBe(day(793))
  })
  test('is where the overlap begins when it is shorter', () => {
    expect(defaultStart([span(0, 1000), span(500, 503)])).toBe(day(500))
  })
  test('is in the latest of overlaps that are as wide', () => {
    expect(defaultStart([span(0, 1000), span(100, 200), span(300, 400)])).toBe(day(393))
  })
  test('is seven days before the end of the only market', () => {
    expect(defaultStart([span(0, 100)])).toBe(day(93))
  })
})

describe('a replay', () => {
  const files = recordedFiles({
    'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 24 * 30 }),
    'binance_ETH_USDT_1h.csv': risingCandles('1h', { from: START, count: 24 * 20 }),
  })
  const replay = async (options: { readonly speed?: number; readonly from?: number; readonly at?: number }) => {
    const recorded = await readRecordedCandles(files, day(5000))
    const wall = createFakeWallClock()
    return { wall, source: await replayMarket({ recorded, wall, speed: 60, ...options }) }
  }

  test('runs at its speed from the default start', async () => {
    const { source, wall } = await replay({})
    expect(source.clock.now()).toBe(day(13))
    wall.advance(60_000)
    expect(source.clock.now()).toBe(day(13) + HOUR_MS)
    expect(source).toMatchObject({ kind: 'replay', label: 'Replay' })
    expect(source.status()).toEqual({
      ok: true,
      detail: '2024-01-14 01:00 UTC, at x60; 2 markets, 0 impossible candles left out',
      newestPriceAt: day(13) + HOUR_MS,
    })
  })

  test('says how old the newest price is, inside of candles and of gaps', async () => {
    const recorded = await readRecordedCandles(
      recordedFiles({
        'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 48 }).filter((_, hour) => hour < 10 || hour > 20),
      }),
      day(5000),
    )
    const newestAt = (hours: number) => (recorded.newestAt(START + hours * HOUR_MS) ?? Number.NaN) - START
    expect([5.5, 10, 15, 21, 48, 60].map((hours) => newestAt(hours) / HOUR_MS)).toEqual([5, 10, 10, 21, 48, 48])
    expect(recorded.newestAt(START - 1)).toBeUndefined()
  })

  test('stands still at the end of all data and says so', async () => {
    const { source, wall } = await replay({ from: day(29), speed: 1000 })
    wall.advance(DAY_MS)
    expect(source.clock.now()).toBe(day(30))
    expect(source.status().detail).toContain('at the end of all data, the clock stands still')
    const tickers = await source.tickers(await source.markets())
    expect(tickers.map(({ last, at }) => [last.toNumber(), at])).toEqual([
      [820, day(30)],
      [580, day(20)],
    ])
  })

  test('stands still where it is told to', async () => {
    const { source, wall } = await replay({ at: day(3) })
    wall.advance(DAY_MS)
    expect(source.clock.now()).toBe(day(3))
    expect(source.status().detail).toContain('the clock stands still')
  })

  test.each([
    ['before', day(-1)],
    ['after', day(31)],
  ])('refuses to start %s the data, and says from when to when there is some', async (_, from) => {
    await expect(replay({ from })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('only from 2024-01-01 00:00 UTC to 2024-01-31 00:00 UTC.'),
      hint: 'Pick a time between the two, such as 2024-01-24.',
    })
  })
})
