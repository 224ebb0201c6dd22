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
  expect(answers.filter(({ refusal }) => refusal?.code === 'over-limit')).toHaveLength(3)
  expect(answers.filter(({ title }) => title.startsWith('Bought'))).toHaveLength(2)
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

test('a halt of the desk holds back the entries of everybody, also those that were asked about before, and no exits', async () => {
  const { say, does, press } = trader(desk, 'halted')
  await does('/buy btc $300')
  const asked = await say('/buy btc $100')
  const { run } = desk().database.driver
  await run(`INSERT INTO halts (user_id, kind, reason, since) VALUES (NULL, 'desk', 'The operator stopped it.', now())`)
  for (const answer of [await press('Confirm', asked), await say('/buy eth $100')])
    expect([answer.refusal?.code, answer.title]).toEqual(['over-limit', 'Entries are stopped: The operator stopped it.'])
  expect((await does('/close btc')).title).toMatch(/^Sold/)
  await run('UPDATE halts SET lifted_at = now() WHERE user_id IS NULL')
  expect((await does('/buy btc $100')).title).toMatch(/^Bought/)
})

test('a limit that was tightened between the question and the yes holds', async () => {
  const { say, press } = trader(desk, 'tight')
  const asked = await say('/buy btc $500')
  await say('/settings set position-max 2%')
  expect((await press('Confirm', asked)).refusal?.code).toBe('over-limit')
})

test('real losses in a row lock entries', async () => {
  const { say, does } = trader(desk, 'loser')
  await say('/settings set losses-in-row-max 2')
  for (let loss = 0; loss < 2; loss++) {
    expect((await does('/buy btc $300')).title).toMatch(/^Bought/)
    expect((await does('/close btc')).title).toMatch(/^Sold/)
  }
  const locked = await say('/buy btc $300')
  expect([locked.refusal?.code, locked.title]).toEqual(['over-limit', expect.stringContaining('2 losses in a row')])
})
