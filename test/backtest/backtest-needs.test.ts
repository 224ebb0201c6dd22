import { expect, test } from 'vitest'
import { backtestNeeds } from '../../src/backtest/backtest-needs.ts'
import { readTested, type TestedRules } from '../../src/backtest/tested-rules.ts'

const TERMS = { cash: 1000, fee: 0, slippage: 0, minimumCost: 0, growth: 'compound' } as const
const needsOf = (rules: Partial<TestedRules>) =>
  backtestNeeds(readTested({ entry: 'close > open', size: { kind: 'share', share: 1 }, ...rules }, TERMS), '1h')

test('asks for what the formula that looks back farthest needs', () => {
  const [entry, exit, both] = [
    needsOf({ entry: 'sma(50) > 0' }),
    needsOf({ exit: 'sma(90) > 0' }),
    needsOf({ entry: 'sma(50) > 0', exit: 'sma(90) > 0' }),
  ]
  expect(both.history).toBe(Math.max(entry.history, exit.history))
  expect(both.warmUp).toBe(89)
})

test('levels count too, and average true ranges where something is counted in them', () => {
  expect(needsOf({ stop: { kind: 'formula', formula: 'lowest(low, 300)' } }).warmUp).toBe(299)
  expect(needsOf({ stop: { kind: 'share', share: 0.1 } }).history).toBeLessThan(needsOf({ target: { kind: 'ranges', ranges: 2 } }).history)
})

test('other timeframes and markets are asked for once, with the most that is needed', () => {
  const { frames } = needsOf({ entry: 'sma(20) @4h > 0', exit: 'sma(60) @4h > eth' })
  expect(frames.map(({ market, timeframe }) => [market, timeframe])).toEqual([
    [undefined, '4h'],
    ['eth', '1h'],
  ])
  expect(frames[0]?.bars).toBe(needsOf({ exit: 'sma(60) @4h > 0' }).frames[0]?.bars)
})
