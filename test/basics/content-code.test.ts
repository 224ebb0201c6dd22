import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentCode } from '../../src/basics/content-code.ts'

test('the same words have the same code, six letters and digits that people can read out', () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      expect(contentCode(words)).toMatch(/^[A-Z2-7]{6}$/)
      expect(contentCode(words)).toBe(contentCode(words))
    }),
  )
  expect(contentCode('a')).not.toBe(contentCode('b'))
})
