import { describe, expect, test } from 'vitest'
import { readSayWords } from '../../src/assembly/command-line.ts'
import { Refusal } from '../../src/basics/refusal.ts'

const atOf = (text: string) => readSayWords(['--at', text, '/version']).at

describe('--at takes a moment in UTC', () => {
  test.each([
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2024-02-29T12:30', Date.UTC(2024, 1, 29, 12, 30)],
    ['2024-02-29 12:30:15', Date.UTC(2024, 1, 29, 12, 30, 15)],
    ['2024-02-29T12:30:15.250Z', Date.UTC(2024, 1, 29, 12, 30, 15, 250)],
  ])('%s', (text, at) => expect(atOf(text)).toBe(at))

  test.each(['', 'tomorrow', '2024-02-30', '2023-02-29T12:00Z', '2024-13-01', '2024-01-01T25:00', '2024-01-01T12:00+02:00', '1705752000'])(
    'and not %j',
    (text) => expect(() => atOf(text)).toThrow(Refusal),
  )
})

test('--as takes a name', () => {
  expect(readSayWords(['--as', 'Ännchen_1', '--json', '/version'])).toEqual({
    lines: ['/version'],
    json: true,
    userId: 'Ännchen_1',
    at: undefined,
    anew: false,
  })
  expect(readSayWords(['--new', '/version']).anew).toBe(true)
  for (const name of ['', 'two words', '../up', 'x'.repeat(65)]) expect(() => readSayWords(['--as', name, '/version'])).toThrow(Refusal)
})
