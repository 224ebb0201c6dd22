import { ORDER_STATES, type Order, type OrderState } from './order.ts'

export const ORDER_EVENTS = [
  'confirm',
  'send',
  'acknowledge',
  'doubt',
  'refuse',
  'not-found',
  'give-up',
  'fill-part',
  'fill-all',
  'ask-cancel',
  'keep',
  'keep-part',
  'cancel',
  'cancel-part',
  'expire',
] as const

/**
 * What may happen to an order. 'doubt': it was sent and nobody knows what came of it. 'not-found': proven never to have arrived. 'give-up': only a person can tell.
 * 'keep': it could not be cancelled and rests on. The ones ending in '-part' are for an order of which a part was filled.
 */
export type OrderEvent = (typeof ORDER_EVENTS)[number]

type Row = Partial<Readonly<Record<OrderEvent, OrderState>>>

/** What may be found out about an order that was sent, whether its sender heard the answer or not. */
const SENT: Row = {
  acknowledge: 'open',
  refuse: 'refused',
  'fill-part': 'partial',
  'fill-all': 'filled',
  cancel: 'cancelled',
  'cancel-part': 'partial-cancelled',
}
const RESTING: Row = {
  'fill-part': 'partial',
  'fill-all': 'filled',
  'ask-cancel': 'cancel-pending',
  cancel: 'cancelled',
  'cancel-part': 'partial-cancelled',
  expire: 'expired',
}
/** Venues do fill what they said was cancelled or refused: money moved, so it counts. */
const LATE: Row = { 'fill-part': 'partial-cancelled', 'fill-all': 'filled' }

const NEXT: Readonly<Record<OrderState, Row>> = {
  draft: { confirm: 'confirmed', expire: 'expired', cancel: 'cancelled' },
  confirmed: { send: 'sending', expire: 'expired', cancel: 'cancelled' },
  sending: { ...SENT, doubt: 'unknown' },
  unknown: { ...SENT, 'not-found': 'refused-not-found', 'give-up': 'manual' },
  manual: { ...SENT, 'not-found': 'refused-not-found' },
  open: RESTING,
  partial: RESTING,
  'cancel-pending': {
    'fill-part': 'cancel-pending',
    'fill-all': 'filled',
    keep: 'open',
    'keep-part': 'partial',
    cancel: 'cancelled',
    'cancel-part': 'partial-cancelled',
    expire: 'expired',
  },
  filled: {},
  cancelled: LATE,
  'partial-cancelled': LATE,
  expired: { 'fill-part': 'expired', 'fill-all': 'filled' },
  refused: LATE,
  'refused-not-found': LATE,
}

const OVER: ReadonlySet<OrderState> = new Set(['filled', 'cancelled', 'partial-cancelled', 'expired', 'refused', 'refused-not-found'])

export const LIVE_STATES: readonly OrderState[] = ORDER_STATES.filter((state) => state !== 'draft' && !OVER.has(state))

/** Where an event takes an order, or undefined when it cannot happen there: then it is ignored and counted, since venues tell things late, twice and out of order. */
export function nextState(state: OrderState, event: OrderEvent): OrderState | undefined {
  return NEXT[state][event]
}

/** Nothing is held for it any more, and only a late fill can still change it. */
export function isOver({ state }: Pick<Order, 'state'>): boolean {
  return OVER.has(state)
}

/** It rests at the venue as far as anybody knows, so news of it is to be asked for. */
export function isResting({ state }: Pick<Order, 'state'>): boolean {
  return state === 'open' || state === 'partial' || state === 'cancel-pending'
}
