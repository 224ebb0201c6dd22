import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { Refusal } from '../../../src/basics/refusal.ts'
import { createPaperVenue } from '../../../src/trading/paper/paper-venue.ts'
import type { Venue } from '../../../src/trading/venue-ports.ts'
import { Crash } from '../../fakes/fake-book-store.ts'
import { atMarket, FREE_OF_COST, openOrderBench, planned } from './order-bench.ts'

const HALT = { kind: 'panic', reason: 'You said /panic.', since: 0 } as const

test('nothing is entered once entries are stopped', async () => {
  const bench = openOrderBench()
  await bench.store.halt('ann', HALT, bench.originOf('panic'))
  await expect(bench.place(atMarket())).rejects.toThrow(Refusal)
  expect(bench.store.orders.size).toBe(0)
})

test('what was confirmed before entries were stopped is not sent any more, and its money is free again', async () => {
  const bench = openOrderBench()
  bench.store.around = (moment) => {
    if (moment === 'after') throw new Crash()
  }
  await expect(bench.place(planned())).rejects.toThrow(Crash)
  bench.store.around = () => {}
  await bench.store.halt('ann', HALT, bench.originOf('panic'))
  await bench.desk.settle('ann')
  expect([...bench.store.orders.values()]).toMatchObject([{ state: 'cancelled', note: 'Entries were stopped before it was sent.' }])
  expect(bench.owned('USDT')).toEqual(['10000', '0'])
})

test('an order that is too old to be sent expires instead', async () => {
  const bench = openOrderBench()
  bench.store.around = (moment) => {
    if (moment === 'after') throw new Crash()
  }
  await expect(bench.place(planned())).rejects.toThrow(Crash)
  bench.store.around = () => {}
  bench.clock.advance(61_000)
  await bench.desk.settle('ann')
  expect([...bench.store.orders.values()]).toMatchObject([{ state: 'expired', note: 'It could not be sent in time.' }])
})

test('a venue that tells of more than was ordered stops the entries of the account, once', async () => {
  const bench = openOrderBench({
    venue({ clock }): Venue {
      const paper = createPaperVenue({ clock, costs: FREE_OF_COST })
      return {
        ...paper,
        async news(orders, market, step) {
          const news = await paper.news(orders, market, step)
          return news.map((each) => ({
            ...each,
            executions: each.executions.map((one) => ({ ...one, quantity: one.quantity.plus('0.5') })),
          }))
        },
      }
    },
  })
  const { orders } = await bench.place(atMarket())
  await bench.desk.settle('ann')
  expect(orders).toMatchObject([{ state: 'open', filled: decimal('0') }])
  expect(bench.store.halts).toMatchObject([{ kind: 'desk' }])
})
