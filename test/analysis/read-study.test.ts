import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStudy, STUDY_VOCABULARY, STUDY_WORD } from '../../src/analysis/read-study.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import { walk } from './some-candles.ts'

function refusalOf(word: string): { message: string; hint: string | undefined } {
  try {
    readStudy(word)
  } catch (error) {
    if (error instanceof Refusal) return { message: error.message, hint: error.hint }
    throw error
  }
  throw new Error(`${word} was read`)
}

describe('readStudy', () => {
  it.each([
    ['rsi', 'rsi(14)', 'RSI 14'],
    ['RSI14', 'rsi(14)', 'RSI 14'],
    ['rsi(7)', 'rsi(7)', 'RSI 7'],
    ['ta.rsi(7)', 'rsi(7)', 'RSI 7'],
    ['ema:50', 'ema(50)', 'EMA 50'],
    ['bb( 20, 2.5 )', 'bb(20,2.5)', 'BB 20 2.5'],
    ['BB 20 2', 'bb(20,2)', 'BB 20 2'],
    ['bollinger', 'bb(20,2)', 'BB 20 2'],
    ['macd', 'macd(12,26,9)', 'MACD 12 26 9'],
    ['macd8', 'macd(8,26,9)', 'MACD 8 26 9'],
    ['macd_hist(12,26,9)', 'macd_hist(12,26,9)', 'MACD 12 26 9 histogram'],
    ['bb_upper(20,2)', 'bb_upper(20,2)', 'BB 20 2 upper'],
    ['psar', 'sar(0.02,0.2)', 'SAR 0.02 0.2'],
    ['vwap', 'vwap()', 'VWAP'],
    ['sma(volume,20)', 'sma(volume,20)', 'SMA volume 20'],
    ['ema(close,9)', 'ema(9)', 'EMA 9'],
    ['close', 'close', 'close'],
    ['price', 'close', 'close'],
    ['hl2', 'hl2', 'hl2'],
  ])('reads %s as %s', (word, formula, label) => {
    const request = readStudy(word)
    expect([request.formula, request.label]).toEqual([formula, label])
    expect(readStudy(formula).formula).toBe(formula)
  })

  it.each([
    ['rsl', 'I know no indicator named rsl. Did you mean rsi?', 'For example: rsi, ema(20), bb(20,2), macd'],
    ['qqqqqqqq', 'I know no indicator named qqqqqqqq.', 'For example: rsi, ema(20), bb(20,2), macd'],
    ['rsi(0)', 'RSI wants a whole number from 2 to 500 for its period.', 'For example: rsi(14)'],
    ['ema(2.5)', 'EMA wants a whole number from 2 to 500 for its period.', 'For example: ema(20)'],
    ['bb(20,1e3)', 'BB wants a number from 0.1 to 20 for its width.', 'For example: bb(20,2)'],
    ['rsi(14,2)', 'RSI takes one number, not 2.', 'For example: rsi(14)'],
    ['obv(3)', 'OBV takes no numbers, not 1.', 'For example: obv()'],
    ['atr(volume,3)', 'ATR is not computed of a series that you can choose.', 'For example: atr(14)'],
    ['macd_signal(1)', 'MACD wants a whole number from 2 to 500 for its fast.', 'For example: macd_signal(12,26,9)'],
  ])('says what is wrong with %s', (word, message, hint) => {
    expect(refusalOf(word)).toEqual({ message, hint })
  })

  it('reads or kindly refuses whatever is typed', () => {
    const pieces = fc.constantFrom(
      ...STUDY_VOCABULARY,
      '(',
      ')',
      ',',
      ':',
      '14',
      '0',
      '-1',
      '1e9',
      ' ',
      '__proto__',
      'constructor',
      'ta.',
      '𝒳',
    )
    const typed = fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(typed, (word) => {
        try {
          expect(readStudy(readStudy(word).formula).formula).toBe(readStudy(word).formula)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          expect(String(error).length).toBeLessThan(250)
        }
      }),
    )
  })
})

it.each([
  ['t3', 't3(5,0.7)', 'T3 5 0.7'],
  ['T3:8', 't3(8,0.7)', 'T3 8 0.7'],
  ['pivot_r1', 'pivot_r1(20)', 'Pivot 20 R1'],
  ['pivot_s2(5)', 'pivot_s2(5)', 'Pivot 5 S2'],
  ['pivot5', 'pivot(5)', 'Pivot 5'],
  ['poc(50)', 'poc(50)', 'Volume profile 50 POC'],
])('tells a digit of a name from a number: %s is %s', (word, formula, label) => {
  const request = readStudy(word)
  expect([request.formula, request.label]).toEqual([formula, label])
  expect(readStudy(formula).formula).toBe(formula)
})

describe('what was read', () => {
  it('computes one line of several where only that was asked for', () => {
    const { outputs, pane } = readStudy('bb_lower(5,2)').compute(walk({ seed: 1, count: 30 }))
    expect(outputs.map(({ formula, shape }) => [formula, shape])).toEqual([['bb_lower(5,2)', 'line']])
    expect(pane).toBe('price')
  })

  it('draws what is made of volume in a pane of its own', () => {
    expect([readStudy('sma(volume,20)').pane, readStudy('volume').pane, readStudy('sma').pane]).toEqual(['own', 'own', 'price'])
  })
})

describe('STUDY_WORD', () => {
  it.each(['rsi', 'RSI14', 'ema:20', 'ema20', 'bb(20,2)', 'macd_hist(12,26,9)', 'close', 'hl2', 'ta.atr', 'stochrsi'])(
    'takes %s',
    (word) => {
      expect(STUDY_WORD.test(word)).toBe(true)
    },
  )

  it.each(['btc', '4h', 'log', 'rsix', 'btc/usdt', '14', '', 'em', 'closed'])('leaves %s', (word) => {
    expect(STUDY_WORD.test(word)).toBe(false)
  })
})
