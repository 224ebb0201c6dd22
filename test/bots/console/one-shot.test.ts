import { expect, test } from 'vitest'
import { sayLines } from '../../../bots/console/one-shot.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'

const keepFile = async (_bytes: Uint8Array, name: string) => `out/${name}`
const saying = async (lines: readonly string[], desk = createSmallDesk(), at?: number) => ({
  ...(await sayLines({ chat: desk.chat, lines, userId: 'ann', at, keepFile })),
  done: desk.done,
})

test('says lines in order, and presses buttons of the answer before', async () => {
  const { answers, text, exitCode, done } = await saying(['/price btc', '!1', '/buy btc 1', '!confirm'])
  expect(answers.map(({ title }) => title)).toEqual([
    'BTC is at 64,213.50 USD',
    'BTC is at 64,213.50 USD',
    'Buy 1 of BTC?',
    'Bought 1 of BTC',
  ])
  expect(done).toEqual(['buy 1 BTC id-3'])
  expect(exitCode).toBe(0)
  expect(answers[2]?.buttons.map((button) => button.kind === 'press' && button.id)).toEqual(['1', '2'])
  expect(text.split('\n\n')[2]).toBe('Buy 1 of BTC?\n!1 Confirm   !2 Cancel')
})

test('ends with 1 when an answer was a refusal, with 2 when something failed', async () => {
  expect((await saying(['/prise', '/price btc'])).exitCode).toBe(1)
  const broken = createSmallDesk({ ports: { accountOf: () => Promise.reject(new Error('down')) } })
  expect((await saying(['/price btc', '/prise'], broken)).exitCode).toBe(2)
})

test('says which buttons there are when one is pressed that is not', async () => {
  const { answers, exitCode } = await saying(['!1', '/buy btc 1', '!3', '!Perhaps'])
  expect(answers.map(({ refusal }) => refusal)).toEqual([
    { code: 'not-found', hint: 'It has none to press.' },
    undefined,
    { code: 'not-found', hint: 'It has !1 Confirm, !2 Cancel.' },
    { code: 'not-found', hint: 'It has !1 Confirm, !2 Cancel.' },
  ])
  expect(exitCode).toBe(1)
})

test('speaks at the time that is named, as the user that is named', async () => {
  const { text } = await saying(['/price btc'], createSmallDesk(), 1_600_000_000_000)
  expect(text).toContain('For  ann\nAt   1600000000000')
})

test('a slip of the button leaves the buttons as they were', async () => {
  const { answers, text } = await saying(['/price btc', '!9', '!1'])
  expect(text.split('\n\n')[1]).toBe('The last answer has no such button.\nExchange: https://example.com/\n!1 Refresh')
  expect(answers[2]?.title).toBe('BTC is at 64,213.50 USD')
})
