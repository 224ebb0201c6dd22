import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/basics/money.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import { type Expression, readExpression } from '../../src/market/expression.ts'

/** Written with every parenthesis, so that the reading shows. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.value.toFixed()
    case 'symbol':
      return expression.name
    case 'pair':
      return `[${expression.base} in ${expression.quote}]`
    case 'minus':
      return `(-${show(expression.of)})`
    case 'operation':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`
  }
}

test.each([
  ['btc', 'btc'],
  ['btc/eth', '[btc in eth]'],
  ['(btc+eth)/2', '((btc + eth) / 2)'],
  ['a+b*c-d', '((a + (b * c)) - d)'],
  ['a-b-c', '((a - b) - c)'],
  ['2/btc/eth', '((2 / btc) / eth)'],
  ['btc/eth/sol', '((btc / eth) / sol)'],
  ['btc/eth/2', '([btc in eth] / 2)'],
  ['2*btc/eth', '(2 * [btc in eth])'],
  ['btc/2/eth', '((btc / 2) / eth)'],
  ['-btc*2', '((-btc) * 2)'],
  ['a--b', '(a - (-b))'],
  [' $BTC + kraken:eth/usd ', '($BTC + [kraken:eth in usd])'],
  ['1inch*0.5', '(1inch * 0.5)'],
])('%s is read as %s', (text, read) => {
  expect(show(readExpression(text))).toBe(read)
})

const open = (count: number): string => '('.repeat(count)

describe('what is wrong is told with its position:', () => {
  test.each([
    ['', 'Position 1: expected a number, a coin or "(" but found the end.'],
    ['btc+', 'Position 5: expected a number, a coin or "(" but found the end.'],
    ['btc eth', 'Position 5: expected an operator such as + or / but found "eth".'],
    ['(btc', 'Position 5: expected an operator or ")" but found the end.'],
    ['btc)', 'Position 4: expected an operator such as + or / but found ")".'],
    ['btc ^ 2', 'Position 5: expected a number, a coin or one of + - * / ( ) but found "^".'],
    ['+btc', 'Position 1: expected a number, a coin or "(" but found "+".'],
    ['1.5.2*btc', 'Position 1: expected a number, a coin or one of + - * / ( ) but found "1".'],
    [`${'9'.repeat(19)}*btc`, 'Position 1: a number has at most 18 digits before and after the point.'],
    [`${open(21)}btc${')'.repeat(21)}`, 'Position 21: at most 20 levels of parentheses and signs.'],
    ['a'.repeat(201), 'A computed ticker has at most 200 characters.'],
    ['btc\u0000', 'Position 4: expected a number, a coin or one of + - * / ( ) but found "?".'],
  ])('%j', (text, message) => {
    expect(() => readExpression(text)).toThrow(
      expect.objectContaining({ name: 'Refusal', code: 'bad-input', message, hint: 'An example is (btc+eth)/2.' }),
    )
  })
})

test('numbers and signs are worth what arithmetic says', () => {
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.integer({ min: 1, max: 99 }).map(String),
      fc.tuple(tie('expression'), fc.constantFrom('+', '-', '*'), tie('expression')).map(([left, sign, right]) => `${left}${sign}${right}`),
      tie('expression').map((inner) => `(${inner})`),
      tie('expression').map((inner) => `-(${inner})`),
    ),
  }))
  const worth = (read: Expression): Decimal => {
    if (read.kind === 'number') return read.value
    if (read.kind === 'minus') return worth(read.of).negated()
    if (read.kind !== 'operation') throw new Error('only numbers here')
    const [left, right] = [worth(read.left), worth(read.right)]
    return read.operator === '+' ? left.plus(right) : read.operator === '-' ? left.minus(right) : left.times(right)
  }
  fc.assert(
    fc.property(expression, (text) => {
      fc.pre(text.length <= 60 && !text.includes('--'))
      const reference: unknown = new Function(`return ${text.replaceAll(/\d+/g, '$&n')}`)()
      expect(worth(readExpression(text)).toFixed()).toBe(new Decimal(String(reference)).toFixed())
    }),
  )
})

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9.+*/() $:-]{0,60}$/)), (text) => {
      try {
        expect(readExpression(text).kind).toBeTypeOf('string')
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 500 },
  )
})
