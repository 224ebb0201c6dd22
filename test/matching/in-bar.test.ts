import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bar } from '../../src/matching/bar.ts'
import { exitInBar } from '../../src/matching/exit-in-bar.ts'
import { firstLeg } from '../../src/matching/first-leg.ts'
import { limitInBar, triggerInBar } from '../../src/matching/resting-in-bar.ts'

const bar = (open: number, high: number, low: number, close: number): Bar => ({ open, high, low, close })

const price = fc.integer({ min: 1, max: 1_000 })
const anyBar: fc.Arbitrary<Bar> = fc
  .tuple(price, price, price, price)
  .map(([open, close, one, other]) => bar(open, Math.max(open, close, one, other), Math.min(open, close, one, other), close))
const side = fc.constantFrom('buy' as const, 'sell' as const)

describe('a limit', () => {
  test.each([
    ['buy', 100, bar(105, 110, 100, 104), undefined],
    ['buy', 100, bar(105, 110, 99, 104), { price: 100, at: 'level' }],
    ['buy', 100, bar(95, 110, 94, 104), { price: 95, at: 'open' }],
    ['sell', 100, bar(95, 100, 90, 99), undefined],
    ['sell', 100, bar(95, 101, 90, 99), { price: 100, at: 'level' }],
    ['sell', 100, bar(104, 105, 90, 99), { price: 104, at: 'open' }],
  ] as const)('to %s at %d in %o', (way, limit, prices, expected) => {
    expect(limitInBar(way, limit, prices)).toEqual(expected)
  })

  test('that came inside the bar waits at its own price, whatever the open was', () => {
    expect(limitInBar('buy', 100, bar(95, 110, 94, 104), true)).toEqual({ price: 100, at: 'level' })
  })

  test('fills at prices that the bar traded at, and never beyond itself', () => {
    fc.assert(
      fc.property(side, price, anyBar, fc.boolean(), (way, limit, prices, inside) => {
        const touch = limitInBar(way, limit, prices, inside)
        if (touch === undefined) {
          expect(way === 'buy' ? prices.low >= limit : prices.high <= limit).toBe(true)
          return
        }
        expect(way === 'buy' ? touch.price <= limit : touch.price >= limit).toBe(true)
        if (!inside) expect(touch.price >= prices.low && touch.price <= prices.high).toBe(true)
      }),
    )
  })
})

describe('a trigger', () => {
  test.each([
    ['buy', 100, bar(95, 100, 90, 99), { price: 100, at: 'level' }],
    ['buy', 100, bar(105, 110, 100, 104), { price: 105, at: 'open' }],
    ['sell', 100, bar(105, 110, 100, 104), { price: 100, at: 'level' }],
    ['sell', 100, bar(92, 99, 90, 99), { price: 92, at: 'open' }],
    ['sell', 100, bar(105, 110, 101, 104), undefined],
  ] as const)('to %s at %d in %o', (way, level, prices, expected) => {
    expect(triggerInBar(way, level, prices)).toEqual(expected)
  })

  test('never gets a better price than it waited for', () => {
    fc.assert(
      fc.property(side, price, anyBar, (way, level, prices) => {
        const touch = triggerInBar(way, level, prices)
        if (touch === undefined) return
        expect(way === 'buy' ? touch.price >= level : touch.price <= level).toBe(true)
        expect(touch.price >= prices.low && touch.price <= prices.high).toBe(true)
      }),
    )
  })
})

describe('the exits of what was bought', () => {
  const exits = { stop: 90, targets: [110, 120] }

  test.each([
    ['neither', bar(100, 109, 91, 100), undefined],
    ['the stop', bar(100, 105, 90, 91), { leg: 'stop', price: 90, at: 'level', ambiguous: false }],
    ['a gap below the stop', bar(80, 85, 75, 82), { leg: 'stop', price: 80, at: 'open', ambiguous: false }],
    ['the target', bar(100, 111, 95, 108), { leg: 'target', price: 110, at: 'level', ambiguous: false }],
    ['a gap above the target', bar(115, 118, 85, 90), { leg: 'target', price: 115, at: 'open', ambiguous: false }],
    ['both, so the stop', bar(100, 115, 85, 90), { leg: 'stop', price: 90, at: 'level', ambiguous: true }],
    ['a gap below the stop, and later the target', bar(85, 115, 84, 90), { leg: 'stop', price: 85, at: 'open', ambiguous: false }],
  ] as const)('%s', (_what, prices, expected) => {
    expect(exitInBar(exits, prices)).toEqual(expected)
  })

  test('of a bar that it was bought in: the stop at its level, and no target', () => {
    expect(exitInBar(exits, bar(100, 130, 95, 100), true)).toBeUndefined()
    expect(exitInBar(exits, bar(85, 130, 84, 100), true)).toMatchObject({ leg: 'stop', price: 90, ambiguous: false })
  })

  test('a stop that was touched is never passed over for a target that the market reached later', () => {
    fc.assert(
      fc.property(price, price, anyBar, (stop, target, prices) => {
        fc.pre(stop < target)
        const hit = exitInBar({ stop, targets: [target] }, prices)
        if (hit?.leg === 'target' && prices.low <= stop) expect(prices.open).toBeGreaterThan(target)
        if (prices.low <= stop) expect(hit).toBeDefined()
      }),
    )
  })
})

test('of two legs the one at the open came first, else the dearer one', () => {
  const level = { touch: { price: 1, at: 'level' as const } }
  const open = { touch: { price: 1, at: 'open' as const }, triggered: false }
  const stop = { ...level, triggered: true }
  const limit = { ...level, triggered: false }
  expect(firstLeg([limit, stop])).toBe(stop)
  expect(firstLeg([stop, open])).toBe(open)
  expect(firstLeg([limit])).toBe(limit)
  expect(firstLeg([])).toBeUndefined()
})
