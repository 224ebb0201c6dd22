import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/basics/money.ts'
import { Refusal } from '../../../src/basics/refusal.ts'
import { pinTicket } from '../../../src/trading/drafting/pin-ticket.ts'
import { planBuy, planSell } from '../../../src/trading/drafting/plan-orders.ts'
import type { Size, Ticket } from '../../../src/trading/trading.ts'
import { BASIS, BTC, d, QUOTE, ticket } from './some-ticket.ts'

const planned = (about: Partial<Ticket>) =>
  planBuy(ticket(about), BASIS).orders.map(({ type, quantity, limit, trigger }) => [
    type,
    String(quantity),
    String(limit),
    trigger && String(trigger),
  ])

test('a market order may fill as far as the band reaches, and is as large as the money buys', () => {
  expect(planned({})).toEqual([['market', '0.01', '51000', undefined]])
})

test('quantities are rounded down to the lot, and what is then too little is refused with the least', () => {
  expect(planned({ size: { kind: 'money', amount: d('500.99') } })).toEqual([['market', '0.01001', '51000', undefined]])
  expect(() => planBuy(ticket({ size: { kind: 'money', amount: d('4.99') } }), BASIS)).toThrow(/the least is 5 USDT/)
})

test('all of the cash leaves what fees and the band may take', () => {
  const { orders } = planBuy(ticket({ size: { kind: 'share', share: d(1) } }), BASIS)
  const worst = orders.reduce((sum, { quantity, limit }) => sum.plus(quantity.mul(limit).mul('1.001')), d(0))
  expect(worst.lte(10_000)).toBe(true)
  expect(worst.gt(9_999)).toBe(true)
})

test('a size by risk is what the stop loses', () => {
  const about = { size: { kind: 'risk', share: d('0.02') }, stop: { price: d(49_000) } } as const
  expect(planned(about)).toEqual([['market', '0.2', '51000', undefined]])
  expect(() => planBuy(ticket({ ...about, stop: 'none' }), BASIS)).toThrow('needs a stop')
})

test('a ladder divides the money over its prices, a pair has two orders of one size, a grid buys below the price only', () => {
  const line = { from: { price: d(48_000) }, to: { price: d(40_000) }, count: 3 }
  expect(planned({ at: line })).toEqual([
    ['limit', '0.00347', '48000', undefined],
    ['limit', '0.00378', '44000', undefined],
    ['limit', '0.00416', '40000', undefined],
  ])
  expect(planned({ size: { kind: 'base', amount: d('0.02') }, at: { from: { away: d('0.02') } }, trigger: { price: d(55_000) } })).toEqual([
    ['limit', '0.02', '49000', undefined],
    ['stop', '0.02', '56100', '55000'],
  ])
  const grid = planBuy(ticket({ grid: true, at: { from: { price: d(45_000) }, to: { price: d(55_000) }, count: 11 } }), BASIS)
  expect(grid.orders.map(({ limit }) => String(limit))).toEqual(['45000', '46000', '47000', '48000', '49000'])
  expect(grid.orders[0]?.group).toEqual({ kind: 'grid', step: d(1_000) })
})

test('prices that contradict the market are refused with what was expected', () => {
  expect(() => planBuy(ticket({ trigger: { price: d(49_000) } }), BASIS)).toThrow('A stop order to buy waits above the price')
  expect(() => planBuy(ticket({ stop: { price: d(51_000) } }), BASIS)).toThrow('The stop of a buy lies below its entry')
  expect(() => planBuy(ticket({ targets: [{ level: { price: d(49_000) } }] }), BASIS)).toThrow('The target of a buy lies above its entry')
  expect(() => planBuy(ticket({ at: { from: { price: d('0.02') }, to: { price: d('0.01') }, count: 5 } }), BASIS)).toThrow('too close')
})

test('a sell is at most what is held', () => {
  const sell = (size: Size) => planSell(ticket({ side: 'sell', size }), { ...BASIS, held: d('0.5') }).quantity.toString()
  expect(sell({ kind: 'share', share: d('0.5') })).toBe('0.25')
  expect(sell({ kind: 'max' })).toBe('0.5')
  expect(() => sell({ kind: 'base', amount: d('0.6') })).toThrow('You have 0.5 BTC to sell')
})

const price = fc.integer({ min: 100, max: 20_000_000 }).map((cents) => d(cents).div(100))
const size = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }).map((money): Size => ({ kind: 'money', amount: d(money) })),
  fc.integer({ min: 1, max: 100_000 }).map((lots): Size => ({ kind: 'base', amount: d(lots).mul(BTC.lot) })),
  fc.integer({ min: 1, max: 100 }).map((percent): Size => ({ kind: 'share', share: d(percent).div(100) })),
)

test('what was shown is what is placed: a pinned ticket comes to the same orders, whatever the price does', () => {
  fc.assert(
    fc.property(size, fc.option(price, { nil: undefined }), fc.integer({ min: 49_200, max: 51_000 }).map(d), (size, at, later) => {
      const said = ticket({ size, ...(at !== undefined && { at: { from: { price: at } } }) })
      const plan = attempt(() => planBuy(said, BASIS))
      if (plan === undefined) return
      const moved = { ...BASIS, quote: { ...QUOTE, last: later }, expected: at === undefined ? QUOTE.last : later }
      const again = planBuy(pinTicket(said, plan), moved)
      expect(again.orders.map(({ quantity }) => String(quantity))).toEqual(plan.orders.map(({ quantity }) => String(quantity)))
      if (at !== undefined) expect(again.orders.map(({ limit }) => String(limit))).toEqual(plan.orders.map(({ limit }) => String(limit)))
      if (at === undefined) expect(String(again.exits.stop)).toBe(String(plan.exits.stop))
    }),
  )
})

test('every planned order fits the grid of the market and its shares come to at most one', () => {
  fc.assert(
    fc.property(size, price, fc.integer({ min: 2, max: 25 }), (size, from, count) => {
      const plan = attempt(() =>
        planBuy(ticket({ size, at: { from: { price: from }, to: { price: from.mul('0.7').toNearest('0.01') }, count } }), BASIS),
      )
      for (const { quantity, limit, plan: exits } of plan?.orders ?? []) {
        expect(quantity.mod(BTC.lot).isZero() && limit.mod(BTC.tick).isZero()).toBe(true)
        expect(exits?.targets.reduce((sum, { share }) => sum.plus(share), new Decimal(0)).lte(1)).toBe(true)
      }
    }),
  )
})

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
