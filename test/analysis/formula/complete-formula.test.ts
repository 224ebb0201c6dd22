import { describe, expect, it } from 'vitest'
import { completeFormula } from '../../../src/analysis/formula/complete-formula.ts'
import { readCondition } from '../../../src/analysis/formula/read-formula.ts'

describe('completeFormula', () => {
  it.each([
    ['clo', ['close']],
    ['rsi(14) < 30 and vol', ['rsi(14) < 30 and volume']],
    ['close > HIGHE', ['close > highest']],
    ['close > 5 a', expect.arrayContaining(['close > 5 abs', 'close > 5 and'])],
    ['close cross', expect.arrayContaining(['close crossover', 'close crosses above'])],
    ['ta.barss', ['barssince']],
    ['any(top50):chan', ['any(top50):change']],
    ['qqq', []],
    ['rsi(14) < 30 ', []],
    ['rsi(14', []],
    ['close[1', []],
    ['eth/b', []],
    ['rsi @4h', []],
  ])('completes %j', (typed, lines) => {
    expect(completeFormula(typed)).toEqual(lines)
  })

  it('begins with formulas that make sense', () => {
    expect(completeFormula(' ').length).toBeGreaterThan(3)
    for (const line of completeFormula('')) expect(readCondition(line).yields).toBe('truth')
  })
})
