import { expect, test } from 'vitest'
import { coalesceEdits } from '../../../bots/discord/coalesced-edits.ts'
import type { Answer } from '../../../src/basics/reply.ts'
import { createFakeClock } from '../../fakes/chat-ports.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))
const named = (title: string): Answer => ({ title, blocks: [], buttons: [] })

function open() {
  const clock = createFakeClock()
  const shown: string[] = []
  const edits = coalesceEdits(clock, async ({ title }) => void shown.push(title))
  return { clock, shown, edits }
}

test('shows the first at once and then the newest, at most every 1.2 s', async () => {
  const { clock, shown, edits } = open()
  for (const title of ['a', 'b', 'c']) await edits.show(named(title))
  expect(shown).toEqual(['a'])
  clock.move(1199)
  expect(shown).toEqual(['a'])
  clock.move(1)
  await soon()
  expect(shown).toEqual(['a', 'c'])
  clock.move(1200)
  await edits.show(named('d'))
  await soon()
  expect(shown).toEqual(['a', 'c', 'd'])
})

test('after the close nothing more is shown', async () => {
  const { clock, shown, edits } = open()
  await edits.show(named('a'))
  await edits.show(named('b'))
  await edits.close()
  await edits.show(named('c'))
  clock.move(5000)
  await edits.close()
  expect(shown).toEqual(['a'])
})

test('the close waits for what is on its way', async () => {
  let arrive = (): void => undefined
  const edits = coalesceEdits(createFakeClock(), () => new Promise((resolve) => (arrive = resolve)))
  await edits.show(named('a'))
  let closed = false
  const closing = edits.close().then(() => (closed = true))
  await soon()
  expect(closed).toBe(false)
  arrive()
  await closing
})
