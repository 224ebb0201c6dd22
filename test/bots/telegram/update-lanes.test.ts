import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'
import { createUpdateLanes } from '../../../bots/telegram/update-lanes.ts'
import { createFakeClock } from '../../fakes/chat-ports.ts'

function inChat(id: number, chat: number): Update {
  const from = { id: chat, is_bot: false, first_name: 'Ann' }
  return { update_id: id, message: { message_id: id, date: 0, text: 'x', from, chat: { id: chat, type: 'private', first_name: 'Ann' } } }
}

/** Lanes whose updates end when they are told to. */
function someLanes() {
  const begun: number[] = []
  const ends = new Map<number, () => void>()
  const goesOn = new Map<number, () => void>()
  const lanes = createUpdateLanes({
    clock: createFakeClock(0),
    handle: ({ update_id: id }, goOn) => {
      begun.push(id)
      goesOn.set(id, goOn)
      return new Promise((resolve) => ends.set(id, () => resolve('done')))
    },
  })
  return { lanes, begun, end: (id: number) => ends.get(id)?.(), goOn: (id: number) => goesOn.get(id)?.() }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

test('updates of one chat take turns, those of two do not', async () => {
  const { lanes, begun, end } = someLanes()
  for (const update of [inChat(1, 7), inChat(2, 7), inChat(3, 8)]) void lanes.run(update)
  await settle()
  expect(begun).toEqual([1, 3])
  end(1)
  await settle()
  expect(begun).toEqual([1, 3, 2])
})

test('one that says it takes a while lets others go on, which take turns again', async () => {
  const { lanes, begun, end, goOn } = someLanes()
  const slow = lanes.run(inChat(1, 7))
  void lanes.run(inChat(2, 7))
  void lanes.run(inChat(3, 7))
  await settle()
  goOn(1)
  await settle()
  expect(begun).toEqual([1, 2])
  end(2)
  await settle()
  expect(begun).toEqual([1, 2, 3])
  expect([...lanes.open.keys()]).toEqual([1, 3])
  end(1)
  await slow
  expect([...lanes.open.keys()]).toEqual([3])
})
