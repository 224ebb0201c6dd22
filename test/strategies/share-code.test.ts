import { expect, test } from 'vitest'
import { shareCode } from '../../src/strategies/share-code.ts'

test('a code has six letters and digits, and follows from its token', () => {
  const codes = Array.from({ length: 500 }, (_, number) => shareCode(`token ${number}`))
  for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{6}$/)
  expect(new Set(codes).size).toBe(codes.length)
  expect(shareCode('token 7')).toBe(codes[7])
})
