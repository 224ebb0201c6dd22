import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeFormula } from '../../../src/analysis/formula/complete-formula.ts'
import { FORMULA_NAMES } from '../../../src/analysis/formula/formula-functions.ts'
import { readCondition, readFormula } from '../../../src/analysis/formula/read-formula.ts'
import { Refusal } from '../../../src/basics/refusal.ts'

const GOOD = [
  'rsi(14) < 30 and close > ema(200)',
  'close crosses above highest(high, 20)[1]',
  'any(top50): change(15m) > 5%',
  'not (20 < rsi @4h < 30) for 3 bars or eth/btc > 0.05',
  'barssince(cdl_doji()) < 5 and sentiment(btc) > 60 # talk',
  '-close ^ 2 / (kraken:btc/usd + $high) != 60k',
]
const PIECES = [
  ...FORMULA_NAMES,
  ...['and', 'or', 'not', 'for', 'bars', 'crosses', 'above', 'is', 'on', 'any', 'top50', 'all', 'watchlist', 'bb', 'stoch', 'und', 'ta.'],
  ...['btc', 'eth/btc', 'usdt', '$high', 'kraken:btc', '1inch', '__proto__', 'constructor', 'toString', '𝒳', 'é', '\u0000'],
  ...['14', '0', '5%', '60k', '1e99', '1.5.2', '15m', '4h', '1M', '1d12h', '99999999999999999999', '.', '.5'],
  ...['(', ')', '[', ']', ',', ':', '@', '+', '-', '*', '/', '^', '%', '<', '<=', '==', '!=', '!', '&&', '||', '≥', '−', '#', '\n', ' '],
]

/** Bytes, words of the language in any order, and good formulas with something cut out and put in. */
function anyText(): fc.Arbitrary<string> {
  const words = fc
    .tuple(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), fc.constantFrom('', ' '))
    .map(([parts, between]) => parts.join(between))
  const mutated = fc
    .tuple(fc.constantFrom(...GOOD), fc.nat(60), fc.nat(8), fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })))
    .map(([text, from, count, put]) => text.slice(0, from) + put + text.slice(from + count))
  return fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 100 }), words, mutated)
}

describe('readFormula', () => {
  it('reads or kindly refuses whatever is typed, and reads again what it printed', () => {
    fc.assert(
      fc.property(anyText(), fc.constantFrom(readFormula, readCondition), (text, read) => {
        try {
          const formula = read(text)
          expect(readFormula(formula.text)).toEqual(formula)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          if (!(error instanceof Refusal)) return
          expect(error.message.length).toBeLessThan(400)
          expect(error.hint).toMatch(/[a-z]/)
          expect(error.message).not.toMatch(/\p{Cc}|undefined|NaN|\[object/u)
        }
      }),
    )
  })

  it.each([
    '(',
    ')',
    '-',
    'not ',
    '[',
    '# ',
    ' ',
    '\n',
    '1',
    'a',
    '_',
    '.',
    '2^',
    'close[1]',
    'close @',
    'a:',
    '$',
    '1<',
    'abs(',
    ',',
    'a/',
    '!',
  ])('reads or refuses a thousand times %j', (piece) => {
    for (const text of [piece.repeat(1000), piece.repeat(1000).slice(0, 1000), `close > 5 ${piece.repeat(1000)}`.slice(0, 1000)]) {
      try {
        expect(readFormula(text).text).not.toBe('')
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }
  })
})

describe('completeFormula', () => {
  it('gives whole lines that go on as they began', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const lines = completeFormula(text)
        expect(lines.length).toBeLessThanOrEqual(25)
        for (const line of lines)
          expect(text.trim() === '' || line.toLowerCase().startsWith(text.replace(/\w+(\.\w*)?$/, '').toLowerCase())).toBe(true)
      }),
    )
  })
})
