import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../../src/basics/reply.ts'
import { MINUTE_MS } from '../../src/basics/timeframe.ts'
import type { PressStore } from '../../src/chat/chat-ports.ts'
import { commandsWith } from '../../src/chat/command.ts'
import { callBy } from '../fakes/chat-ports.ts'
import { createSmallDesk, type SmallServices } from '../fakes/small-desk.ts'
import { openTestDatabase, type TestDatabase } from '../fixtures/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.reset())
afterAll(() => database.close())

/** What a killed process was at. */
const never = <Value>(): Promise<Value> => new Promise(() => {})

/** A command that spends with an audit row; a process that is killed after it never comes back from it. */
const payWith = (killed: boolean) =>
  commandsWith<SmallServices>()({
    name: 'pay',
    summary: 'Pay once',
    group: 'trading',
    access: 'anyone',
    effect: 'spends',
    readers: 'everyone',
    input: z.strictObject({}),
    examples: ['/pay'],
    confirm: async () => ({ title: 'Pay?', blocks: [] }),
    async run(_, { origin }) {
      await database.settings.put({ kind: 'desk', id: 'till' }, { paid: true }, origin)
      return killed ? never() : { title: 'Paid', blocks: [] }
    },
  })

type Cut = 'before its effect' | 'after its effect' | 'never'

/** A process on the database, which is killed at some point of a press. It starts a minute after the one before, when questions and leases are over. */
function start(cut: Cut = 'never') {
  const dying: PressStore = {
    ...database.presses,
    async take(...taking) {
      await database.presses.take(...taking)
      return never()
    },
  }
  const presses = cut === 'before its effect' ? dying : database.presses
  const desk = createSmallDesk({ catalog: [payWith(cut === 'after its effect')], ports: { presses, inbox: database.inbox } })
  return {
    ask: () => desk.chat.say('/pay', callBy('ann')),
    press: (id: string, deliveryId: string) => desk.chat.press(id, callBy('ann', { deliveryId, deliver: async () => {} })),
    later() {
      desk.clock.move(MINUTE_MS)
      database.clock.move(MINUTE_MS)
    },
  }
}

const idOf = (answer: Answer | undefined, label: string): string => {
  const button = answer?.buttons.find((each) => each.label === label)
  if (button?.kind !== 'press') throw new TypeError(`There is no button ${label}`)
  return button.id
}

const count = async (rows: string) => (await database.driver.run(`SELECT count(*)::int AS count FROM ${rows}`))[0]?.count
const paid = () => count("audit_entries WHERE action = 'pay'")
const pressesTaken = () => count('presses WHERE used_at IS NOT NULL')

/** Presses a button in a process that is killed at it; gives the one after it. */
async function pressAndDie(label: string, cut: Cut) {
  const dying = start(cut)
  const question = await dying.ask()
  void dying.press(idOf(question, label), 'first')
  const effects = cut === 'before its effect' ? 0 : 1
  await vi.waitFor(async () => expect([await pressesTaken(), await paid()]).toEqual([1, effects]))
  const next = start()
  next.later()
  return { question, next }
}

test('a press that was cut off before its effect is done when it comes again, and only then', async () => {
  const { question, next } = await pressAndDie('Confirm', 'before its effect')
  const confirm = idOf(question, 'Confirm')
  for (const label of ['Confirm', 'Cancel'])
    expect(await next.press(idOf(question, label), `another ${label}`)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await paid()).toBe(0)
  expect(await next.press(confirm, 'first')).toMatchObject({ title: 'Paid', replaces: true })
  expect(await next.press(confirm, 'first')).toBeUndefined()
  expect(await next.press(confirm, 'second')).toMatchObject({ title: 'That button was pressed before.' })
  expect(await paid()).toBe(1)
})

test('one that was cut off after its effect is told to be done, in place of the question', async () => {
  const { question, next } = await pressAndDie('Confirm', 'after its effect')
  expect(await next.press(idOf(question, 'Confirm'), 'first')).toMatchObject({ title: 'That is done.', replaces: true })
  expect(await paid()).toBe(1)
})

test('a Cancel that was cut off stays a Cancel', async () => {
  const { question, next } = await pressAndDie('Cancel', 'before its effect')
  expect(await next.press(idOf(question, 'Confirm'), 'another')).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await next.press(idOf(question, 'Cancel'), 'first')).toMatchObject({ title: 'Cancelled. Nothing was done.', replaces: true })
  expect(await paid()).toBe(0)
})

test('it is done even when what is over has been swept out meanwhile', async () => {
  const { question, next } = await pressAndDie('Confirm', 'before its effect')
  await database.sweep(1_700_000_000_000 + 2 * MINUTE_MS)
  expect(await next.press(idOf(question, 'Confirm'), 'first')).toMatchObject({ title: 'Paid' })
})
