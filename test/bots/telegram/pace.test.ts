import { expect, test } from 'vitest'
import { createCommandBudget } from '../../../src/accounts/command-budget.ts'
import { machineClock } from '../../../src/basics/clock.ts'
import { createAnswerPace } from '../../../src/notify/answer-pace.ts'
import { createPacing } from '../../../src/notify/pacing.ts'
import { createFakeClock } from '../../fakes/chat-ports.ts'
import { openTelegram, openTelegramServer } from '../../fixtures/telegram.ts'
import { said } from '../../loopback/telegram-updates.ts'

const GROUP = -100
const MINUTE_MS = 60_000
const TOO_MUCH = 'That is more than I can do for you at once.'

/** A Telegram that counts answers too, and a bot that shares its time. */
async function openCrowded(commandsMs?: number) {
  const clock = createFakeClock()
  const server = await openTelegramServer({ now: clock.now, isCrowded: true })
  const pace = createAnswerPace({ pacing: createPacing(), clock })
  const admit = commandsMs === undefined ? createCommandBudget({ clock }).admit : async () => commandsMs
  return { clock, ...(await openTelegram({ server, clock, pace, ports: { admit } })) }
}

test('two hundred commands at once in a group: none is too many for Telegram, and each is answered, or the group is told once', async () => {
  const { clock, server, desk, lates, messages, settled, failures } = await openCrowded()
  for (let n = 0; n < 200; n++) server.inject(said('/price btc', { chat: GROUP, from: 10_000 + n }))
  // As many as Telegram takes in a minute; whatever would wait for the next one goes to the outbox.
  for (let count = 1; count <= 19; count++) {
    await messages(count)
    clock.move(1050)
  }
  await settled()
  const told = [...server.messages.map(({ text }) => text), ...lates.map(({ answer }) => answer.title)]
  const codes = desk.observed.map(({ code }) => code)
  expect(codes).toHaveLength(200)
  expect(told.filter((text) => text.includes('BTC is at'))).toHaveLength(codes.filter((code) => code === undefined).length)
  expect(told.filter((text) => text.includes(TOO_MUCH))).toHaveLength(1)
  expect(codes.filter((code) => code === 'over-limit').length).toBeGreaterThan(90)
  expect({ messages: server.messages.length, failures: failures() }).toEqual({ messages: 19, failures: [] })
})

test('answers in private come at once, also several in one second', async () => {
  const { server, messages, lates } = await openCrowded()
  for (let n = 0; n < 5; n++) server.inject(said('/price btc'))
  await messages(5)
  expect(lates).toEqual([])
})

test('whoever is told to wait for room is answered when there is some, however often that takes', async () => {
  let refusals = 10
  const quick = { ...machineClock, after: (ms: number, work: () => void) => machineClock.after(ms / 100, work) }
  const { server, messages, lates } = await openTelegram({ clock: quick, pace: { take: () => (refusals-- > 0 ? 50 : 0) } })
  server.inject(said('/price btc', { chat: GROUP }))
  await messages(1)
  expect({ refusals, lates }).toEqual({ refusals: -1, lates: [] })
})

test('a group that asks too much is told once a minute, a person in private each time', async () => {
  const { clock, server, messages, settled } = await openCrowded(5000)
  const groups = () => server.messages.filter(({ chatId }) => chatId < 0).map(({ chatId, text }) => [chatId, text.includes(TOO_MUCH)])
  for (let n = 0; n < 3; n++) {
    server.inject(said('/price btc', { chat: GROUP, from: 10 + n }))
    server.inject(said('/price btc', { chat: GROUP - 1, from: 10 + n }))
    server.inject(said('/price btc', { from: 7 }))
  }
  await messages(5)
  await settled()
  expect(groups().toSorted()).toEqual([
    [GROUP, true],
    [GROUP - 1, true],
  ])
  clock.move(MINUTE_MS)
  for (const from of [20, 21]) server.inject(said('/price btc', { chat: GROUP, from }))
  await messages(6)
  await settled()
  expect(groups()).toHaveLength(3)
})

test('what else is refused in a group is told each time', async () => {
  const { server, messages } = await openTelegram()
  for (const from of [1, 2]) server.inject(said('/nothing@ParleyBot', { chat: GROUP, from }))
  expect((await messages(2)).every(({ text }) => text.includes('There is no /nothing.'))).toBe(true)
})
