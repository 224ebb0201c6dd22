import { expect, test } from 'vitest'
import { confidenceOf, withPart } from '../../src/signals/confidence.ts'
import type { SignalPart } from '../../src/signals/signal.ts'

const part = (name: string, weight: number, value: number): SignalPart => ({ name, weight, value, words: `${name} seen` })

test('a confidence is the weighted mean of its parts', () => {
  expect(confidenceOf([part('trend', 3, 1), part('volume', 1, 0)])).toBe(75)
  expect(confidenceOf([part('trend', 3, 0)])).toBe(0)
  expect(confidenceOf([part('trend', 0.5, 1)])).toBe(100)
})

test('one more part changes the confidence, and one of the same name takes the place of the other', () => {
  const signal = { code: 'AB12CD', parts: [part('trend', 3, 1), part('volume', 1, 0)], confidence: 75 }
  const more = withPart(signal, part('record', 4, 0.25))
  expect(more).toEqual({ code: 'AB12CD', parts: [...signal.parts, part('record', 4, 0.25)], confidence: 50 })
  expect(withPart(more, part('record', 4, 1))).toEqual({ ...signal, parts: [...signal.parts, part('record', 4, 1)], confidence: 88 })
  expect(signal.confidence).toBe(75)
})
