import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NUMBER_WORD, printNumber, readNumber } from '../../../../src/analysis/formula/reading/number-literal.ts'

describe('readNumber', () => {
  it.each([
    ['30', 30],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['60k', 60_000],
    ['1.2M', 1_200_000],
    ['3mio', 3_000_000],
    ['2b', 2_000_000_000],
    ['1e3', 1000],
    ['0.000000000000000001', 1e-18],
  ])('reads %s', (word, value) => {
    expect(NUMBER_WORD.test(word)).toBe(true)
    expect(readNumber(word, false)).toBe(value)
  })

  it('moves the point of percents without an error', () => {
    expect(readNumber('5', true)).toBe(0.05)
    expect(readNumber('0.1', true)).toBe(0.001)
    expect(readNumber('110', true)).toBe(1.1)
    expect(readNumber('7.07', true)).toBe(0.0707)
  })

  it.each(['1234567890123456', '1e15', '999999999b', '0.1234567890123456789'])('leaves %s, which has too many digits', (word) => {
    expect(readNumber(word, false)).toBeUndefined()
    expect(readNumber(word, true)).toBeUndefined()
  })

  it.each(['', '.', '1.5.2', '5kk', 'k', '1e', '-5', '0x10', 'Infinity', '5%'])('takes no number from %j', (word) => {
    expect(NUMBER_WORD.test(word)).toBe(false)
  })
})

describe('printNumber', () => {
  it.each([
    [0, '0'],
    [60_000, '60000'],
    [1e-7, '0.0000001'],
    [123.456, '123.456'],
    [-0.02, '-0.02'],
    [999_999_999_999_999, '999999999999999'],
  ])('prints %d in full', (value, text) => {
    expect(printNumber(value)).toBe(text)
  })

  it('prints percents as they were written', () => {
    expect(printNumber(0.05, true)).toBe('5%')
    expect(printNumber(0.0005, true)).toBe('0.05%')
    expect(printNumber(12, true)).toBe('1200%')
    expect(printNumber(0, true)).toBe('0%')
  })

  it('prints the shortest digits that are read as the same number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 9e12, noNaN: true }), fc.boolean(), (value, percent) => {
        const text = printNumber(value, percent)
        expect(readNumber(text.replace('%', ''), percent)).toBe(value)
        expect(text.replace(/\D/g, '').length).toBeLessThanOrEqual(18)
      }),
    )
  })
})
