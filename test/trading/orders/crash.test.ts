import { describe, expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { AlreadyDone } from '../../../src/basics/origin.ts'
import type { PlannedOrder } from '../../../src/trading/orders/planned-order.ts'
import { Crash } from '../../fakes/fake-book-store.ts'
import { atMarket, type OrderBench, openOrderBench, planned } from './order-bench.ts'

const d = decimal
const SETTLE = { action: 'settle', origin: undefined }

type Step = (bench: OrderBench) => Promise<unknown>

/** A day in one book: a ladder, a pair and a market order with stop and targets; bars; closing half; a moved stop; cancelling. */
function day(): readonly { readonly action: string; readonly run: (bench: OrderBench, callId: string) => Promise<unknown> }[] {
  const plan = {
    stop: d('90'),
    targets: [
      { price: d('110'), share: d('0.5') },
      { price: d('120'), share: d('0.5') },
    ],
    trail: d('0.2'),
  }
  const place =
    (...orders: readonly PlannedOrder[]) =>
    (bench: OrderBench, callId: string) =>
      bench.desk.place('ann', {
        decide: async () => orders,
        confirms: callId,
        origin: { userId: 'ann', callId, action: 'buy', platform: 'console' },
      })
  const settle = ({ desk }: OrderBench): Promise<unknown> => desk.settle('ann')
  const bar =
    (...prices: Parameters<OrderBench['market']['bar']>): Step =>
    async (bench) =>
      bench.market.bar(...prices)
  const origin = (callId: string, action: string) => ({ userId: 'ann', callId, action, platform: 'console' })
  return [
    { action: 'buy', run: place(atMarket({ plan, quantity: d('2') })) },
    {
      action: 'ladder',
      run: place(planned({ limit: d('98'), group: { kind: 'ladder' } }), planned({ limit: d('96'), group: { kind: 'ladder' } })),
    },
    {
      action: 'pair',
      run: place(
        planned({ limit: d('80'), group: { kind: 'oco' } }),
        planned({ type: 'stop', trigger: d('112'), limit: d('115'), group: { kind: 'oco' } }),
      ),
    },
    { action: 'grid', run: place(planned({ limit: d('99'), quantity: d('0.5'), owner: 'grid', group: { kind: 'grid', step: d('4') } })) },
    { action: 'bar', run: bar(100, 104, 97.5, 101, 12) },
    { ...SETTLE, run: settle },
    { action: 'bar', run: bar(101, 111, 95, 108) },
    { ...SETTLE, run: settle },
    {
      action: 'close half',
      run: ({ desk }, callId) =>
        desk.exit('ann', {
          choose: ({ positions }) =>
            positions.map((position) => ({ position, quantity: position.quantity.div(2), reason: 'exit' as const })),
          origin: origin(callId, 'close'),
        }),
    },
    {
      action: 'move the stop',
      run: ({ desk }, callId) =>
        desk.amend('ann', {
          choose: ({ positions }) => positions.map((position) => ({ ...position, stop: d('100.5') })),
          origin: origin(callId, 'modify'),
        }),
    },
    { action: 'bar', run: bar(108, 113, 107, 112) },
    { ...SETTLE, run: settle },
    {
      action: 'cancel',
      run: ({ desk }, callId) => desk.cancel('ann', { choose: ({ orders }) => orders, origin: origin(callId, 'cancel') }),
    },
    { action: 'bar', run: bar(112, 112, 85, 86) },
    { ...SETTLE, run: settle },
  ]
}

/** Lives through the day; whoever is told that the process ended says the same thing again, under the same call. */
async function live(bench: OrderBench): Promise<void> {
  for (const [index, { action, run }] of day().entries()) {
    const say = (): Promise<unknown> => run(bench, `${action} ${index}`)
    try {
      await say()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      await say().catch((again: unknown) => {
        if (!(again instanceof AlreadyDone)) throw again
      })
    }
  }
}

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
await live(calm)

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
    await live(bench)
    expect(count).toBeGreaterThanOrEqual(point)
    expect(standing(bench)).toEqual(standing(calm))
    expect(sums(bench).every((sum) => sum === 0n)).toBe(true)
  })
})
