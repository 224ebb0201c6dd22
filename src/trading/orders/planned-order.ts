import type { Order } from './order.ts'

/**
 * An order as it was shown and said yes to: everything but what it is given when it is made. Several of one ticket share a group.
 * `restMs` is how long it may rest, in milliseconds of market time.
 */
export type PlannedOrder = Pick<
  Order,
  | 'marketId'
  | 'base'
  | 'quote'
  | 'side'
  | 'type'
  | 'quantity'
  | 'limit'
  | 'trigger'
  | 'expected'
  | 'reason'
  | 'owner'
  | 'tag'
  | 'postOnly'
  | 'reduceOnly'
  | 'plan'
> & {
  readonly group: Omit<NonNullable<Order['group']>, 'id'> | undefined
  readonly restMs: number | undefined
}
