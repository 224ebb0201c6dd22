import { describe, expect, it } from 'vitest'
import { tokensOf } from '../../../../src/analysis/formula/reading/formula-token.ts'

const shapes = (text: string) => tokensOf(text).map(({ kind, text: word }) => `${kind} ${word}`.trim())

describe('tokensOf', () => {
  it('parts words, numbers, stretches of time and signs', () => {
    expect(shapes('RSI(14)@4h<=.5%')).toEqual([
      'word RSI',
      'sign (',
      'number 14',
      'sign )',
      'sign @',
      'stretch 4h',
      'sign <=',
      'number .5',
      'sign %',
      'end',
    ])
    expect(shapes('15m 1M 1d12h 1inch kraken:btc $high $5')).toEqual([
      'number 15m',
      'number 1M',
      'stretch 1d12h',
      'word 1inch',
      'word kraken:btc',
      'word $high',
      'number 5',
      'end',
    ])
  })

  it('understands what people paste', () => {
    expect(shapes('≥ ≤ ≠ = <> − × ÷ ** ! && ||')).toEqual([
      ...['sign >=', 'sign <=', 'sign !=', 'sign ==', 'sign !=', 'sign -', 'sign *', 'sign /', 'sign ^'],
      ...['word not', 'word and', 'word or', 'end'],
    ])
  })

  it('leaves comments out, and says where the rest stands', () => {
    const text = 'close # the last one\n\t> 5 # five'
    const places = tokensOf(text).map(({ at, end }) => text.slice(at, end))
    expect(places).toEqual(['close', '>', '5', ''])
    expect(tokensOf(text).at(-1)?.at).toBe(text.indexOf('5') + 1)
  })
})
