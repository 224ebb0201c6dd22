import { describe, expect, test } from 'vitest'
import { Crash } from '../../fakes/fake-book-store.ts'
import { type OrderBench, openOrderBench } from './order-bench.ts'
import { liveDay } from './trading-day.ts'

function standing({ store }: OrderBench) {
  const orders = [...store.orders.values()].map(({ side, reason, state, filled, turnover, reserved }) =>
    [side, reason, state, filled, turnover, reserved].map(String).join(' '),
  )
  const trades = [...store.trades.values()].map(({ reason, quantity, cost, pnl }) => [reason, quantity, cost, pnl].map(String).join(' '))
  const balances = [...store.book().balances].map(([asset, { available, reserved }]) => `${asset} ${available} ${reserved}`)
  return { orders: orders.toSorted(), trades: trades.toSorted(), balances, positions: store.book().positions.length }
}

function sums({ store }: OrderBench): readonly bigint[] {
  const totals = new Map<string, bigint>()
  for (const { legs } of store.entries) for (const { asset, amount } of legs) totals.set(asset, (totals.get(asset) ?? 0n) + amount)
  return [...totals.values()]
}

const calm = openOrderBench()
await liveDay(calm)

test('the day has all that can happen in it', () => {
  expect(new Set([...calm.store.orders.values()].map(({ reason }) => reason))).toEqual(new Set(['entry', 'exit', 'target', 'stop']))
  expect(new Set([...calm.store.orders.values()].map(({ state }) => state))).toEqual(new Set(['filled', 'cancelled']))
  expect([standing(calm).positions, calm.oddities]).toEqual([0, []])
})

const points = Array.from({ length: calm.store.commits }, (_, at) => at + 1)
describe.each(['before', 'after'] as const)('a process that ends %s it writes for the', (when) => {
  test.each(points)('%i. time loses nothing, doubles nothing, and comes to the same end', async (point) => {
    const bench = openOrderBench()
    let count = 0
    bench.store.around = (moment) => {
      if (moment === when && ++count === point) throw new Crash()
    }
    await liveDay(bench)
    expect(count).toBeGreaterThanOrEqual(point)
    expect(standing(bench)).toEqual(standing(calm))
    expect(sums(bench).every((sum) => sum === 0n)).toBe(true)
  })
})
