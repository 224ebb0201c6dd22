import { expect, test } from 'vitest'
import { STRATEGY_CATALOGUE } from '../../../src/strategies/strategy-catalogue.ts'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('a strategy of the catalogue is explained, with its formulas', async () => {
  const told = await desk().read('/strategy show RSI-Reversion')
  expect(told).toContain('Waits for RSI 14 to come back from below 30')
  expect(told).toContain('Buys when: rsi(14) crosses above 30 and close > ema(200)')
  expect(told).toContain('5% below the mean of what it paid')
  expect(told).toContain('reversion, of the catalogue')
})

test('its buttons copy it and follow it', async () => {
  const answer = await desk().say('/strategy rsi-reversion', 'bob')
  expect((await desk().press('Copy', answer, 'bob')).title).toBe('my-rsi-reversion is yours')
  expect((await desk().press('Copy', answer, 'bob')).refusal?.code).toBe('conflict')
  expect((await desk().press('Follow BTC on paper', answer, 'bob')).title).toBe('my-rsi-reversion trades on paper')
})

test.each(STRATEGY_CATALOGUE.map(({ name }) => name))('%s can be shown', async (name) => {
  const { title, refusal } = await desk().say(`/strategy ${name}`, 'cy')
  expect([title, refusal]).toEqual([name, undefined])
})

test('one’s own tells its version, and where it is followed and how that went', async () => {
  await desk().say('/strategy create own entry "close > 0" stop 3%', 'dan')
  await desk().say('/strategy enable own BTC 4h', 'dan')
  const told = await desk().read('/strategy own', 'dan')
  expect(told).toContain('own, version 1')
  expect(told).toContain('Version 1 so far: No trade has ended yet')
  expect(told).toContain('Holds: Nothing')
  expect(told).toContain('version 1 on paper')
  expect(told).toContain('BTC/USDT in 4h')
})

test('what nobody knows is refused, with what was perhaps meant', async () => {
  const { refusal } = await desk().say('/strategy show rsi-reversoin', 'eve')
  expect(refusal).toMatchObject({ code: 'not-found', hint: expect.stringContaining('Did you mean rsi-reversion?') })
  for (const line of ['/strategy show', '/strategy show 💥', '/strategy show own', '/strategy show own extra'])
    expect((await desk().say(line, 'eve')).refusal?.code).toMatch(/not-found|bad-input/)
})
