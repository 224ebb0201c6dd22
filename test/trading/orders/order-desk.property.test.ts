import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { Refusal } from '../../../src/basics/refusal.ts'
import { BookMoved } from '../../../src/trading/book-ports.ts'
import { ORDER_STATES, type OrderState } from '../../../src/trading/orders/order.ts'
import { Crash } from '../../fakes/fake-book-store.ts'
import { planned } from './order-bench.ts'
import { checkMoney, checkWorld, drain, LONG_MS, type OrderWorld, openWorld } from './order-world.ts'

const d = (value: number) => decimal(String(value))

interface Deed {
  readonly name: string
  run(world: OrderWorld): Promise<unknown>
}

const LEVELS = { stop: d(88), targets: [{ price: d(112), share: d(0.5) }] }

const buy = fc
  .record({
    market: fc.boolean(),
    price: fc.integer({ min: 85, max: 105 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    exits: fc.boolean(),
    pair: fc.boolean(),
  })
  .map(({ market, price, quantity, exits, pair }): Deed => {
    const plan = exits ? LEVELS : undefined
    const group = pair ? ({ kind: 'oco' } as const) : undefined
    const entry = planned({
      limit: d(price),
      quantity: d(quantity),
      plan,
      group,
      ...(market && { type: 'market', limit: d(130), group: undefined }),
    })
    const other = planned({ type: 'stop', trigger: d(108), limit: d(115), quantity: d(quantity), plan, group })
    const orders = pair && !market ? [entry, other] : [entry]
    return {
      name: `buy ${quantity} ${market ? 'now' : `at ${price}`}${pair ? ' or at 108' : ''}${exits ? ' with exits' : ''}`,
      run: ({ bench }) => bench.place(...orders),
    }
  })

const sell = fc.record({ price: fc.integer({ min: 95, max: 120 }), parts: fc.integer({ min: 1, max: 4 }) }).map(
  ({ price, parts }): Deed => ({
    name: `sell 1/${parts} at ${price}`,
    async run({ bench }) {
      const quantity = bench.store.book().positions[0]?.quantity.div(parts).toDecimalPlaces(4, 1)
      if (quantity?.gt(0)) await bench.place(planned({ side: 'sell', reason: 'exit', reduceOnly: true, limit: d(price), quantity }))
    },
  }),
)

const bar = fc.record({ close: fc.integer({ min: 80, max: 120 }), swing: fc.integer({ min: 0, max: 15 }) }).map(
  ({ close, swing }): Deed => ({
    name: `bar ${close} ± ${swing}`,
    run: async ({ bench }) => bench.market.bar(close, close + swing, close - swing, close),
  }),
)

const settle: Deed = { name: 'settle', run: ({ bench }) => bench.desk.settle('ann') }
const cancel: Deed = {
  name: 'cancel',
  run: ({ bench }) => bench.desk.cancel('ann', { choose: ({ orders }) => orders, origin: bench.originOf('cancel') }),
}
const close: Deed = {
  name: 'close',
  run: ({ bench }) =>
    bench.desk.exit('ann', {
      choose: ({ positions }) => positions.map((position) => ({ position, quantity: position.quantity, reason: 'exit' as const })),
      origin: bench.originOf('close'),
    }),
}
const wait: Deed = { name: 'wait', run: async ({ bench }) => bench.clock.advance(LONG_MS) }
const together: Deed = { name: 'two at once', run: (world) => Promise.all([attempt(world, close), attempt(world, settle)]) }

const crash = fc.record({ at: fc.integer({ min: 1, max: 6 }), when: fc.constantFrom('before', 'after') }).map(
  ({ at, when }): Deed => ({
    name: `crash ${when} write ${at}`,
    async run({ bench }) {
      let count = 0
      bench.store.around = (moment) => {
        if (moment !== when || ++count !== at) return
        bench.store.around = () => {}
        throw new Crash()
      }
    },
  }),
)

const deeds = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: buy },
    sell,
    { weight: 6, arbitrary: bar },
    { weight: 4, arbitrary: fc.constantFrom(settle, cancel, close, wait, together) },
    { weight: 2, arbitrary: crash },
  ),
  { minLength: 4, maxLength: 30 },
)

/** A deed may be refused, somebody else may be faster five times, and the process may end; nothing else may be thrown. */
async function attempt(world: OrderWorld, deed: Deed): Promise<void> {
  try {
    await deed.run(world)
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Crash || error instanceof BookMoved)) throw error
  }
}

const seen = new Set<OrderState>()

test('whatever the venue does and wherever the process ends, no order is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), deeds, async (seed, all) => {
      const world = openWorld(seed)
      for (const deed of all) {
        const before = new Map(world.bench.store.orders)
        await attempt(world, deed)
        checkWorld(world, before)
        for (const { state } of world.bench.store.orders.values()) seen.add(state)
      }
      await drain(world)
      checkWorld(world, new Map())
      checkMoney(world)
      for (const { state } of world.bench.store.orders.values()) seen.add(state)
    }),
  )
  // Drafts are never kept, and nothing here needs a person.
  expect(ORDER_STATES.filter((state) => !seen.has(state))).toEqual(['draft', 'manual'])
})
