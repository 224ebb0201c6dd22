import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { type MarketFill, taxLots } from '../../../src/trading/portfolio/tax-lots.ts'
import { sumOf } from '../../../src/trading/portfolio/valuation.ts'

let made = 0
const fill = (side: 'buy' | 'sell', quantity: string, price: string, about: Partial<MarketFill> = {}): MarketFill => {
  const at = ++made
  const ids = { id: `f${at}`, orderId: `o${at}`, tradeId: `t${at}` }
  const pair = { base: 'BTC', quote: 'USDT', feeAsset: 'USDT' }
  return { ...ids, ...pair, side, quantity: decimal(quantity), price: decimal(price), fee: decimal('0'), maker: false, at, ...about }
}

test('sells what was bought first', () => {
  const { sold, open } = taxLots([fill('buy', '1', '100'), fill('buy', '1', '200'), fill('sell', '1.5', '300')])
  expect(sold.map(({ quantity, cost, proceeds, gain }) => [quantity, cost, proceeds, gain].map(String))).toEqual([
    ['1', '100', '300', '200'],
    ['0.5', '100', '150', '50'],
  ])
  expect(open.map(({ quantity, cost }) => [quantity, cost].map(String))).toEqual([['0.5', '100']])
})

test('fees make a purchase dearer and a sale less, in whichever currency they are', () => {
  const inQuote = taxLots([fill('buy', '1', '100', { fee: decimal('1') }), fill('sell', '1', '110', { fee: decimal('2') })])
  expect(String(inQuote.sold[0]?.gain)).toBe('7')
  const inBase = taxLots([fill('buy', '1', '100', { fee: decimal('0.1'), feeAsset: 'BTC' }), fill('sell', '0.9', '200')])
  expect([inBase.sold[0]?.gain, inBase.open.length].map(String)).toEqual(['80', '0'])
})

test('what happened at one moment was bought before it was sold', () => {
  const { sold, open } = taxLots([fill('sell', '1', '110', { at: 5 }), fill('buy', '1', '100', { at: 5 })])
  expect([sold.length, open.length]).toEqual([1, 0])
})

test('pairs do not mix, and what was never bought is left out', () => {
  const other = { base: 'ETH', quote: 'USDT' }
  const { sold, open } = taxLots([fill('buy', '1', '100'), fill('sell', '1', '50', other)])
  expect([sold.length, open.length]).toEqual([0, 1])
})

test('nothing is lost: pieces add up to what was bought and sold', () => {
  const trade = fc.record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    quantity: fc.integer({ min: 1, max: 50 }),
    price: fc.integer({ min: 1, max: 900 }),
  })
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 30 }), (trades) => {
      let held = 0
      const possible = trades.filter(({ side, quantity }) => {
        if (side === 'sell' && quantity > held) return false
        held += side === 'buy' ? quantity : -quantity
        return true
      })
      const fills = possible.map(({ side, quantity, price }) => fill(side, String(quantity), String(price)))
      const { sold, open } = taxLots(fills)
      const cash = sumOf(fills.map(({ side, price, quantity }) => price.times(quantity).times(side === 'buy' ? -1 : 1)))
      const told = sumOf([...sold.map(({ gain }) => gain), ...open.map(({ cost }) => cost.negated())])
      expect(told.minus(cash).abs().toNumber()).toBeLessThan(1e-30)
      expect(sumOf(open.map(({ quantity }) => quantity)).toNumber()).toBeCloseTo(held, 20)
    }),
  )
})
