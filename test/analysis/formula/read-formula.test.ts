import { describe, expect, it } from 'vitest'
import { isPercent } from '../../../src/analysis/formula/formula-function.ts'
import { FORMULA_FUNCTIONS } from '../../../src/analysis/formula/formula-functions.ts'
import { readCondition, readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { printNumber } from '../../../src/analysis/formula/reading/number-literal.ts'

/** What was typed, and the canonical form. */
const CONDITIONS: readonly (readonly [typed: string, canonical: string])[] = [
  // As the language is described.
  ['rsi(14) < 30 and close > ema(200)', 'rsi(14) < 30 and close > ema(200)'],
  ['close crosses above highest(high, 20)[1]', 'close crosses above highest(high,20)[1]'],
  ['change(1h) > 5%                          # move over a time window', 'change(1h) > 5%'],
  ['ema(9) crosses above ema(21) for 2 bars', 'ema(9) crosses above ema(21) for 2 bars'],
  ['rsi(14) @4h < 35 and macd_hist() > 0     # closed candles only', 'rsi(14) @4h < 35 and macd_hist(12,26,9) > 0'],
  ['eth/btc > 0.05', 'eth/btc > 0.05'],
  ['fvg_bull() and sentiment(btc) > 60', 'fvg_bull() != 0 and sentiment(btc) > 60'],
  ['volume > 3 * sma(volume, 20)', 'volume > 3 * sma(volume,20)'],
  ['any(top50): change(15m) > 5%', 'any(top50): change(15m) > 5%'],
  // What may be left out, and other names.
  ['rsi < 30', 'rsi(14) < 30'],
  ['rsi() < 30', 'rsi(14) < 30'],
  ['RSI14<30', 'rsi(14) < 30'],
  ['ta.rsi(14) < 30', 'rsi(14) < 30'],
  ['rsi(close, 14) < 30', 'rsi(14) < 30'],
  ['rsi(volume) < 30', 'rsi(volume,14) < 30'],
  ['sma(rsi(7), 3) > 50', 'sma(rsi(7),3) > 50'],
  ['ema20 > ema50', 'ema(20) > ema(50)'],
  ['macd > macd_signal', 'macd(12,26,9) > macd_signal(12,26,9)'],
  ['macd(8) > 0', 'macd(8,26,9) > 0'],
  ['psar < price', 'sar(0.02,0.2) < close'],
  ['typical > close()', 'hlc3 > close'],
  ['atr > 2% * close', 'atr(14) > 2% * close'],
  // Logic.
  ['not rsi < 30', 'not rsi(14) < 30'],
  ['not not rsi < 30', 'not not rsi(14) < 30'],
  ['(rsi < 30) and ((close > open))', 'rsi(14) < 30 and close > open'],
  ['rsi < 30 or rsi > 70 and close > open', 'rsi(14) < 30 or rsi(14) > 70 and close > open'],
  ['(rsi < 30 or rsi > 70) and close > open', '(rsi(14) < 30 or rsi(14) > 70) and close > open'],
  ['close > 1 and (open > 1 and high > 1)', 'close > 1 and open > 1 and high > 1'],
  ['not (close > 1 and open > 1)', 'not (close > 1 and open > 1)'],
  ['not close > 1 and open > 1', 'not close > 1 and open > 1'],
  ['close > 1 && open > 1 || !(low > 1)', 'close > 1 and open > 1 or not low > 1'],
  ['close > 1 ∧ open > 1 ∨ ¬ low > 1', 'close > 1 and open > 1 or not low > 1'],
  ['RSI < 30 AND Close > Open', 'rsi(14) < 30 and close > open'],
  ['20 < rsi < 30', '20 < rsi(14) and rsi(14) < 30'],
  ['70 >= rsi > 30 >= close', '70 >= rsi(14) and rsi(14) > 30 and 30 >= close'],
  ['not 20 < rsi < 30', 'not (20 < rsi(14) and rsi(14) < 30)'],
  ['20 < rsi < 30 for 3 bars', '(20 < rsi(14) and rsi(14) < 30) for 3 bars'],
  // Comparisons and crossings, in signs and in words.
  ['close = 5', 'close == 5'],
  ['close <> 5', 'close != 5'],
  ['close ≥ 5 and close ≤ 6 and close ≠ −7', 'close >= 5 and close <= 6 and close != -7'],
  ['close => 5 and close =< 6', 'close >= 5 and close <= 6'],
  ['rsi is below 30', 'rsi(14) < 30'],
  ['rsi above 70', 'rsi(14) > 70'],
  ['rsi is greater than 70', 'rsi(14) > 70'],
  ['cmf equals 0', 'cmf(20) == 0'],
  ['close crosses ema(20)', 'close crosses ema(20)'],
  ['close crossed over ema(20)', 'close crosses above ema(20)'],
  ['close crosses under ema(20)', 'close crosses below ema(20)'],
  ['close crossover ema(20)', 'close crosses above ema(20)'],
  ['close crossunder ema(20)', 'close crosses below ema(20)'],
  ['cross(close, 100)', 'cross(close,100)'],
  // For so many bars, and so many bars ago.
  ['close > open for 1 bars', 'close > open for 1 bar'],
  ['close > open for 3 candles', 'close > open for 3 bars'],
  ['close > open for 3', 'close > open for 3 bars'],
  ['not close > open for 3 bars', 'not close > open for 3 bars'],
  ['(not close > open) for 3 bars', '(not close > open) for 3 bars'],
  ['close > open and low > 1 for 3 bars', 'close > open and low > 1 for 3 bars'],
  ['(close > open for 2 bars) for 3 bars', '(close > open for 2 bars) for 3 bars'],
  ['rising(close, 3) for 2 bars', 'rising(3) for 2 bars'],
  ['close[0] > close[1][2]', 'close > close[1][2]'],
  ['(close > open)[1]', '(close > open)[1]'],
  // Other timeframes and markets.
  ['rsi@4h < 30', 'rsi(14) @4h < 30'],
  ['rsi on daily < 30', 'rsi(14) @1d < 30'],
  ['close @60m > open @1M', 'close @1h > open @1M'],
  ['(close > open) @4h', '(close > open) @4h'],
  ['close[1] @4h > close @4h[1]', 'close[1] @4h > close @4h[1]'],
  ['sma(close @1d, 20) > close', 'sma(close @1d,20) > close'],
  ['BTC > $100', 'btc > 100'],
  ['kraken:btc/usd > 5', 'kraken:btc/usd > 5'],
  ['eth / btc > 0.05', 'eth/btc > 0.05'],
  ['eth/btc[1] @4h > 0.05', 'eth/btc[1] @4h > 0.05'],
  ['1000pepe > 1inch', '1000pepe > 1inch'],
  ['high/usdt > high/eth', 'high/usdt > high / eth'],
  ['$high > $eth', '$high > eth'],
  ['ada > 0.5 and apt > 5', 'ada > 0.5 and apt > 5'],
  // Events and functions that take conditions.
  ['bos', 'bos() != 0'],
  ['bos() > 0 or choch', 'bos() > 0 or choch() != 0'],
  ['not cdl_hammer()', 'not cdl_hammer() != 0'],
  ['cdl_hammer()[1] for 2 bars', 'cdl_hammer()[1] != 0 for 2 bars'],
  ['bos() @4h and close > open', 'bos() @4h != 0 and close > open'],
  ['barssince(cdl_doji) < 5', 'barssince(cdl_doji() != 0) < 5'],
  ['valuewhen(close > open, close) > 5', 'valuewhen(close > open,close) > 5'],
  ['sentiment > 60 and fear_greed < 20', 'sentiment() > 60 and fear_greed() < 20'],
  // Over markets.
  ['ANY(TOP 50): bos()', 'any(top50): bos() != 0'],
  ['any(all): rsi < 30', 'any(all): rsi(14) < 30'],
  ['any(watchlist): rsi < 30', 'any(watchlist): rsi(14) < 30'],
  ['any(btc, ETH/btc, $sol, kraken:btc/usd, btc): rsi < 30', 'any(btc, eth/btc, sol, kraken:btc/usd): rsi(14) < 30'],
  // Lines and comments.
  ['\n rsi < 30 # oversold\r\n  and close > open # up\n', 'rsi(14) < 30 and close > open'],
  ['rsi < 30.', 'rsi(14) < 30'],
]

const NUMBERS: readonly (readonly [typed: string, canonical: string])[] = [
  ['60k', '60000'],
  ['1.2M', '1200000'],
  ['2b', '2000000000'],
  ['1e3', '1000'],
  ['.5', '0.5'],
  ['007.50', '7.5'],
  ['5 %', '5%'],
  ['0.0000001', '0.0000001'],
  ['12.5%', '12.5%'],
  ['15m', '15000000'],
  ['+5', '5'],
  ['--5', '--5'],
  ['close - (open - low)', 'close - (open - low)'],
  ['(close - open) - low', 'close - open - low'],
  ['close * (open + low)', 'close * (open + low)'],
  ['close * (open / low)', 'close * (open / low)'],
  ['-(close + open)', '-(close + open)'],
  ['-close * -open', '-close * -open'],
  ['close × open ÷ low – 1', 'close * open / low - 1'],
  ['-2 ^ 2', '-2 ^ 2'],
  ['(-2) ^ 2', '(-2) ^ 2'],
  ['2 ** (3 ** 2)', '2 ^ 3 ^ 2'],
  ['(2 ^ 3) ^ 2', '(2 ^ 3) ^ 2'],
  ['2 ^ -close', '2 ^ -close'],
  ['2 * close ^ 2', '2 * close ^ 2'],
  ['2/eth/btc', '2 / eth / btc'],
  ['2 / (eth/btc)', '2 / (eth/btc)'],
  ['2 / (eth/btc[1])', '2 / (eth/btc[1])'],
  ['2 * eth / btc', '2 * eth / btc'],
  ['2 * eth/btc', '2 * eth/btc'],
  ['btc/eth/sol', 'btc/eth / sol'],
  ['(btc + eth) / 2', '(btc + eth) / 2'],
  ['max(close, 5%)', 'max(close,5%)'],
  ['min(-1, close)', 'min(-1,close)'],
  ['change(24h)', 'change(24h)'],
  ['change(15M)', 'change(15m)'],
  ['highest(high, 1d12h)', 'highest(high,1d12h)'],
  ['correl(close, btc, 30)', 'correl(close,btc,30)'],
  ['cdl_engulfing', 'cdl_engulfing()'],
]

describe('readFormula', () => {
  it.each(CONDITIONS)('reads %s', (typed, canonical) => {
    const condition = readCondition(typed)
    expect(condition.text).toBe(canonical)
    expect(condition.yields).toBe('truth')
    expect(readFormula(canonical)).toEqual(condition)
  })

  it.each(NUMBERS)('reads the number %s', (typed, canonical) => {
    const formula = readFormula(typed)
    expect(formula.text).toBe(canonical)
    expect(formula.yields).toBe('number')
    expect(readFormula(canonical)).toEqual(formula)
  })

  it('binds what binds tighter first', () => {
    const sum = readFormula('-close ^ 2 * 3 + 1')
    expect(sum.root).toMatchObject({
      operator: '+',
      left: { operator: '*', left: { kind: 'negative', of: { operator: '^' } } },
    })
    expect(readFormula('2 ^ 3 ^ 2').root).toMatchObject({ left: { value: 2 }, right: { operator: '^', left: { value: 3 } } })
    expect(readFormula('not a > b for 2 bars or c > d and e > f').root).toMatchObject({
      operator: 'or',
      left: { kind: 'not', of: { kind: 'for', bars: 2 } },
      right: { operator: 'and' },
    })
  })

  it('fills in what was left out', () => {
    expect(readFormula('macd_hist(volume)').root).toEqual({
      kind: 'call',
      name: 'macd_hist',
      args: [
        { kind: 'node', node: { kind: 'series', series: 'volume' } },
        { kind: 'value', value: 12 },
        { kind: 'value', value: 26 },
        { kind: 'value', value: 9 },
      ],
    })
    expect(readFormula('sentiment(BTC)').root).toEqual({ kind: 'call', name: 'sentiment', args: [{ kind: 'asset', asset: 'btc' }] })
    expect(readFormula('sentiment').root).toEqual({ kind: 'call', name: 'sentiment', args: [] })
  })

  it('keeps stretches of time as they were written', () => {
    expect(readFormula('change(90MIN)').root).toMatchObject({
      args: [{ kind: 'node' }, { kind: 'duration', ms: 5_400_000, words: '90min' }],
    })
  })

  it('leaves an event alone until a yes or no is needed', () => {
    expect(readFormula('cdl_engulfing')).toMatchObject({ text: 'cdl_engulfing()', yields: 'number' })
    expect(readCondition('cdl_engulfing')).toMatchObject({ text: 'cdl_engulfing() != 0', yields: 'truth' })
    expect(readFormula('any(all): cdl_engulfing')).toMatchObject({ text: 'any(all): cdl_engulfing() != 0', yields: 'truth' })
  })

  it('says over which markets it is asked', () => {
    const scopeOf = (scope: string) => readFormula(`any(${scope}): rsi < 30`).scope
    expect(scopeOf('top 10')).toEqual({ kind: 'top', count: 10 })
    expect(scopeOf('all')).toEqual({ kind: 'all' })
    expect(scopeOf('watchlist')).toEqual({ kind: 'watchlist' })
    expect(scopeOf('eth, btc / usdt')).toEqual({ kind: 'markets', names: ['eth', 'btc/usdt'] })
    expect(readFormula('rsi < 30').scope).toBeUndefined()
  })

  it('refuses numbers where a yes or no is needed', () => {
    expect(() => readCondition('rsi')).toThrow('rsi(14) is a number; compare it, for example rsi(14) < 30. Here: ▸rsi')
    expect(() => readFormula('any(all): close')).toThrow('close is a number; compare it, for example close > sma(20).')
  })

  it.each([...FORMULA_FUNCTIONS.values()])('knows $name by its usual form', (definition) => {
    const given = definition.parameters.flatMap((parameter) => {
      if (parameter.kind === 'source') return parameter.optional ? [] : ['open']
      if (parameter.kind === 'condition') return ['close > open']
      return parameter.kind === 'asset' ? ['btc'] : [printNumber(parameter.usual, isPercent(parameter))]
    })
    const { text } = readFormula(`TA.${definition.name.toUpperCase()}(${given.join(' , ')})`)
    expect(text).toBe(`${definition.name}(${given.join(',')})`)
    expect(readFormula(text).text).toBe(text)
  })
})
