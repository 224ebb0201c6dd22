import { expect, test } from 'vitest'
import { createCommandBudget } from '../../src/accounts/command-budget.ts'

const inPrivate = { place: { platform: 'telegram', chatId: '1', private: true } }
const inRoom = { place: { platform: 'telegram', chatId: '-9', private: false } }

function budget() {
  let now = 0
  const { admit } = createCommandBudget({ clock: { elapsed: () => now } })
  return { admit, pass: (ms: number) => (now += ms) }
}

test('lets a burst through, then says how long to wait, and fills up again', async () => {
  const { admit, pass } = budget()
  for (let call = 0; call < 30; call++) expect(await admit(inPrivate, { id: 'ann' }, 1)).toBe(0)
  expect(await admit(inPrivate, { id: 'ann' }, 1)).toBe(1000)
  expect(await admit(inPrivate, { id: 'ann' }, 5)).toBe(5000)
  expect(await admit(inPrivate, { id: 'bob' }, 1)).toBe(0)
  pass(5000)
  expect(await admit(inPrivate, { id: 'ann' }, 5)).toBe(0)
  expect(await admit(inPrivate, { id: 'ann' }, 1)).toBe(1000)
})

test('a room has a budget of its own, and what it refuses costs the person nothing', async () => {
  const { admit } = budget()
  for (const id of ['ann', 'bob']) expect(await admit(inRoom, { id }, 30)).toBe(0)
  expect(await admit(inRoom, { id: 'cat' }, 20)).toBe(10_000)
  expect(await admit(inPrivate, { id: 'cat' }, 30)).toBe(0)
})

test('a command that costs more than a whole budget runs when the budget is full', async () => {
  const { admit, pass } = budget()
  expect(await admit(inPrivate, { id: 'ann' }, 500)).toBe(0)
  expect(await admit(inPrivate, { id: 'ann' }, 1)).toBe(1000)
  pass(3_600_000)
  expect(await admit(inPrivate, { id: 'ann' }, 500)).toBe(0)
})

test("the machine's own terminal has no limit", async () => {
  const { admit } = budget()
  const terminal = { place: { platform: 'console', chatId: 'console', private: true } }
  for (let call = 0; call < 100; call++) expect(await admit(terminal, { id: 'console' }, 10)).toBe(0)
})
