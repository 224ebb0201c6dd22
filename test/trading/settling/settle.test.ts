import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import type { PlannedOrder } from '../../../src/trading/orders/planned-order.ts'
import { createPaperVenue } from '../../../src/trading/paper/paper-venue.ts'
import { BAR_MS } from '../../fakes/fake-trading-market.ts'
import { atMarket, FREE_OF_COST, type OrderBench, openOrderBench, planned } from '../orders/order-bench.ts'

const d = decimal
const statesOf = ({ store }: OrderBench): readonly string[] => [...store.orders.values()].map(({ reason, state }) => `${reason} ${state}`)
const tradesOf = ({ store }: OrderBench): readonly string[] =>
  [...store.trades.values()].map(({ reason, quantity, pnl }) => `${reason} ${quantity.toFixed()}: ${pnl.toFixed()}`)

test('a market order is held for, sent and filled in one go', async () => {
  const bench = openOrderBench()
  const { orders, fills, positions } = await bench.place(atMarket())
  expect(orders).toMatchObject([{ state: 'filled', filled: d('1'), turnover: d('100'), reserved: d('0') }])
  expect(fills).toHaveLength(1)
  expect(positions).toMatchObject([{ quantity: d('1'), cost: d('100'), owner: 'hand' }])
  expect([bench.owned('USDT'), bench.owned('BTC')]).toEqual([
    ['9900', '0'],
    ['1', '0'],
  ])
})

test('a limit order waits with its worst case held, and fills when the market trades through it', async () => {
  const bench = openOrderBench()
  await bench.place(planned({ limit: d('95') }))
  expect(bench.owned('USDT')).toEqual(['9904.905', '95.095'])
  bench.market.bar(100, 101, 95, 96)
  await bench.desk.settle('ann')
  expect(statesOf(bench)).toEqual(['entry open'])
  bench.market.bar(96, 97, 94.5, 96)
  await bench.desk.settle('ann')
  expect(statesOf(bench)).toEqual(['entry filled'])
  expect(bench.owned('USDT')).toEqual(['9905', '0'])
})

test('parts of the volume of bar after bar fill it, and what they cost adds up', async () => {
  const bench = openOrderBench()
  await bench.place(planned({ limit: d('95') }))
  bench.market.bar(96, 96, 94, 95.5, 4)
  await bench.desk.settle('ann')
  expect([...bench.store.orders.values()]).toMatchObject([{ state: 'partial', filled: d('0.4'), turnover: d('38'), reserved: d('57.095') }])
  bench.market.bar(96, 96, 94, 95, 100)
  await bench.desk.settle('ann')
  expect([...bench.store.orders.values()]).toMatchObject([{ state: 'filled', filled: d('1'), turnover: d('95'), reserved: d('0') }])
  expect(bench.store.fills.size).toBe(2)
})

test('what costs more than is free is refused, and nothing is held for it', async () => {
  const bench = openOrderBench()
  await expect(bench.place(planned({ quantity: d('100') }))).rejects.toThrow(
    'That may take 10,010 USDT with fees, and 10,000 USDT is free.',
  )
  expect([bench.owned('USDT'), bench.store.commits]).toEqual([['10000', '0'], 0])
})

test('what the venue refuses gives its money back and says why', async () => {
  const bench = openOrderBench()
  const { orders } = await bench.place(planned({ quantity: d('0.01'), limit: d('90') }))
  expect(orders).toMatchObject([{ state: 'refused', reserved: d('0'), note: expect.stringContaining('5 USDT') }])
  expect(bench.owned('USDT')).toEqual(['10000', '0'])
})

test('an order that rested long enough expires', async () => {
  const bench = openOrderBench()
  await bench.place(planned({ limit: d('95'), restMs: BAR_MS }))
  bench.market.bar(100, 101, 99, 100)
  bench.market.bar(100, 101, 90, 100)
  await bench.desk.settle('ann')
  expect([...bench.store.orders.values()]).toMatchObject([{ state: 'expired', note: 'It rested as long as it was to.' }])
  expect(bench.owned('USDT')).toEqual(['10000', '0'])
})

test('of a pair the first to fill cancels the other', async () => {
  const bench = openOrderBench()
  const group = { kind: 'oco' } as const
  await bench.place(planned({ limit: d('95'), group }), planned({ type: 'stop', trigger: d('105'), limit: d('108'), group }))
  bench.market.bar(100, 106, 99, 105)
  await bench.desk.settle('ann')
  expect(statesOf(bench)).toEqual(['entry cancelled', 'entry filled'])
  expect(bench.owned('USDT')).toEqual(['9895', '0'])
})

test('a ladder makes one position of the mean price', async () => {
  const bench = openOrderBench()
  const group = { kind: 'ladder' } as const
  await bench.place(
    ...['98', '96', '94'].map((limit) => planned({ limit: d(limit), group, plan: { targets: [{ price: d('110'), share: d('1') }] } })),
  )
  bench.market.bar(100, 100, 93, 95)
  await bench.desk.settle('ann')
  expect(bench.store.book().positions).toMatchObject([
    { quantity: d('3'), cost: d('288'), targets: [{ price: d('110'), quantity: d('3') }] },
  ])
})

test('a filled line of a grid goes back one step further, and again', async () => {
  const bench = openOrderBench()
  const group = { kind: 'grid', step: d('5') } as const
  await bench.place(planned({ limit: d('95'), group }))
  bench.market.bar(100, 104, 94, 96)
  await bench.desk.settle('ann')
  expect(bench.store.book().orders).toMatchObject([{ side: 'sell', limit: d('100'), state: 'open', reserved: d('1') }])
  bench.market.bar(96, 101, 96, 100)
  await bench.desk.settle('ann')
  expect(bench.store.book().orders).toMatchObject([{ side: 'buy', limit: d('95'), state: 'open' }])
  expect(tradesOf(bench)).toEqual(['exit 1: 5'])
})

test('a line of a grid goes back only as the risk gate lets it, and its order says so', async () => {
  const asked: PlannedOrder[] = []
  const bench = openOrderBench({ admit: async (_book, entry) => asked.push(entry) > 1 })
  const group = { kind: 'grid', step: d('5') } as const
  await bench.place(planned({ limit: d('95'), group }))
  bench.market.bar(100, 104, 94, 96)
  await bench.desk.settle('ann')
  expect(asked).toEqual([])
  bench.market.bar(96, 101, 96, 100)
  await bench.desk.settle('ann')
  expect(asked).toMatchObject([{ side: 'buy', limit: d('95'), reason: 'entry' }])
  expect(bench.store.book().orders).toEqual([])
  expect([...bench.store.orders.values()].at(-1)).toMatchObject({ side: 'sell', state: 'filled', note: expect.stringContaining('limits') })
})

const plan = {
  stop: d('95'),
  targets: [
    { price: d('110'), share: d('0.5') },
    { price: d('120'), share: d('0.5') },
  ],
}

test('a stop that the market jumps over fills at the open', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan }))
  bench.market.bar(100, 101, 99, 100)
  bench.market.bar(90, 92, 88, 91)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['stop 1: -10'])
  expect([bench.owned('USDT'), bench.owned('BTC')]).toEqual([
    ['9990', '0'],
    ['0', '0'],
  ])
  expect([...bench.store.trades.values()]).toMatchObject([{ risk: d('5'), proceeds: d('90') }])
})

test('targets sell their parts, the stop what is left', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan }))
  bench.market.bar(100, 112, 99, 111)
  bench.market.bar(111, 111, 94, 94)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['target 0.5: 5', 'stop 0.5: -2.5'])
  expect([...bench.store.positions.values()]).toMatchObject([{ quantity: d('0'), realised: d('2.5'), targets: [], closedAt: 2 * BAR_MS }])
})

test('a bar that touches stop and target is taken to have touched the stop first', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan }))
  bench.market.bar(100, 130, 90, 100)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['stop 1: -5'])
  expect([...bench.store.orders.values()].at(-1)?.note).toBe(
    'One candle touched the stop and the target; nobody knows which came first, so it counts as the stop.',
  )
})

test('an entry inside a bar can be stopped in it, but reaches no target in it', async () => {
  const stopped = openOrderBench()
  await stopped.place(planned({ limit: d('98'), plan }))
  stopped.market.bar(100, 130, 94, 100)
  await stopped.desk.settle('ann')
  expect(tradesOf(stopped)).toEqual(['stop 1: -3'])
  const held = openOrderBench()
  await held.place(planned({ limit: d('98'), plan }))
  held.market.bar(100, 130, 97, 100)
  await held.desk.settle('ann')
  expect([tradesOf(held), held.store.book().positions.length]).toEqual([[], 1])
})

test('the trailing stop follows after each bar, and holds from the next one', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan: { targets: [], trail: d('0.1') } }))
  bench.market.bar(100, 120, 95, 118)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual([])
  bench.market.bar(118, 118, 107, 110)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['trail 1: 8'])
})

test('break-even moves the stop to the entry', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan: { targets: [], stop: d('90'), breakEven: d('0.05') } }))
  bench.market.bar(100, 106, 99, 105)
  bench.market.bar(105, 105, 91, 92)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['trail 1: 0'])
})

test('a position that was kept long enough is closed at the next open', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan: { targets: [], keepMs: BAR_MS } }))
  bench.market.bar(100, 101, 99, 100)
  bench.market.bar(103, 104, 102, 103)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['time 1: 3'])
})

test('a target that fills in parts is one trade, and a stop cancels what is left of it', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan }))
  bench.market.bar(100, 111, 99, 109, 2)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['target 0.2: 2'])
  bench.market.bar(109, 110.6, 109, 109, 1)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['target 0.3: 3'])
  bench.market.bar(100, 100, 94, 94)
  await bench.desk.settle('ann')
  expect(tradesOf(bench)).toEqual(['target 0.3: 3', 'stop 0.7: -3.5'])
  expect(statesOf(bench)).toEqual(['entry filled', 'target partial-cancelled', 'stop filled'])
  expect(bench.owned('BTC')).toEqual(['0', '0'])
})

test('closing half keeps the targets in proportion, and cancels what rests', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ plan }))
  await bench.place(planned({ side: 'sell', reason: 'exit', reduceOnly: true, limit: d('150'), quantity: d('0.8') }))
  const { done, failed } = await bench.desk.exit('ann', {
    choose: ({ positions }) => positions.map((position) => ({ position, quantity: d('0.5'), reason: 'exit' as const })),
    origin: bench.originOf('close'),
  })
  expect(failed).toEqual([])
  expect(done).toMatchObject([{ orders: [{ state: 'filled' }], positions: [{ quantity: d('0.5') }] }])
  expect(bench.store.book().positions).toMatchObject([{ targets: [{ quantity: d('0.25') }, { quantity: d('0.25') }] }])
  expect(bench.store.book().orders).toEqual([])
})

test('what is worth too little for the venue is left alone, and no order is tried in vain', async () => {
  const bench = openOrderBench()
  await bench.place(atMarket({ quantity: d('0.051'), plan: { stop: d('95'), targets: [] } }))
  bench.market.bar(100, 100, 94, 94)
  bench.market.bar(94, 94, 93, 94)
  await bench.desk.settle('ann')
  expect([statesOf(bench), bench.store.book().positions.length]).toEqual([['entry filled'], 1])
})

test('nothing, while nothing happens', async () => {
  const bench = openOrderBench()
  bench.market.bar(100, 101, 99, 100)
  await bench.desk.settle('ann')
  expect(bench.store.commits).toBe(0)
  await bench.place(planned({ limit: d('50') }))
  const before = bench.store.commits
  await bench.desk.settle('ann')
  expect(bench.store.commits).toBe(before)
  bench.market.bar(100, 101, 99, 100)
  await bench.desk.settle('ann')
  await bench.desk.settle('ann')
  expect([bench.store.commits, bench.store.book().settledTo]).toEqual([before + 1, 2 * BAR_MS])
})

test('in an outage one can cancel, and nothing is placed', async () => {
  const bench = openOrderBench()
  await bench.place(planned({ limit: d('50') }))
  bench.market.isDown = true
  const { done } = await bench.desk.cancel('ann', { choose: ({ orders }) => orders, origin: bench.originOf('cancel') })
  expect(done).toMatchObject([{ state: 'cancelled', note: 'You cancelled it.', reserved: d('0') }])
  expect(bench.owned('USDT')).toEqual(['10000', '0'])
})

test('a venue that takes its fee in what is received leaves less to sell, and all of it can be sold', async () => {
  const bench = openOrderBench({
    venue: ({ clock }) => createPaperVenue({ clock, costs: { ...FREE_OF_COST, taker: d('0.001'), feeIn: 'received' } }),
  })
  await bench.place(atMarket())
  expect(bench.store.book().positions).toMatchObject([{ quantity: d('0.999'), cost: d('99.9'), entryFees: d('0.1') }])
  await bench.desk.exit('ann', {
    choose: ({ positions }) => positions.map((position) => ({ position, quantity: position.quantity, reason: 'exit' as const })),
    origin: bench.originOf('close'),
  })
  expect(tradesOf(bench)).toEqual(['exit 0.999: -0.1999'])
  expect(bench.owned('USDT')).toEqual(['9999.8001', '0'])
})
