import type { Bar, Touch } from './bar.ts'

type Side = 'buy' | 'sell'

/**
 * Where a resting limit fills: only when the market trades through it, since at the price itself others may stand before it. A bar that opens beyond it
 * fills it at the open, unless it came `inside` the bar: then the open was there before it, and it waits at its own price.
 */
export function limitInBar(side: Side, limit: number, bar: Bar, inside = false): Touch | undefined {
  const through = (price: number): boolean => (side === 'buy' ? price < limit : price > limit)
  if (!inside && through(bar.open)) return { price: bar.open, at: 'open' }
  return through(side === 'buy' ? bar.low : bar.high) ? { price: limit, at: 'level' } : undefined
}

/** Where a trigger goes off: at its price as soon as that is touched, at the open when the market jumped over it. */
export function triggerInBar(side: Side, trigger: number, bar: Bar): Touch | undefined {
  const touched = (price: number): boolean => (side === 'buy' ? price >= trigger : price <= trigger)
  if (touched(bar.open)) return { price: bar.open, at: 'open' }
  return touched(side === 'buy' ? bar.high : bar.low) ? { price: trigger, at: 'level' } : undefined
}
