import { decimal } from '../../../src/basics/money.ts'
import { AlreadyDone } from '../../../src/basics/origin.ts'
import type { PlannedOrder } from '../../../src/trading/orders/planned-order.ts'
import { Crash } from '../../fakes/fake-book-store.ts'
import { atMarket, type OrderBench, planned } from './order-bench.ts'

const d = decimal

type Deed = (bench: OrderBench, callId: string) => Promise<unknown>

/** A day in one book: a ladder, a pair and a market order with stop and targets; bars; closing half; a moved stop; cancelling. */
function day(): readonly { readonly action: string; readonly run: Deed }[] {
  const plan = {
    stop: d('90'),
    targets: [
      { price: d('110'), share: d('0.5') },
      { price: d('120'), share: d('0.5') },
    ],
    trail: d('0.2'),
  }
  const place =
    (...orders: readonly PlannedOrder[]): Deed =>
    (bench, callId) =>
      bench.placeAs(callId, orders)
  const settle: Deed = ({ desk, userId }) => desk.settle(userId)
  const bar =
    (...prices: Parameters<OrderBench['market']['bar']>): Deed =>
    async (bench) =>
      bench.market.bar(...prices)
  const origin = (userId: string, callId: string, action: string) => ({ userId, callId, action, platform: 'console' })
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
    { action: 'settle', run: settle },
    { action: 'bar', run: bar(101, 111, 95, 108) },
    { action: 'settle', run: settle },
    {
      action: 'close half',
      run: ({ desk, userId }, callId) =>
        desk.exit(userId, {
          choose: ({ positions }) =>
            positions.map((position) => ({ position, quantity: position.quantity.div(2), reason: 'exit' as const })),
          origin: origin(userId, callId, 'close'),
        }),
    },
    {
      action: 'move the stop',
      run: ({ desk, userId }, callId) =>
        desk.amend(userId, {
          choose: ({ positions }) => positions.map((position) => ({ ...position, stop: d('100.5') })),
          origin: origin(userId, callId, 'modify'),
        }),
    },
    { action: 'bar', run: bar(108, 113, 107, 112) },
    { action: 'settle', run: settle },
    {
      action: 'cancel',
      run: ({ desk, userId }, callId) => desk.cancel(userId, { choose: ({ orders }) => orders, origin: origin(userId, callId, 'cancel') }),
    },
    { action: 'bar', run: bar(112, 112, 85, 86) },
    { action: 'settle', run: settle },
  ]
}

/** Lives through the day; whoever is told that the process ended says the same thing again, under the same call. */
export async function liveDay(bench: OrderBench, name = 'day'): Promise<void> {
  for (const [index, { action, run }] of day().entries()) {
    const say = (): Promise<unknown> => run(bench, `${name} ${action} ${index}`)
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
