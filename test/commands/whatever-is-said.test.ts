import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../../src/basics/reply.ts'
import type { Call } from '../../src/chat/chat-ports.ts'
import { commandsOf } from '../../src/chat/group.ts'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { catalog } from '../../src/commands/catalog.ts'
import { callBy } from '../fakes/chat-ports.ts'
import { inCompany, inServer, useTestDesk } from '../fixtures/desk.ts'

/** Longer than any budget of these people takes to fill up again. */
const BETWEEN_MS = 30_000

const desk = useTestDesk()
const commands = commandsOf(catalog)
const keys = [...new Set(commands.flatMap(({ options }) => options.map(({ name }) => name)))]

const ODD = [
  ...['btc', 'eth/btc', '4h', '1M', 'csv', 'rsi', 'rsi(0)', 'ema(99999)', '-1', 'NaN', '1e309', '١٢', '(btc', 'btc/0'],
  ...['x60', '2021-02-30', '__proto__', 'constructor', 'undefined', '=1+1', '💥', '"', 'count', '\u0000', '\u202e', '<b>', '<@&1>'],
]
const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...ODD))

const searching = callBy('seeker', { caller: { place: { platform: 'telegram', chatId: 'seeker', private: false }, anonymous: true } })
const who = fc.constantFrom<Call>(callBy('console'), inServer('owner'), inCompany('member'), searching)

/** What programs leave in texts, and no person says. */
const LEFTOVERS = /\bundefined\b|\bNaN\b|\[object |\n\s+at .*:\d+:\d+|(?:Type|Range|Reference)Error|prisma|node_modules/i

/** Something is said, in words for people; nothing failed. What was asked may be told back. */
function checkSound(answer: Answer | undefined, asked: string): void {
  expect(desk().failures).toEqual([])
  const { title = '', blocks = [], buttons = [], refusal } = answer ?? {}
  expect(title).toMatch(/\p{L}|\p{N}/u)
  expect(refusal?.code).not.toBe('failure')
  if (LEFTOVERS.test(asked)) return
  expect([toPlainText({ title, blocks }), refusal?.hint, ...buttons.map(({ label }) => label)].join('\n')).not.toMatch(LEFTOVERS)
}

async function say(line: string, call: Call): Promise<void> {
  desk().clock.move(BETWEEN_MS)
  checkSound(await desk().chat.say(line, call), line)
}

test('words for a command are understood or refused, wherever they are said', async () => {
  const line = fc.tuple(fc.constantFrom(...commands.map(({ name }) => name)), fc.array(word, { maxLength: 5 }))
  await fc.assert(
    fc.asyncProperty(line, who, ([name, words], call) => say(`/${name} ${words.join(' ')}`, call)),
    { numRuns: 300 },
  )
})

test('what is no command at all is refused', async () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
  )
  await fc.assert(fc.asyncProperty(fc.constantFrom('', '/'), anything, who, (slash, line, call) => say(`${slash}${line}`, call)))
})

test('the input of a program may be any JSON', async () => {
  const input = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()),
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(word, fc.array(word, { maxLength: 5 }))),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...commands.map(({ key }) => key)), input, who, async (key, value, call) => {
      desk().clock.move(BETWEEN_MS)
      checkSound(await desk().chat.run(key, value, call), JSON.stringify(value))
    }),
    { numRuns: 300 },
  )
})

test('an id of a button may be anything', async () => {
  const id = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('no:', 'token-1', 'no:token-1', "'; --"))
  await fc.assert(fc.asyncProperty(id, who, async (pressed, call) => checkSound(await desk().chat.press(pressed, call), pressed)))
})
