import type { Bar, Touch } from './bar.ts'

type Side = 'buy' | 'sell'

/**
 * Where a resting limit fills: only when the market trades through it, since at the price itself others may stand before it. A bar that opens beyond it
 * fills it at the open, unless it came `inside` the bar: then the open was there before it, and it waits at its own price.
 */
export function limitInBar(side: Side, limit: number, bar: Bar, inside = false): Touch | undefined {
  if (!inside && isThrough(side, bar.open, limit)) return { price: bar.open, at: 'open' }
  return isThrough(side, side === 'buy' ? bar.low : bar.high, limit) ? { price: limit, at: 'level' } : undefined
}

/** Where a trigger goes off: at its price as soon as that is touched, at the open when the market jumped over it. */
export function triggerInBar(side: Side, trigger: number, bar: Bar): Touch | undefined {
  if (isTouched(side, bar.open, trigger)) return { price: bar.open, at: 'open' }
  return isTouched(side, side === 'buy' ? bar.high : bar.low, trigger) ? { price: trigger, at: 'level' } : undefined
}

function isThrough(side: Side, price: number, limit: number): boolean {
  return side === 'buy' ? price < limit : price > limit
}

function isTouched(side: Side, price: number, trigger: number): boolean {
  return side === 'buy' ? price >= trigger : price <= trigger
}
