import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../src/basics/refusal.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Press, PressStore } from '../../src/chat/chat-ports.ts'
import { commandsWith } from '../../src/chat/command.ts'
import { callBy, createFakePressStore } from '../fakes/chat-ports.ts'
import { createSmallDesk, type SmallServices } from '../fakes/small-desk.ts'

const ann = callBy('ann')
const bob = callBy('bob')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const idOf = (answer: Answer | undefined, label: string): string => {
  const button = answer?.buttons.find((each) => each.label === label)
  if (button?.kind !== 'press') throw new TypeError(`There is no button ${label}`)
  return button.id
}

test('asks first, and does it once however often Confirm is pressed', async () => {
  const { chat, done } = createSmallDesk()
  const question = await chat.say('/buy BTC 1', ann)
  expect(question).toEqual({
    title: 'Buy 1 of BTC?',
    blocks: [],
    buttons: [
      { kind: 'press', label: 'Confirm', id: 'token-1', tone: 'warning' },
      { kind: 'press', label: 'Cancel', id: 'no:token-1', tone: 'neutral' },
    ],
  })
  expect(done).toEqual([])

  const answers = await Promise.all([1, 2, 3].map(() => chat.press('token-1', ann)))
  expect(answers.map((answer) => answer?.title).toSorted()).toEqual([
    'Bought 1 of BTC',
    'That button was pressed before.',
    'That button was pressed before.',
  ])
  expect(answers.find((answer) => answer?.tone === 'good')?.replaces).toBe(true)
  expect(done).toEqual(['buy 1 BTC id-1'])
})

test('of Confirm and Cancel in one moment, exactly one wins', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(['Confirm', 'Cancel', 'Confirm', 'Cancel'], { minLength: 2 }), async (labels) => {
      const { chat, done } = createSmallDesk()
      const question = await chat.say('/buy BTC 1', ann)
      const answers = await Promise.all(labels.map((label) => chat.press(idOf(question, label), ann)))
      expect(answers.filter((answer) => answer?.refusal === undefined)).toHaveLength(1)
      expect(done).toHaveLength(labels[0] === 'Confirm' ? 1 : 0)
    }),
  )
})

test("someone else's press neither acts nor uses the button up", async () => {
  const { chat, done } = createSmallDesk()
  const question = await chat.say('/buy BTC 1', ann)
  expect(await chat.press(idOf(question, 'Confirm'), bob)).toMatchObject({
    title: 'That button is for the person who asked.',
    refusal: { code: 'not-allowed' },
  })
  expect((await chat.press(idOf(question, 'Cancel'), bob))?.refusal?.code).toBe('not-allowed')
  expect(done).toEqual([])
  expect((await chat.press(idOf(question, 'Confirm'), ann))?.title).toBe('Bought 1 of BTC')
})

test('a question is good for a minute, another button for a day', async () => {
  const { chat, clock, done } = createSmallDesk()
  const question = await chat.say('/buy BTC 1', ann)
  const answer = await chat.say('/price BTC', ann)
  const other = await chat.say('/price BTC', ann)
  clock.move(MINUTE_MS)
  expect(await chat.press(idOf(question, 'Confirm'), ann)).toMatchObject({
    title: 'That button is no longer good.',
    refusal: { code: 'expired' },
  })
  clock.move(DAY_MS - MINUTE_MS - 1)
  expect((await chat.press(idOf(answer, 'Refresh'), ann))?.title).toBe('BTC is at 64,213.50 USD')
  clock.move(1)
  expect((await chat.press(idOf(other, 'Refresh'), ann))?.refusal?.code).toBe('expired')
  expect(done).toEqual([])
})

test('cancelling does nothing, and says so in place of the question', async () => {
  const { chat, done } = createSmallDesk()
  const question = await chat.say('/buy BTC 1', ann)
  expect(await chat.press(idOf(question, 'Cancel'), ann)).toMatchObject({ title: 'Cancelled. Nothing was done.', replaces: true })
  expect((await chat.press(idOf(question, 'Confirm'), ann))?.refusal?.code).toBe('conflict')
  expect(done).toEqual([])
})

test('a button runs its command again, and its answer takes the place of the message if it says so', async () => {
  const { chat } = createSmallDesk()
  const answer = await chat.say('/price BTC in=EUR', ann)
  expect(answer?.buttons[1]).toEqual({ kind: 'link', label: 'Exchange', url: 'https://example.com/' })
  expect(answer?.replaces).toBeUndefined()
  expect(await chat.press(idOf(answer, 'Refresh'), ann)).toMatchObject({ title: 'BTC is at 64,213.50 EUR', replaces: true })
})

test('all buttons of an answer are kept at one go', async () => {
  const kept: (readonly (Press & { readonly id: string })[])[] = []
  const store = createFakePressStore()
  const presses: PressStore = {
    ...store,
    async keep(batch) {
      kept.push(batch)
      await store.keep(batch)
    },
  }
  const { chat } = createSmallDesk({ ports: { presses } })
  await chat.say('/buy BTC 1', ann)
  await chat.say('/price BTC', ann)
  await chat.say('/chart BTC', ann)
  expect(kept.map((batch) => batch.map(({ command, confirms }) => [command, confirms]))).toEqual([
    [['buy', 'id-1']],
    [['price', undefined]],
  ])
})

test('a caller cannot confirm by himself', async () => {
  const { chat, done } = createSmallDesk()
  for (const extra of [{ confirms: 'id-1' }, { callId: 'id-1' }, { __proto__: { confirms: 'id-1' } }])
    await chat.run('buy', { market: 'BTC', amount: '1', ...extra }, ann)
  expect(done).toEqual([])
})

test.each(['', 'token-9', 'no:', 'no:no:token-1', '\u0000', 'x'.repeat(100_000), 'токен'])('does not know the button %j', async (id) => {
  const { chat } = createSmallDesk()
  await chat.say('/buy BTC 1', ann)
  expect(await chat.press(id, ann)).toMatchObject({ title: 'I do not know that button.', refusal: { code: 'not-found' } })
})

test('a confirmed call that is refused takes the place of the question, whose buttons are dead', async () => {
  const spend = commandsWith<SmallServices>()({
    name: 'spend',
    summary: 'Spend',
    group: 'trading',
    access: 'anyone',
    effect: 'spends',
    readers: 'everyone',
    input: z.strictObject({}),
    examples: ['/spend'],
    confirm: async () => ({ title: 'Sure?', blocks: [], buttons: [{ kind: 'run', label: 'Less', command: 'spend', input: {} }] }),
    run: () => Promise.reject(new Refusal('conflict', 'The market is closed.')),
  })
  const { chat } = createSmallDesk({ catalog: [spend] })
  const question = await chat.say('/spend', ann)
  expect(question?.buttons.map(({ label }) => label)).toEqual(['Confirm', 'Cancel', 'Less'])
  expect(await chat.press(idOf(question, 'Confirm'), ann)).toMatchObject({ title: 'The market is closed.', replaces: true })
})

test('a button outlives the program, but not its command', async () => {
  const presses = createFakePressStore()
  const question = await createSmallDesk({ ports: { presses } }).chat.say('/buy BTC 1', ann)
  const without = createSmallDesk({ ports: { presses }, catalog: [] })
  expect((await without.chat.press(idOf(question, 'Confirm'), ann))?.refusal?.code).toBe('expired')
  const again = await createSmallDesk({ ports: { presses } }).chat.say('/buy BTC 1', ann)
  const restarted = createSmallDesk({ ports: { presses } })
  expect((await restarted.chat.press(idOf(again, 'Confirm'), ann))?.title).toBe('Bought 1 of BTC')
})
