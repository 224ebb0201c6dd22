import { expect, test } from 'vitest'
import type { Answer } from '../../../src/basics/reply.ts'
import type { Sending } from '../../../src/chat/messenger.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'
import { onDiscord } from './on-discord.ts'

const answer: Answer = { title: 'BTC fell', blocks: [], buttons: [] }
const CHANNEL = '900000000000000001'
const sending = (about: Partial<Sending> = {}): Sending => ({
  destination: { platform: 'discord', chatId: CHANNEL },
  answer,
  nonce: 'alert 7 of somebody with a very long name',
  silent: false,
  ...about,
})

async function open() {
  const { server, bot } = await onDiscord({ chat: createSmallDesk().chat })
  return {
    server,
    send: bot.messenger.send,
    shown: () => server.messages.all.map(({ channelId, body }) => [channelId, body.nonce, body.flags]),
  }
}

test('sends a message, and the same one again is shown once', async () => {
  const { server, send, shown } = await open()
  const sent = await send(sending())
  expect(sent).toEqual({ outcome: 'sent', messageId: expect.any(String) })
  expect(await send(sending())).toEqual(sent)
  await send(sending({ nonce: 'another', silent: true }))
  expect(shown()).toEqual([
    [CHANNEL, expect.stringMatching(/^.{22}$/), undefined],
    [CHANNEL, expect.stringMatching(/^.{22}$/), 4096],
  ])
  expect(server.violations).toEqual([])
})

test('sends into threads and to people, and edits what it sent', async () => {
  const { server, send, shown } = await open()
  await send(sending({ destination: { platform: 'discord', chatId: CHANNEL, threadId: '77' } }))
  const sent = await send(sending({ destination: { platform: 'discord', chatId: '@1001' } }))
  expect(shown().map(([channel]) => channel)).toEqual(['77', '9501001'])
  const replaces = sent.outcome === 'sent' ? sent.messageId : ''
  const edited = await send(
    sending({ destination: { platform: 'discord', chatId: '9501001' }, replaces, answer: { ...answer, title: 'BTC rose' } }),
  )
  expect(edited).toEqual(sent)
  expect(server.messages.all[1]?.body.embeds).toMatchObject([{ title: 'BTC rose' }])
  expect(server.violations).toEqual([])
})

test('a long message is several, each with its own nonce', async () => {
  const { server, send, shown } = await open()
  const long: Answer = { ...answer, blocks: [{ kind: 'text', text: 'word '.repeat(2000) }] }
  await send(sending({ answer: long }))
  await send(sending({ answer: long }))
  const nonces = shown().map(([, nonce]) => nonce)
  expect([nonces.length, new Set(nonces).size]).toEqual([2, 2])
  expect(server.violations).toEqual([])
})

test.each([
  ['limited', { outcome: 'wait', retryAfterMs: expect.any(Number), scope: 'chat' }],
  ['limited everywhere', { outcome: 'wait', retryAfterMs: expect.any(Number), scope: 'all' }],
  ['failing', { outcome: 'unsure', reason: 'Discord answered 502' }],
  ['dropped', { outcome: 'unsure', reason: expect.stringContaining('Discord did not answer') }],
  [
    { status: 403, code: 50007 },
    { outcome: 'gone', reason: 'Discord answered 403, code 50007: Not now' },
  ],
  [
    { status: 403, code: 50001 },
    { outcome: 'gone', reason: expect.any(String) },
  ],
  [
    { status: 404, code: 10003 },
    { outcome: 'gone', reason: expect.any(String) },
  ],
  [
    { status: 404, code: 10004 },
    { outcome: 'gone', reason: expect.any(String) },
  ],
  [
    { status: 400, code: 50035 },
    { outcome: 'refused', reason: expect.any(String) },
  ],
  [
    { status: 401, code: 0 },
    { outcome: 'wait', retryAfterMs: 300_000, scope: 'all' },
  ],
] as const)('when it is %j, says what became of the message, asks no second time, and tells no secret', async (how, expected) => {
  const { server, send } = await open()
  server.fail({ method: 'POST', path: /\/channels\//, how })
  const sent = await send(sending())
  expect(sent).toEqual(expected)
  expect(JSON.stringify(sent)).not.toMatch(/http|BTC fell|token/)
  expect(server.requests.length).toBe(1)
})

test('while Discord cannot be reached, the message waits, since it never left', async () => {
  const { server, bot } = await onDiscord({ chat: createSmallDesk().chat })
  await server.stop()
  expect(await bot.messenger.send(sending())).toEqual({ outcome: 'wait', retryAfterMs: 5000, scope: 'all' })
})

test('an edit of a message that is no more is refused', async () => {
  const { send } = await open()
  expect(await send(sending({ replaces: '5' }))).toMatchObject({ outcome: 'refused' })
})

test('what arrived although the answer was lost is shown once', async () => {
  const { server, send, shown } = await open()
  server.fail({ method: 'POST', path: /\/channels\//, how: 'done and dropped' })
  expect(await send(sending())).toMatchObject({ outcome: 'unsure' })
  expect(await send(sending())).toMatchObject({ outcome: 'sent' })
  expect(shown().length).toBe(1)
})
