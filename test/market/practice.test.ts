import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/basics/timeframe.ts'
import { createPractice } from '../../src/market/practice.ts'
import { readRecordedCandles } from '../../src/market/recorded/recorded-candles.ts'
import { createFakeWallClock } from '../fakes/fake-wall-clock.ts'
import { memoryPracticeStore } from '../fakes/market-stores.ts'
import { recordedFiles, risingCandles } from '../fakes/recorded-files.ts'

const START = Date.UTC(2021, 4, 1)
const origin = { userId: 'ann', callId: '1', action: 'replay start', platform: 'console' } as const
const files = recordedFiles({ 'binance_BTC_USDT_1h.csv': risingCandles('1h', { from: START, count: 24 * 30 }) })

async function desk() {
  const history = await readRecordedCandles(files, START + 1000 * DAY_MS)
  const options = {
    store: memoryPracticeStore(),
    history,
    wall: createFakeWallClock(),
    preferredVenues: ['binance'],
    desk: 'replay' as const,
  }
  return { ...options, practice: createPractice(options), restarted: () => createPractice(options) }
}

test('a session runs at its own clock from the time it was begun at', async () => {
  const { practice, wall } = await desk()
  const from = START + 18 * DAY_MS
  expect(await practice.start('ann', { from, speed: 60 }, origin)).toMatchObject({ from, speed: 60, now: from, ended: false })
  wall.advance(60_000)
  const market = (await practice.running('ann'))?.market
  expect(market).toMatchObject({ kind: 'replay', label: 'Practice' })
  expect(market?.now()).toBe(from + HOUR_MS)
  const btc = await market?.find('btc')
  expect(btc && (await market?.ticker(btc))?.last.toNumber()).toBe(100 + 18 * 24 + 1)
  expect(market?.status().detail).toBe('2021-05-19 01:00 UTC, practice at x60')
  expect(await practice.running('bob')).toBeUndefined()
})

test('a session lives on through a restart, and the same market serves it', async () => {
  const { practice, restarted, wall } = await desk()
  await practice.start('ann', { from: START, speed: 10 }, origin)
  wall.advance(HOUR_MS)
  const again = restarted()
  expect((await again.running('ann'))?.market.now()).toBe(START + 10 * HOUR_MS)
  expect(await again.running('ann')).toBe(await again.running('ann'))
})

test('a new session takes the place of the old one', async () => {
  const { practice } = await desk()
  await practice.start('ann', { from: START, speed: 10 }, origin)
  await practice.start('ann', { from: START + DAY_MS, speed: 10 }, origin)
  expect((await practice.running('ann'))?.market.now()).toBe(START + DAY_MS)
})

test('it ends with the data, and when it is stopped', async () => {
  const { practice, wall } = await desk()
  await practice.start('ann', { from: START + 29 * DAY_MS, speed: 10_000 }, origin)
  wall.advance(DAY_MS)
  expect(await practice.status('ann')).toMatchObject({
    now: START + 30 * DAY_MS,
    ended: true,
    range: { from: START, to: START + 30 * DAY_MS },
  })
  expect(await practice.stop('ann', origin)).toMatchObject({ ended: true })
  expect(await practice.status('ann')).toBeUndefined()
  expect(await practice.stop('ann', origin)).toBeUndefined()
})

describe('it is refused', () => {
  test.each([START - 1, START + 31 * DAY_MS])('at a time without candles', async (from) => {
    const { practice } = await desk()
    await expect(practice.start('ann', { from, speed: 60 }, origin)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('only from 2021-05-01 00:00 UTC to 2021-05-31 00:00 UTC'),
    })
    expect(await practice.status('ann')).toBeUndefined()
  })

  test.each([0, 0.05, -1, 10_001, Number.NaN])('at a speed of %d', async (speed) => {
    const { practice } = await desk()
    await expect(practice.start('ann', { from: START, speed }, origin)).rejects.toMatchObject({ code: 'bad-input' })
  })
})

test('practice in a simulation says that it is one', async () => {
  const { practice: _, ...options } = await desk()
  const practice = createPractice({ ...options, desk: 'simulated' })
  await practice.start('ann', { from: START, speed: 1 }, origin)
  expect((await practice.running('ann'))?.market).toMatchObject({ kind: 'simulated', label: 'SIMULATED practice' })
})
