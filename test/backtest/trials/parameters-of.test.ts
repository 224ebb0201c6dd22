import { describe, expect, test } from 'vitest'
import { valuesIn } from '../../../src/backtest/trials/parameter.ts'
import { mostUsed, parametersOf } from '../../../src/backtest/trials/parameters-of.ts'
import { strategyOf } from './some-trials.ts'

const found = (words: Parameters<typeof strategyOf>[0]) => parametersOf(strategyOf(words))
const shown = (words: Parameters<typeof strategyOf>[0]) => found(words).map(({ name, value, places }) => [name, value, places.length])

describe('what can be varied', () => {
  test('periods, levels of oscillators, and levels of the rules', () => {
    const rules = { stop: { kind: 'share', share: 0.03 }, target: { kind: 'risks', risks: 2 }, trail: 0.05 } as const
    expect(shown({ entry: 'rsi(14) < 30', exit: 'rsi(14) > 70', rules })).toEqual([
      ['rsi.period', 14, 2],
      ['rsi.level', 30, 1],
      ['rsi.level2', 70, 1],
      ['stop', 0.03, 1],
      ['target', 2, 1],
      ['trail', 0.05, 1],
    ])
  })

  test('all lines of one indicator change together', () => {
    const macd = 'macd(12,26,9) crosses above macd_signal(12,26,9)'
    expect(shown({ entry: macd })).toEqual([
      ['macd.fast', 12, 2],
      ['macd.slow', 26, 2],
      ['macd.signal', 9, 2],
    ])
    expect(shown({ entry: 'close < bb_lower(20,2)', exit: 'close > bb_middle(20,2)' })).toEqual([
      ['bb.period', 20, 2],
      ['bb.width', 2, 2],
    ])
  })

  test('the same indicator on another timeframe is another one', () => {
    expect(shown({ entry: 'ema(20) > ema(50) and ema(20) @4h > ema(50) @4h' }).map(([name]) => name)).toEqual([
      'ema.period',
      'ema.period2',
      'ema.period3',
      'ema.period4',
    ])
  })

  test('factors, and formulas of stops', () => {
    expect(shown({ entry: 'volume > 2 * sma(volume,20)', stop: 'lowest(low,10)' })).toEqual([
      ['factor', 2, 1],
      ['sma.period', 20, 1],
      ['lowest.window', 10, 1],
    ])
  })

  test('not: signs, prices, what adds up for ever, bars counted back and stretches of time', () => {
    expect(shown({ entry: 'macd(12,26,9) > 0 and close > 60000 and obv() > 100 and close > close[3]' }).map(([name]) => name)).toEqual([
      'macd.fast',
      'macd.slow',
      'macd.signal',
    ])
    expect(shown({ entry: 'highest(high,60000) < 5 or bos() != 0'.replace('60000', '600') })).toEqual([['highest.window', 600, 1]])
    expect(shown({ entry: 'change(2h) > 3% and close > open for 3 bars' })).toEqual([['change.level', 0.03, 1]])
  })
})

describe('ranges', () => {
  const rangeOf = (name: string, words: Parameters<typeof strategyOf>[0]) => found(words).find((each) => each.name === name)?.range

  test('a period goes from half to twice, one by one, and stays where its function lets it', () => {
    expect(rangeOf('rsi.period', { entry: 'rsi(14) < 30' })).toEqual({ least: 7, most: 28, step: 1 })
    expect(rangeOf('rsi.period', { entry: 'rsi(2) < 30' })).toEqual({ least: 2, most: 4, step: 1 })
    expect(rangeOf('rsi.period', { entry: 'rsi(400) < 30' })).toEqual({ least: 200, most: 500, step: 1 })
  })

  test('levels stay on their side of the middle, whatever their sign', () => {
    expect(rangeOf('rsi.level', { entry: 'rsi(14) < 30' })).toEqual({ least: 20, most: 40, step: 2 })
    expect(rangeOf('rsi.level', { entry: '70 < rsi(14)' })).toEqual({ least: 60, most: 80, step: 2 })
    expect(rangeOf('cci.level', { entry: 'cci(20) crosses above -100' })).toEqual({ least: 50, most: 150, step: 10 })
  })

  test('shares and factors go in round steps', () => {
    expect(valuesIn({ least: 0.02, most: 0.05, step: 0.01 })).toEqual([0.02, 0.03, 0.04, 0.05])
    expect(rangeOf('factor', { entry: 'volume > 2 * sma(volume,20)' })).toEqual({ least: 1, most: 4, step: 0.2 })
    expect(rangeOf('stop', { entry: 'close > open', rules: { stop: { kind: 'share', share: 0.04 } } })).toEqual({
      least: 0.02,
      most: 0.08,
      step: 0.005,
    })
    expect(rangeOf('stop', { entry: 'close > open', rules: { stop: { kind: 'share', share: 0.6 } } })?.most).toBe(0.95)
  })
})

test('where nobody chose, those in most places are varied, in the order in which they are read', () => {
  const entry = 'rsi(7) < 30 and ema(20) > ema(50) and close > ema(20)'
  const exit = 'ema(20) < ema(50) or rsi(9) > 60'
  expect(mostUsed(found({ entry, exit })).map(({ name, value }) => [name, value])).toEqual([
    ['rsi.period', 7],
    ['rsi.level', 30],
    ['ema.period', 20],
    ['ema.period2', 50],
  ])
})
