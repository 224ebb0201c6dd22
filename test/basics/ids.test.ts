import { expect, test } from 'vitest'
import { createIds } from '../../src/basics/ids.ts'

const IDS = 10_000

/** Ids at moments that the test sets; `byte` is what all random bytes are. */
function idsAt(clock: { at: number }, byte: number) {
  return createIds({ clock: { now: () => clock.at }, random: { bytes: (count) => new Uint8Array(count).fill(byte) } })
}

test('ids sort as they were made, within a millisecond and when the clock is put back', () => {
  const clock = { at: Date.UTC(2026, 0, 1) }
  const made = idsAt(clock, 255)
  const ids = Array.from({ length: IDS }, (_, index) => {
    if (index === IDS / 2) clock.at -= 1000
    return made.id()
  })
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(IDS)
  for (const byte of [0, 128, 255])
    expect(idsAt(clock, byte).id()).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

test('an id begins with the time it was made', () => {
  const at = Date.UTC(2026, 0, 1)
  const [high = '', low = ''] = idsAt({ at }, 7).id().split('-')
  expect(Number.parseInt(high + low, 16)).toBe(at)
})
