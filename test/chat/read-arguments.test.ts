import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../src/basics/refusal.ts'
import { option, optionsOf } from '../../src/chat/option.ts'
import { type Readable, readArguments, readNamedValues } from '../../src/chat/read-arguments.ts'
import { buy, chart, price } from '../fakes/small-desk.ts'

const readable = (name: string, input: z.ZodObject): Readable => ({ name, options: optionsOf(name, input, []), examples: [`/${name}`] })
const listed = readable('listed', z.strictObject({ markets: option(z.array(z.string()), { about: 'Markets' }) }))
const ranked = readable(
  'ranked',
  z.strictObject({
    which: option(z.enum(['gainers', 'losers']).optional(), { about: 'Which', anywhere: true }),
    count: option(z.int().optional(), { about: 'How many' }),
  }),
)

const refusalOf = (command: Readable, line: string): string => {
  try {
    return JSON.stringify(readArguments(command, line))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${error.message}\n${error.hint}`
  }
}

describe('by position and by name', () => {
  test.each([
    ['BTC', { market: 'BTC' }],
    ['BTC eur', { market: 'BTC', in: 'EUR' }],
    ['in=eur BTC', { market: 'BTC', in: 'EUR' }],
    ['IN:EUR BTC', { market: 'BTC', in: 'EUR' }],
    ['market="B T C"', { market: 'B T C' }],
    ['“B T C”', { market: 'B T C' }],
    ['binance:BTC/USDT', { market: 'binance:BTC/USDT' }],
    ['a=b', { market: 'a=b' }],
    ['', {}],
  ])('%s', (line, input) => expect(readArguments(price, line)).toEqual(input))
})

describe('with words and signs', () => {
  test.each([
    ['BTC $100', { market: 'BTC', amount: '$100' }],
    ['BTC $100 @60k sl 58k', { market: 'BTC', amount: '$100', price: '60k', stop: '58k' }],
    ['sl 58k BTC @ 60k 1', { market: 'BTC', amount: '1', price: '60k', stop: '58k' }],
    ['BTC 1 STOP=58k', { market: 'BTC', amount: '1', stop: '58k' }],
    ['BTC 1 tp 62k:50% 65k:50% sl 58k', { market: 'BTC', amount: '1', targets: ['62k:50%', '65k:50%'], stop: '58k' }],
    ['BTC 1 tp 62k nostop', { market: 'BTC', amount: '1', targets: ['62k'], nostop: true }],
    ['BTC 1 nostop=no', { market: 'BTC', amount: '1', nostop: false }],
    ['"nostop" 1', { market: 'nostop', amount: '1' }],
    ['BTC 1 tp=62k tp=65k', { market: 'BTC', amount: '1', targets: ['62k', '65k'] }],
  ])('%s', (line, input) => expect(readArguments(buy, line)).toEqual(input))
})

test('a list that knows its own by their looks ends where they end', () => {
  const target = z.string().meta({ pattern: '^\\d+k' })
  const input = z.strictObject({
    market: option(z.string(), { about: 'The market' }),
    targets: option(z.array(target), { about: 'Where to take profit', words: ['tp'] }),
  })
  expect(readArguments(readable('exit', input), 'tp 62k:50% 65k btc')).toEqual({ market: 'btc', targets: ['62k:50%', '65k'] })
  expect(readArguments(readable('exit', input), 'tp soon btc')).toEqual({ market: 'btc', targets: ['soon'] })
})

describe('wherever it stands', () => {
  const all = { market: 'btc', timeframe: '4h', indicators: ['rsi', 'macd', 'bb'] }
  test.each([
    ['btc 4h rsi macd bb', all],
    ['rsi 4h macd btc bb', all],
    ['4H rsi macd bb btc', all],
    ['btc 1m', { market: 'btc', timeframe: '1m' }],
    ['btc 1M log', { market: 'btc', timeframe: '1M', log: true }],
    ['btc logarithmic "sma(20)"', { market: 'btc', log: true, indicators: ['sma(20)'] }],
    ['bb', { market: 'bb' }],
    ['4h bb rsi', { market: 'bb', timeframe: '4h', indicators: ['rsi'] }],
    ['bb bb', { market: 'bb', indicators: ['bb'] }],
  ])('%s', (line, input) => expect(readArguments(chart, line)).toEqual(input))
})

test('refuses what nothing takes, and says what was perhaps meant', () => {
  expect(refusalOf(chart, 'btc 4hh')).toMatchInlineSnapshot(`
    "I did not understand "4hh".
    Did you mean 4h?
    Usage: /chart <market> [timeframe] [indicators …] [log]
    For example: /chart btc 4h rsi macd bb"
  `)
  expect(refusalOf(chart, 'btc mcad')).toMatchInlineSnapshot(`
    "I did not understand "mcad".
    Did you mean macd?
    Usage: /chart <market> [timeframe] [indicators …] [log]
    For example: /chart btc 4h rsi macd bb"
  `)
  expect(refusalOf(chart, 'btc 1h 4h')).toMatchInlineSnapshot(`
    "timeframe is said twice.
    Usage: /chart <market> [timeframe] [indicators …] [log]
    For example: /chart btc 4h rsi macd bb"
  `)
  expect(refusalOf(price, 'btc eur please')).toMatchInlineSnapshot(`
    "I did not understand "please".
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(refusalOf(price, 'markte=btc')).toMatchInlineSnapshot(`
    "There is no option "markte".
    Did you mean market?
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(refusalOf(price, 'btc in=eur in=usd')).toMatchInlineSnapshot(`
    "in is said twice.
    Usage: /price <market> [in]
    For example: /price BTC"
  `)
  expect(refusalOf(buy, 'btc 1 sl')).toMatchInlineSnapshot(`
    "Say what "sl" should be. Where to get out
    Usage: /buy <market> <amount> [@price] [sl …] [tp …] [nostop]
    For example: /buy BTC $100 @60k sl 58k tp 62k:50% 65k:50%"
  `)
  expect(refusalOf(buy, 'btc 1 sl tp 62k')).toMatchInlineSnapshot(`
    "Say what "sl" should be. Where to get out
    Usage: /buy <market> <amount> [@price] [sl …] [tp …] [nostop]
    For example: /buy BTC $100 @60k sl 58k tp 62k:50% 65k:50%"
  `)
})

test('shortens a word that is too long to be read again', () => {
  expect(refusalOf(price, `btc eur ${'😀'.repeat(500)}`)).toContain(`I did not understand "${'😀'.repeat(40)}…".`)
})

test('numbers are digits, and nothing else that a float would take', () => {
  const counted: Readable = { name: 'x', examples: ['/x 1'], options: [{ ...optionOf('amount'), kind: 'number' }] }
  expect(readArguments(counted, '-1.5')).toEqual({ amount: -1.5 })
  for (const word of ['0x10', '1e9', '1,5', 'NaN', 'Infinity', '１２', '1_000', '1.', '9'.repeat(400)])
    expect(readArguments(counted, word)).toEqual({ amount: word })
})

test('named values keep what they are, but a list may come as one text', () => {
  expect(readNamedValues(chart.options, { market: 'btc', indicators: 'rsi "sma(20)"', log: true })).toEqual({
    market: 'btc',
    indicators: ['rsi', 'sma(20)'],
    log: true,
  })
  for (const input of [null, 'btc', 7, ['btc']]) expect(readNamedValues(chart.options, input)).toBe(input)
})

test('reads any line, or refuses it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (line) => {
      for (const command of [price, chart, buy]) refusalOf(command, line)
    }),
  )
})

test('reads back what was named, whatever the values and their order', () => {
  const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/["“”„]/.test(text))
  const input = fc.record(
    { market: word, amount: word, price: word, stop: word, targets: fc.array(word, { minLength: 1, maxLength: 3 }), nostop: fc.boolean() },
    { requiredKeys: ['market', 'amount'] },
  )
  fc.assert(
    fc.property(input, fc.infiniteStream(fc.nat()), (values, order) => {
      const parts = Object.entries(values).flatMap(([name, value]) => [value].flat().map((each) => `${name}="${each}"`))
      const line = [...parts].sort(() => ((order.next().value ?? 0) % 3) - 1).join(' ')
      const read = readArguments(buy, line)
      expect(Object.keys(read).toSorted()).toEqual(Object.keys(values).toSorted())
      expect({ ...read, targets: [...((read.targets as string[]) ?? [])].toSorted() }).toEqual({
        ...values,
        targets: [...(values.targets ?? [])].toSorted(),
      })
    }),
  )
})

test.each(['"', 'a', ' ', '@', 'a" ', 'tp ', 'tp a ', 'x='])('4 KB of %j end in a moment', (piece) => {
  expect(refusalOf(buy, piece.repeat(4096 / piece.length))).toBeTypeOf('string')
})

function optionOf(name: string): (typeof buy.options)[number] {
  const option = buy.options.find((each) => each.name === name)
  if (option === undefined) throw new TypeError(`There is no option ${name}`)
  return option
}

test('a list that was named takes what is left over too', () => {
  expect(readArguments(listed, 'markets=btc eth')).toEqual({ markets: ['btc', 'eth'] })
})

test('a word that is no number does not hide what it was meant to be', () => {
  expect(refusalOf(ranked, 'gainer 5')).toContain('Did you mean gainers?')
  expect(readArguments(ranked, '5 gainers')).toEqual({ count: 5, which: 'gainers' })
  expect(readArguments(ranked, 'nonsense')).toEqual({ count: 'nonsense' })
})
