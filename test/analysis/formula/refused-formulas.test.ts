import { describe, expect, it } from 'vitest'
import { readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { Refusal } from '../../../src/basics/refusal.ts'

function refusalOf(typed: string): { message: string; hint: string | undefined } {
  try {
    readFormula(typed)
  } catch (error) {
    if (error instanceof Refusal) return { message: error.message, hint: error.hint }
    throw error
  }
  throw new Error(`${typed} was read`)
}

const REFUSED: readonly (readonly [typed: string, message: string])[] = [
  // Something is missing.
  ['', 'I expected a number or a name at the end. Here: ▸'],
  ['# nothing', 'I expected a number or a name at the end. Here: ▸# nothing'],
  ['rsi(14) <', 'I expected a number or a name after "<" at the end. Here: rsi(14) <▸'],
  ['rsi(14) < and close > 5', 'I expected a number or a name after "<" at letter 11. Here: rsi(14) < ▸and close > 5'],
  ['rsi(14) < 30 and', 'I expected a number or a name after "and" at the end. Here: rsi(14) < 30 and▸'],
  ['not', 'I expected a number or a name after "not" at the end. Here: not▸'],
  ['(close > 5', 'I expected ")" after "5" at the end. Here: (close > 5▸'],
  ['close[1 > 5', 'I expected "]" after "1" at letter 9. Here: close[1 ▸> 5'],
  ['sma(close, 20 > 5', 'I expected "," or ")" after "5" at the end. Here: sma(close, 20 > 5▸'],
  ['sma(, 20)', 'I expected a number or a name after "(" at letter 5. Here: sma(▸, 20)'],
  ['close @', 'after "@" at the end. Here: close @▸'],
  ['close > open for', 'I expected a number of bars from 1 to 5000 after "for" at the end. Here: close > open for▸'],
  ['rsi is 30', 'I expected "above" or "below" after "is" at letter 8. Here: rsi is ▸30'],
  ['()', 'I expected a number or a name after "(" at letter 2. Here: (▸)'],
  // Something is too much.
  ['close > 5)', 'I expected no ")", since no bracket is open, after "5" at letter 10. Here: close > 5▸)'],
  ['close > 60,000', 'I expected no comma; it parts only what a function takes, after "60" at letter 11. Here: close > 60▸,000'],
  ['close% > 5', 'I expected no % here; it stands behind numbers, after "close" at letter 6. Here: close▸% > 5'],
  ['rsi 14 < 30', 'I expected a bracket after "rsi" at letter 5. Here: rsi ▸14 < 30'],
  [
    'rsi(14) < 30 und close > 5',
    'I expected and, or, a comparison or a sign such as + after "30" at letter 14. Here: rsi(14) < 30 ▸und close > 5',
  ],
  ['close(5) > 1', 'I expected ")", since close takes nothing, after "(" at letter 7. Here: close(▸5) > 1'],
  ['close > 5 close', 'I expected and, or, a comparison or a sign such as + after "5" at letter 11. Here: close > 5 ▸close'],
  ['close === 5', 'I expected a number or a name after "==" at letter 9. Here: close ==▸= 5'],
  // What cannot be read.
  ['close > "5"', 'I cannot read """ at letter 9. Here: close > ▸"5"'],
  ['close > 💰', 'I cannot read "💰" at letter 9. Here: close > ▸💰'],
  ['close \u0000', 'I cannot read "?" at letter 7. Here: close ▸'],
  ['close > 1.5.2', 'I cannot read "1.5.2" as a number at letter 9. Here: close > ▸1.5.2'],
  ['close > 1234567890123456', 'A number has at most 15 digits before the point and 18 after it. Here: close > ▸1234567890123456'],
  ['close > 900000000b', 'A number has at most 15 digits before the point and 18 after it. Here: close > ▸900000000b'],
  ['max(close, 1234567890123456)', 'A number has at most 15 digits before the point and 18 after it. Here: max(close, ▸1234567890123456)'],
  // Names.
  ['rsl(14) < 30', 'rsl is unknown: did you mean rsi? Here: ▸rsl(14) < 30'],
  ['rsl < 30', 'rsl is unknown: did you mean rsi? Here: ▸rsl < 30'],
  ['ta.rsl < 30', 'ta.rsl is unknown: did you mean rsi? Here: ▸ta.rsl < 30'],
  ['macd_histt > 0', 'macd_histt is unknown: did you mean macd_hist? Here: ▸macd_histt > 0'],
  ['emaa(20) > 1', 'emaa is unknown: did you mean ema? Here: ▸emaa(20) > 1'],
  ['rsi14(7) > 1', 'rsi14 is unknown: did you mean rsi? Here: ▸rsi14(7) > 1'],
  ['qqqqqqqq(3) > 1', 'I know nothing named qqqqqqqq. Here: ▸qqqqqqqq(3) > 1'],
  ['__proto__ > 1', 'I know nothing named __proto__. Here: ▸__proto__ > 1'],
  ['constructor() > 1', 'constructor. Here: ▸constructor() > 1'],
  ['bb > 3', 'bb has three lines: bb_upper, bb_middle, bb_lower. Here: ▸bb > 3'],
  ['close > bollinger(20, 2)', 'bollinger has three lines: bb_upper, bb_middle, bb_lower. Here: close > ▸bollinger(20, 2)'],
  ['stoch < 20', 'stoch has two lines: stoch_k, stoch_d. Here: ▸stoch < 20'],
  ['kc > 1', 'kc has three lines: kc_upper, kc_middle, kc_lower. Here: ▸kc > 1'],
  // What functions take.
  ['rsi(0) < 30', 'rsi wants a whole number from 2 to 500 for its period. Here: rsi(▸0) < 30'],
  ['sma(2.5) > 1', 'sma wants a whole number from 2 to 500 for its period. Here: sma(▸2.5) > 1'],
  ['sma(-5) > 1', 'sma wants a whole number from 2 to 500 for its period. Here: sma(▸-5) > 1'],
  ['sma(1h) > 1', 'sma wants a whole number from 2 to 500 for its period. Here: sma(▸1h) > 1'],
  ['sma(close, open) > 1', 'sma wants a whole number from 2 to 500 for its period. Here: sma(close, ▸open) > 1'],
  ['sma(2 * 10) > 1', 'sma wants numbers, such as close, for its source. Here: sma(▸2 * 10) > 1'],
  ['sma(5, 20) > 1', 'sma wants numbers, such as close, for its source. Here: sma(▸5, 20) > 1'],
  ['bb_upper(20, 1e3) > 1', 'bb_upper wants a number from 0.1 to 20 for its'],
  ['rsi1 < 30', 'rsi wants a whole number from 2 to 500 for its period. Here: ▸rsi1 < 30'],
  ['sma(close, 20, 3) > 1', 'sma takes at most 2 arguments (source, period), not 3. Here: ▸sma(close, 20, 3) > 1'],
  ['obv(3) > 1', 'obv takes nothing in its brackets, not 1. Here: ▸obv(3) > 1'],
  ['change(1mo) > 5%', 'change wants a number of bars from 1 to 5000, or a time such as 4h, for its window. Here: change(▸1mo) > 5%'],
  ['change(0) > 5%', 'change wants a number of bars from 1 to 5000, or a time such as 4h, for its window. Here: change(▸0) > 5%'],
  ['change(-4h) > 5%', '4h is a length of time; those stand after @ and where a function counts bars or time. Here: change(-▸4h) > 5%'],
  ['max(close) > 1', 'max wants numbers, such as close, for its b. Here: ▸max(close) > 1'],
  ['barssince() > 1', 'barssince wants a condition, such as close > open, for its condition. Here: ▸barssince() > 1'],
  ['barssince(close) > 1', 'close is a number; compare it, for example close > sma(20). Here: barssince(▸close) > 1'],
  ['barssince(5) > 1', 'barssince wants a condition, such as close > open, for its condition. Here: barssince(▸5) > 1'],
  ['sma(close > open, 20) > 1', 'close > open is a yes or no, where a number is needed. Here: sma(▸close > open, 20) > 1'],
  ['sentiment(5) > 1', 'I expected a coin after "(" at letter 11. Here: sentiment(▸5) > 1'],
  ['sentiment(btc, eth) > 1', 'sentiment takes one argument (asset), not 2. Here: ▸sentiment(btc, eth) > 1'],
  // Numbers and conditions.
  ['rsi(14) and close > 5', 'rsi(14) is a number; compare it, for example rsi(14) < 30. Here: ▸rsi(14) and close > 5'],
  ['close > 5 or 1', '1 is a number; compare it, for example 1 > 0.05. Here: close > 5 or ▸1'],
  ['not close', 'close is a number; compare it, for example close > sma(20). Here: not ▸close'],
  ['volume for 2 bars', 'volume is a number; compare it, for example volume > sma(volume,20). Here: ▸volume for 2 bars'],
  ['(close > open) > 1', 'close > open is a yes or no, where a number is needed. Here: ▸(close > open) > 1'],
  ['1 + (close > open)', 'close > open is a yes or no, where a number is needed. Here: 1 + ▸(close > open)'],
  ['-(close > open)', 'close > open is a yes or no, where a number is needed. Here: -▸(close > open)'],
  ['2 ^ rising(close)', 'rising(3) is a yes or no, where a number is needed. Here: 2 ^ ▸rising(close)'],
  ['20 < rsi > 10', 'I compare two things at a time, or three in a row such as 20 < rsi < 30. Here: 20 < rsi ▸> 10'],
  ['close == open == low', 'I compare two things at a time, or three in a row such as 20 < rsi < 30. Here: close == open ▸== low'],
  ['change(1h) > 5', 'A change is a share of the price, so 5 would be 500 %. Write 5%. Here: change(1h) > ▸5'],
  ['-3 >= change(4h)[1] @4h', 'A change is a share of the price, so -3 would be -300 %. Write -3%. Here: -3 >= ▸change(4h)[1] @4h'],
  ['abs(change(1d)) > 10', 'A change is a share of the price, so 10 would be 1000 %. Write 10%. Here: abs(change(1d)) > ▸10'],
  // Times.
  ['1h > 5', '1h is a length of time; those stand after @ and where a function counts bars or time. Here: ▸1h > 5'],
  ['close @5h > 1', 'I expected a timeframe, one of 1m 3m 5m 15m 30m 1h 2h 4h 6h 12h 1d 3d 1w 1M, after "@" at letter 8.'],
  ['close @4h @1d > 1', 'There is one timeframe in another here. Here: close @4h @▸1d > 1'],
  ['sma(close @4h, 20) @1d > 1', 'There is one timeframe in another here. Here: sma(close @4h, 20) @▸1d > 1'],
  ['close[-1] > 1', 'I expected how many bars ago, from 0 to 5000, after "[" at letter 7. Here: close[▸-1] > 1'],
  ['close[5001] > 1', 'I expected how many bars ago, from 0 to 5000, after "[" at letter 7. Here: close[▸5001] > 1'],
  ['close > open for 2h', 'I expected a number of bars from 1 to 5000 after "for" at letter 18. Here: close > open for ▸2h'],
  ['close > open for 2.5 bars', 'I expected a number of bars from 1 to 5000 after "for" at letter 18. Here: close > open for ▸2.5 bars'],
  // Scopes.
  ['any(top50) rsi < 30', 'I expected ":" and what to look for after ")" at letter 12. Here: any(top50) ▸rsi < 30'],
  ['any(top0): rsi < 30', 'I look over the top 1 to 500 markets. Here: any(▸top0): rsi < 30'],
  ['any(top): rsi < 30', 'I look over the top 1 to 500 markets. Here: any(▸top): rsi < 30'],
  ['any(): rsi < 30', 'I expected top50, all, watchlist or markets after "(" at letter 5. Here: any(▸): rsi < 30'],
  ['any(btc eth): rsi < 30', 'I expected "," or ")" after "btc" at letter 9. Here: any(btc ▸eth): rsi < 30'],
  ['any(all): rsi', 'rsi(14) is a number; compare it, for example rsi(14) < 30. Here: any(all): ▸rsi'],
  ['close > any(all): 5', 'any(…) stands at the beginning. Here: close > ▸any(all): 5'],
]

describe('readFormula', () => {
  it.each(REFUSED)('refuses %s', (typed, message) => {
    const refusal = refusalOf(typed)
    expect(refusal.message).toContain(message)
    expect(refusal.hint).toMatch(/[a-z]/)
  })

  it.each([
    ['rsi(0) < 30', 'For example: rsi(14)'],
    ['max(close) > 1', 'For example: max(close,open)'],
    ['valuewhen(close > open) > 1', 'For example: valuewhen(close > open,close)'],
    ['rsl < 30', 'If it is a coin, write $rsl or rsl/usdt.'],
    ['rsl(14) < 30', 'For example: rsi(14) < 30 and close > ema(200)'],
    ['bb > 3', 'Choose one, for example: bb_upper(20,2)'],
    ['close > 60,000', 'Thousands have none: 60000 or 60k'],
    ['change(1h) > 5', 'For example: change(1h) > 5%'],
    ['rsi(14) < 30 und close > 5', 'Did you mean "and"?'],
    ['rsi 14 < 30', 'Numbers of an indicator stand in brackets: rsi(14)'],
  ])('says how to mend %s', (typed, hint) => {
    expect(refusalOf(typed).hint).toBe(hint)
  })

  it('quotes only the neighbourhood of a mistake in a long formula', () => {
    const long = `${'close > open and '.repeat(9)}clsoe > open${' and close > open'.repeat(9)}`
    expect(refusalOf(long).message).toBe('clsoe is unknown: did you mean close? Here: …en and close > open and ▸clsoe > open and close >…')
  })
})

describe('the limits of a formula', () => {
  it('are its letters', () => {
    expect(refusalOf('close'.padEnd(1001)).message).toBe('A formula has at most 1000 letters, this one 1001.')
    expect(readFormula('close'.padEnd(1000)).text).toBe('close')
  })

  it('are its words', () => {
    expect(readFormula(`1${'+1'.repeat(149)}`).yields).toBe('number')
    expect(refusalOf(`1${'+1'.repeat(150)}`).message).toBe('A formula has at most 300 words, numbers and signs.')
  })

  it('are those of its canonical form too', () => {
    expect(refusalOf(`rsi${'+rsi'.repeat(70)}`).message).toBe('A formula has at most 300 words, numbers and signs.')
    expect(refusalOf(`ultosc${'+ultosc'.repeat(60)}`).message).toMatch(/^A formula has at most/)
  })

  it('are what stands inside one another', () => {
    const nested = (count: number) => `${'('.repeat(count)}close${')'.repeat(count)}`
    expect(readFormula(nested(39)).text).toBe('close')
    expect(refusalOf(nested(40)).message).toContain('A formula has at most 40 brackets and signs inside one another.')
    for (const start of ['-', 'not ', '2^', 'abs(', '!']) expect(refusalOf(start.repeat(100)).message).toContain('at most 40 brackets')
  })

  it('are the other markets and timeframes it looks at', () => {
    const coins = ['btc', 'eth', 'sol', 'xrp', 'doge', 'ltc', 'bnb']
    expect(readFormula(`${coins.join('+')}+close @4h + close @4h`).yields).toBe('number')
    expect(refusalOf(`${coins.join('+')}+btc @1h+close @4h`).message).toBe(
      'A formula looks at no more than 8 other markets and timeframes, this one at 10.',
    )
  })

  it('are the markets it names', () => {
    const coins = Array.from({ length: 21 }, (_, at) => `coin${at}`)
    expect(readFormula(`any(${coins.slice(1).join(',')}): bos()`).scope).toMatchObject({ kind: 'markets' })
    expect(refusalOf(`any(${coins.join(',')}): bos()`).message).toContain('I look over at most 20 named markets, not 21.')
  })
})
