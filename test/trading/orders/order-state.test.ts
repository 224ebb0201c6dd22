import { describe, expect, test } from 'vitest'
import { ORDER_STATES, type OrderState } from '../../../src/trading/orders/order.ts'
import { isOver, isResting, LIVE_STATES, nextState, ORDER_EVENTS, type OrderEvent } from '../../../src/trading/orders/order-state.ts'

/** Every legal pair, written out once more by hand: whatever is missing here must be ignored. */
const LEGAL = `
  draft             confirm     confirmed
  draft             expire      expired
  draft             cancel      cancelled
  confirmed         send        sending
  confirmed         expire      expired
  confirmed         cancel      cancelled
  sending           acknowledge open
  sending           doubt       unknown
  sending           refuse      refused
  sending           fill-part   partial
  sending           fill-all    filled
  sending           cancel      cancelled
  sending           cancel-part partial-cancelled
  unknown           acknowledge open
  unknown           refuse      refused
  unknown           not-found   refused-not-found
  unknown           give-up     manual
  unknown           fill-part   partial
  unknown           fill-all    filled
  unknown           cancel      cancelled
  unknown           cancel-part partial-cancelled
  manual            acknowledge open
  manual            refuse      refused
  manual            not-found   refused-not-found
  manual            fill-part   partial
  manual            fill-all    filled
  manual            cancel      cancelled
  manual            cancel-part partial-cancelled
  open              fill-part   partial
  open              fill-all    filled
  open              ask-cancel  cancel-pending
  open              cancel      cancelled
  open              cancel-part partial-cancelled
  open              expire      expired
  partial           fill-part   partial
  partial           fill-all    filled
  partial           ask-cancel  cancel-pending
  partial           cancel      cancelled
  partial           cancel-part partial-cancelled
  partial           expire      expired
  cancel-pending    fill-part   cancel-pending
  cancel-pending    fill-all    filled
  cancel-pending    keep        open
  cancel-pending    keep-part   partial
  cancel-pending    cancel      cancelled
  cancel-pending    cancel-part partial-cancelled
  cancel-pending    expire      expired
  cancelled         fill-part   partial-cancelled
  cancelled         fill-all    filled
  partial-cancelled fill-part   partial-cancelled
  partial-cancelled fill-all    filled
  expired           fill-part   expired
  expired           fill-all    filled
  refused           fill-part   partial-cancelled
  refused           fill-all    filled
  refused-not-found fill-part   partial-cancelled
  refused-not-found fill-all    filled
`
const legal = new Map(
  LEGAL.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([state, event, next]) => [`${state} ${event}`, next]),
)
const pairs = ORDER_STATES.flatMap((state) => ORDER_EVENTS.map((event): [OrderState, OrderEvent] => [state, event]))

test.each(pairs)('%s, then %s', (state, event) => {
  expect(nextState(state, event)).toBe(legal.get(`${state} ${event}`))
})

describe('what follows from the table', () => {
  test('what is over stays over', () => {
    for (const [state, event] of pairs.filter(([each]) => isOver({ state: each }))) {
      const next = nextState(state, event)
      if (next !== undefined) expect([isOver({ state: next }), event.startsWith('fill')]).toEqual([true, true])
    }
  })

  test('doubt is never settled by time alone', () => {
    expect(nextState('unknown', 'expire')).toBeUndefined()
    expect(nextState('manual', 'expire')).toBeUndefined()
  })

  test('only what was confirmed is sent, and once', () => {
    expect(ORDER_STATES.filter((state) => nextState(state, 'send') !== undefined)).toEqual(['confirmed'])
    const seen = new Set<OrderState>()
    const reach = (state: OrderState): void => {
      if (seen.has(state)) return
      seen.add(state)
      for (const event of ORDER_EVENTS) {
        const next = nextState(state, event)
        if (next !== undefined) reach(next)
      }
    }
    reach('sending')
    expect(seen.has('confirmed')).toBe(false)
    expect([...seen].toSorted()).toEqual(ORDER_STATES.filter((state) => state !== 'draft' && state !== 'confirmed').toSorted())
  })

  test('every state is over, live, or a draft; and what rests is live', () => {
    for (const state of ORDER_STATES)
      expect([isOver({ state }), LIVE_STATES.includes(state), state === 'draft'].filter(Boolean)).toHaveLength(1)
    expect(LIVE_STATES.filter((state) => isResting({ state }))).toEqual(['open', 'partial', 'cancel-pending'])
  })
})
