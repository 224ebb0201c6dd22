import { expect, test } from 'vitest'
import { decimal } from '../src/basics/money.ts'
import type { Answer } from '../src/basics/reply.ts'
import { flakySource } from './fakes/flaky-source.ts'
import { openTestDesk, useTestDesk } from './fixtures/desk.ts'
import { trader } from './fixtures/trader.ts'

const desk = useTestDesk()

async function askTimes(who: string, line: string, count: number): Promise<readonly Answer[]> {
  const asked: Answer[] = []
  while (asked.length < count) asked.push(await desk().say(line, who))
  return asked
}

test('of five questions that are said yes to at once, as many orders are placed as the limits let through', async () => {
  const { press, read } = trader(desk, 'five')
  const asked = await askTimes('five', '/buy btc $400', 5)
  expect(asked.flatMap(({ refusal }) => refusal ?? [])).toEqual([])
  const answers = await Promise.all(asked.map((answer) => press('Confirm', answer)))
  expect(answers.map(({ title }) => title.split(' ')[0]).toSorted()).toEqual(['Bought', 'Bought', 'One', 'One', 'One'])
  expect(await read('/positions')).toContain('0.017 BTC')
  expect(desk().failures).toEqual([])
})

test('nothing is bought or sold at a price of a living market that is more than a minute old', async () => {
  const now = Date.UTC(2026, 0, 1)
  const source = flakySource({ rows: [], now, tickers: [{ marketId: 'binance:BTC/USDT', last: decimal('50000'), at: now }] })
  const live = await openTestDesk({ source })
  const { say, does, press } = trader(() => live, 'late')
  expect((await does('/buy btc $300')).title).toMatch(/^Bought/)
  const asked = await say('/buy btc $100')
  source.now += 61_000
  expect((await press('Confirm', asked)).title).toBe('The newest price of BTC/USDT is 1 min old, which is too old to trade at.')
  expect((await say('/buy btc $100')).refusal?.code).toBe('unavailable')
  expect((await say('/sell btc 50%')).refusal?.code).toBe('unavailable')
  expect((await does('/close btc')).title).toBe('Nothing was sold, 1 could not be (PAPER)')
  expect(await live.read('/positions', 'late')).toContain('0.00599 BTC')
  await live.close()
})

test('of a position whose coins were spent in another market, what is left can be sold', async () => {
  const { does } = trader(desk, 'spent')
  await does('/buy btc $400')
  await does('/buy eth/btc 0.02')
  expect((await does('/sell btc max')).title).toMatch(/^Sold 0\.0073 BTC/)
  expect(desk().failures).toEqual([])
})
