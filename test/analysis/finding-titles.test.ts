import { expect, it } from 'vitest'
import { CANDLESTICKS } from '../../src/analysis/candlesticks/candlestick-list.ts'
import { STRUCTURES } from '../../src/analysis/finding.ts'
import { findingMeaning, findingTitle } from '../../src/analysis/finding-titles.ts'

it('says the direction where it does not go without saying', () => {
  expect(findingTitle({ kind: 'cdl_engulfing', direction: 'down' })).toBe('Bearish engulfing')
  expect(findingTitle({ kind: 'fvg', direction: 'up' })).toBe('Fair value gap up')
  expect(findingTitle({ kind: 'order-block', direction: 'up' })).toBe('Bullish order block')
  expect(findingTitle({ kind: 'cdl_doji', direction: 'none' })).toBe('Doji')
  expect(findingTitle({ kind: 'support', direction: 'up' })).toBe('Support')
})

it('has a title of its own and one sentence for every kind', () => {
  const kinds = [...CANDLESTICKS, ...STRUCTURES]
  expect(new Set(kinds.map((kind) => findingTitle({ kind, direction: 'up' }))).size).toBe(kinds.length)
  for (const kind of kinds) {
    expect(findingTitle({ kind, direction: 'up' })).toMatch(/^[A-Z]/)
    expect(findingMeaning(kind)).toMatch(/^[A-Z][^.]+\.$/)
  }
})
