import { expect, test } from 'vitest'
import { openTelegram } from '../../fixtures/telegram.ts'
import { ANN, said } from '../../loopback/telegram-updates.ts'

const GROUP = -100

test('answers a command in private', async () => {
  const { server, last, troubles, failures, bot } = await openTelegram()
  expect(bot.state()).toBe('ok')
  server.inject(said('/price btc'))
  const message = await last()
  expect(message).toMatchObject({ chatId: ANN, kind: 'text', labels: ['Refresh', 'Exchange'], replyTo: undefined })
  expect(message?.text).toBe('🟢 BTC is at 64,213.50 USD\nFor: 1001\nAt: undefined')
  expect({ troubles, failures }).toEqual({ troubles: [], failures: [] })
})

test('edits in place when the button says so, and answers its press first', async () => {
  const { server, last } = await openTelegram()
  server.inject(said('/price btc'))
  const message = await last()
  if (message === undefined) throw new Error('no message')
  server.press(message, 'Refresh')
  await server.until(() => message.edits > 0 || server.calls.some(({ method }) => method === 'editMessageText'))
  const methods = server.calls.map(({ method }) => method)
  expect(methods.indexOf('answerCallbackQuery')).toBeLessThan(methods.indexOf('editMessageText'))
  expect(server.messages).toHaveLength(1)
})

test('quotes in groups and keeps topics', async () => {
  const { server, messages } = await openTelegram()
  server.inject(said('/price@parleybot btc', { chat: GROUP, thread: 7 }))
  server.inject(said('/price@otherbot btc', { chat: GROUP }))
  server.inject(said('/nothing', { chat: GROUP }))
  server.inject(said('btc', { chat: GROUP }))
  server.inject(said('$eth', { chat: GROUP }))
  const [first, second] = await messages(2)
  expect(first).toMatchObject({ chatId: GROUP, threadId: 7, replyTo: expect.any(Number) })
  expect(second?.text).toContain('ETH')
  await server.until(() => server.waiting().length === 0)
  expect(server.messages).toHaveLength(2)
})
