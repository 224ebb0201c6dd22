import { expect, test } from 'vitest'
import { strategyTicket } from '../../src/assembly/strategy-ticket.ts'
import { decimal } from '../../src/basics/money.ts'
import type { StrategyEntry } from '../../src/strategies/following/following-ports.ts'

const OWNER = { userId: 'ann', versionId: 'v1', name: 'dip' }
const BASIS = { price: decimal('200'), equity: decimal('10000'), feeRate: decimal('0.001'), now: 1_000 }
const ENTRY: StrategyEntry = {
  id: 'entry',
  marketId: 'binance:BTC/USDT',
  size: { kind: 'money', money: 1_001 },
  stop: undefined,
  target: undefined,
  trail: undefined,
  keepUntil: undefined,
  more: false,
}
const ticket = (entry: Partial<StrategyEntry>) => JSON.parse(JSON.stringify(strategyTicket(OWNER, { ...ENTRY, ...entry }, BASIS)))

test("it has no exit that the rules do not say, and is the strategy's own", () => {
  expect(ticket({})).toEqual({
    side: 'buy',
    marketId: 'binance:BTC/USDT',
    size: { kind: 'money', amount: '1000' },
    stop: 'none',
    targets: 'none',
    owner: 'v1',
    tag: 'dip',
  })
})

test.each([
  [{ share: 0.03 }, { share: 0.06 }, '194', '212'],
  [{ distance: 5 }, { risks: 2 }, '195', '210'],
  [{ price: 190.5 }, { distance: 8 }, '190.5', '208'],
  [{ share: 0.1 }, { price: 222.2 }, '180', '222.2'],
] as const)('a stop of %j and a target of %j', (stop, target, below, above) => {
  expect(ticket({ stop, target })).toMatchObject({ stop: { price: below }, targets: [{ level: { price: above } }] })
})

test('a trail alone is a stop from the beginning', () => {
  const trailing = ticket({ trail: 0.02 })
  expect(trailing).toMatchObject({ trail: '0.02' })
  expect(trailing).not.toHaveProperty('stop')
})

test('shares are of equity, fee included; risk is left to the stop; time is counted from now', () => {
  expect(ticket({ size: { kind: 'share', share: 0.1001 } })).toMatchObject({ size: { kind: 'money', amount: '1000' } })
  expect(ticket({ size: { kind: 'risk', share: 0.01 } })).toMatchObject({ size: { kind: 'risk', share: '0.01' } })
  expect(ticket({ keepUntil: 61_000 })).toMatchObject({ keepMs: 60_000 })
})
