import { expect, test } from 'vitest'
import { Refusal } from '../../../src/basics/refusal.ts'
import { leftForLater, leftOut } from '../../../src/commands/analysis/left-out.ts'

test('markets that refuse are noted, failures of our own are thrown', () => {
  const symbols: string[] = []
  const note = leftOut(symbols)
  note(new Refusal('unavailable', 'Nobody answers.'), { symbol: 'BTC/USDT' })
  expect(symbols).toEqual(['BTC/USDT'])
  expect(() => note(new Error('a bug'), { symbol: 'ETH/USDT' })).toThrow('a bug')
})

test('what was left for later is said, and nothing where nothing was', () => {
  expect(leftForLater(0, 250)).toEqual([])
  expect(leftForLater(38, 250)).toMatchObject([{ kind: 'text', text: '38 of 250 fields are not looked at yet; ask again in a minute.' }])
})
