import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Decimal } from '../../../src/basics/money.ts'
import { Refusal } from '../../../src/basics/refusal.ts'
import { optionsOf } from '../../../src/chat/option.ts'
import { readArguments, readNamedValues } from '../../../src/chat/read-arguments.ts'
import { type OrderWords, orderMarket, orderOptions, type SaidOrder } from '../../../src/commands/trading/order-options.ts'
import { readLevel, readPlace, readShare, readSize, readTarget } from '../../../src/commands/trading/order-words.ts'
import { ticketOf, wordsOf } from '../../../src/commands/trading/said-ticket.ts'
import type { Ticket } from '../../../src/trading/trading.ts'

const input = z.strictObject({ market: orderMarket, ...orderOptions })
const buy = { name: 'buy', options: optionsOf('buy', input, []), examples: ['/buy btc $100'] as const }

const saidIn = (line: string): SaidOrder => {
  const { market: _, ...said } = input.parse(readArguments(buy, line))
  return said
}
const ticketIn = (line: string, side: Ticket['side'] = 'buy'): Ticket => ticketOf(saidIn(line), { side, marketId: 'binance:BTC/USDT' })
/** Decimals as text, for comparing. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('amounts', () => {
  test.each([
    ['0.01', { kind: 'base', amount: '0.01' }],
    ['$100', { kind: 'money', amount: '100' }],
    ['100$', { kind: 'money', amount: '100' }],
    ['100usd', { kind: 'money', amount: '100' }],
    ['1.5kUSDT', { kind: 'money', amount: '1500' }],
    ['$1.5k', { kind: 'money', amount: '1500' }],
    ['2M', { kind: 'base', amount: '2000000' }],
    ['10%', { kind: 'share', share: '0.1' }],
    ['0.5%', { kind: 'share', share: '0.005' }],
    ['100%', { kind: 'share', share: '1' }],
    ['max', { kind: 'max' }],
    ['ALL', { kind: 'max' }],
  ])('%s', (word, size) => expect(plain(readSize(word))).toEqual(size))

  test.each([
    ['0%', 'expected more than 0% and at most 100%'],
    ['101%', 'expected more than 0% and at most 100%'],
    ['0', 'expected more than zero such as 0.01, $100, 10% or max'],
    ['1,5', 'is that comma a decimal point? expected plain digits such as 0.01, $100, 10% or max'],
    ['$1,000.50', 'is that comma a decimal point? expected plain digits such as 0.01, $100, 10% or max'],
    ['9999999999999m', 'expected a smaller number such as 0.01, $100, 10% or max'],
  ])('%s is refused: %s', (word, expected) => expect(readSize(word)).toBe(expected))

  const odd = [
    'NaN',
    'Infinity',
    '-1',
    '+1',
    '1e309',
    '1e-19',
    '0x10',
    '１２',
    '1.5.2',
    '1_000',
    '',
    ' ',
    '12abc',
    'null',
    '1.',
    '.5',
    '$',
    '%',
    `1${'0'.repeat(400)}`,
    `0.${'0'.repeat(18)}1`,
  ]
  test.each(odd)('"%s" is none', (word) => {
    expect(typeof readSize(word)).toBe('string')
    expect(typeof readLevel(word)).toBe('string')
    expect(typeof readShare(`${word}%`)).toBe('string')
  })

  test('only plain digits make one, and then the very one that was said', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.stringMatching(/^[\d.,kKmM%$-]{0,12}$/)), (word) => {
        const size = readSize(word)
        if (typeof size === 'string' || size.kind === 'max') return
        const [, digits = '', unit = ''] = /^\$?(\d{1,18}(?:\.\d{1,18})?)([km%]?)\$?$/i.exec(word) ?? []
        const factor = { '': 1, k: 1e3, m: 1e6, '%': 0.01 }[unit.toLowerCase()] ?? 0
        expect(('amount' in size ? size.amount : size.share).eq(new Decimal(digits).times(factor))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('levels, lines and targets', () => {
  test.each([
    ['60k', { price: '60000' }],
    ['$60k', { price: '60000' }],
    ['-2%', { away: '0.02', sign: '-' }],
    ['2.5%', { away: '0.025' }],
  ])('%s', (word, level) => expect(plain(readLevel(word))).toEqual(level))

  test('several prices', () => {
    expect(plain(readPlace('60k..55k:5'))).toEqual({ from: { price: '60000' }, to: { price: '55000' }, count: 5 })
    expect(plain(readPlace('-1%..-5%:3'))).toEqual({ from: { away: '0.01', sign: '-' }, to: { away: '0.05', sign: '-' }, count: 3 })
    expect(readPlace('60k..55k')).toBe('expected two prices and how many, such as 60k..55k:5')
    expect(readPlace('60k..55k:1')).toBe('expected 2 to 25 prices')
    expect(readPlace('60k..x:5')).toBe('expected plain digits such as 60k or 2%')
  })

  test('targets with their shares', () => {
    expect(plain(readTarget('62k:50%'))).toEqual({ level: { price: '62000' }, share: '0.5' })
    expect(plain(readTarget('+4%'))).toEqual({ level: { away: '0.04', sign: '+' } })
    expect(readTarget('62k:0%')).toBe('expected more than 0% and at most 100%, such as 62k:50%')
    expect(readTarget('62k:')).toBe('expected a percentage such as 2%, such as 62k:50%')
  })
})

describe('a line', () => {
  test('in any order comes to one ticket', () => {
    const ticket = {
      side: 'buy',
      marketId: 'binance:BTC/USDT',
      size: { kind: 'money', amount: '100' },
      at: { from: { price: '60000' } },
      stop: { price: '58000' },
      targets: [
        { level: { price: '62000' }, share: '0.5' },
        { level: { price: '65000' }, share: '0.5' },
      ],
      keepMs: 7_200_000,
    }
    for (const line of [
      'btc $100 @60k sl 58k tp 62k:50% 65k:50% for 2h',
      '$100 btc at 60k tp 62k:50% 65k:50% sl 58k for 120m',
      'for 2h tp 62k:50% 65k:50% btc sl=58k $100 limit=60k',
      'tp=62k:50% tp=65k:50% btc $100 @ 60k sl 58k for=2h',
    ])
      expect(plain(ticketIn(line))).toEqual(ticket)
  })

  test.each([
    ['btc risk 1%', { size: { kind: 'risk', share: '0.01' }, targets: [] }],
    ['btc max nostop notarget', { size: { kind: 'max' }, stop: 'none', targets: 'none' }],
    ['btc $500 grid 55k..65k:10', { at: { from: { price: '55000' }, to: { price: '65000' }, count: 10 }, grid: true }],
    ['btc 0.01 @58k stop 70k', { at: { from: { price: '58000' } }, trigger: { price: '70000' } }],
    ['btc 0.01 @-2% post rest 1d12h', { at: { from: { away: '0.02' } }, postOnly: true, restMs: 129_600_000 }],
    ['btc 0.01 trail 3% be 2% tag dip', { trail: '0.03', breakEven: '0.02', tag: 'dip' }],
  ])('%s', (line, ticket) => expect(plain(ticketIn(line))).toMatchObject(ticket))

  const refusal = (line: string, side: Ticket['side'] = 'buy'): string => {
    try {
      return JSON.stringify(ticketIn(line, side))
    } catch (error) {
      if (error instanceof Refusal) return `${error.message} ${error.hint}`
      if (error instanceof z.ZodError) return error.issues.map(({ message }) => message).join(' ')
      throw error
    }
  }
  test.each([
    ['btc $100 risk 1%', 'amount and risk contradict each other. Say one of them.'],
    ['btc $100 sl 2% nostop', 'sl and nostop contradict each other. Say one of them.'],
    ['btc $100 sl +2%', 'sl: expected a distance below. For example: sl -2%'],
    ['btc $100 tp -2%', 'tp: expected a distance above. For example: tp +2%'],
    ['btc $100 @+2%', '@: expected a distance below. For example: @ -2%'],
    ['btc', 'How much do you want to buy? For example: $100, 0.01, 10%, risk 1% or max'],
    ['btc 1,5', 'is that comma a decimal point? expected plain digits such as 0.01, $100, 10% or max'],
    ['btc $100 trail 100%', 'expected more than 0% and less than 100%'],
    ['btc $100 for 0m', 'expected a time such as 90m, 2h or 1d12h, at most 366d'],
    ['btc $100 for two', 'expected a time such as 90m, 2h or 1d12h, at most 366d'],
    ['btc $100 tag =1+1', 'expected a word of at most 24 letters, digits and dashes'],
    ['btc $100 post', 'Only an order with a price can rest first. For example: @-1% post'],
  ])('%s: %s', (line, words) => expect(refusal(line)).toContain(words))

  test('a sell takes no exits', () => {
    expect(refusal('btc 50% sl 2%', 'sell')).toBe('sl is for buys: a sell ends a position. To set the stop of one: /modify btc sl 58k')
    expect(plain(ticketIn('50% btc @+2%', 'sell'))).toMatchObject({ size: { kind: 'share', share: '0.5' }, at: { from: { away: '0.02' } } })
  })
})

test('named values, as Discord and programs send them, come to the same', () => {
  const named = { market: 'btc', amount: '$100', price: '60k', sl: '58k', tp: '62k:50% 65k:50%', for: '2h' }
  const { market: _, ...said } = input.parse(readNamedValues(buy.options, named))
  expect(plain(said)).toEqual(plain(saidIn('btc $100 @60k sl 58k tp 62k:50% 65k:50% for 2h')))
})

const percent = fc.integer({ min: 1, max: 9_999 }).map((hundredths) => `${hundredths / 100}%`)
const price = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => `${cents / 100}`)
const level = fc.oneof(percent, price)
const span = fc.integer({ min: 1, max: 99_999 }).map((minutes) => `${minutes}m`)
const place = fc.oneof(
  fc.record(
    {
      price: fc.oneof(
        level,
        fc.tuple(price, price, fc.integer({ min: 2, max: 25 })).map(([from, to, count]) => `${from}..${to}:${count}`),
      ),
      post: fc.constant(true),
    },
    { requiredKeys: ['price'] },
  ),
  fc.record({ stop: level }),
  fc.constant({}),
)
const words: fc.Arbitrary<OrderWords> = fc
  .tuple(
    fc.oneof(
      fc.record({
        amount: fc.oneof(
          percent,
          price,
          price.map((digits) => `$${digits}`),
          fc.constant('max'),
        ),
      }),
      fc.record({ risk: percent }),
    ),
    place,
    fc.oneof(fc.record({ sl: level }), fc.constant({ nostop: true }), fc.constant({})),
    fc.oneof(
      fc.record({
        tp: fc.array(
          fc.oneof(
            level,
            fc.tuple(level, percent).map((pair) => pair.join(':')),
          ),
          { minLength: 1, maxLength: 8 },
        ),
      }),
      fc.constant({ notarget: true }),
      fc.constant({}),
    ),
    fc.record({ trail: percent, be: percent, for: span, rest: span, tag: fc.stringMatching(/^[a-z0-9-]{1,24}$/) }, { requiredKeys: [] }),
  )
  .map((parts) => Object.assign({}, ...parts))

test('the words of a ticket come to that ticket again', () => {
  const read = (said: OrderWords): Ticket =>
    ticketOf(z.strictObject(orderOptions).parse(said), { side: 'buy', marketId: 'binance:BTC/USDT' })
  fc.assert(
    fc.property(words, (said) => {
      const ticket = read(said)
      expect(plain(read(wordsOf(ticket)))).toEqual(plain(ticket))
    }),
  )
})

test.each(['btc 100usd', 'btc 100 usd', 'btc usd 100', '100 usdt btc', '$100 btc', 'usd 100 btc', 'btc $100'])('%s is money', (line) => {
  expect(plain(ticketIn(line).size)).toEqual({ kind: 'money', amount: '100' })
})

test.each(['btc 100', '100 btc'])('%s is an amount of coins', (line) => {
  expect(plain(ticketIn(line).size)).toEqual({ kind: 'base', amount: '100' })
})
