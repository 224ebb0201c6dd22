import { expect, test } from 'vitest'
import type { Call } from '../../../src/chat/chat-ports.ts'
import { callBy } from '../../fakes/chat-ports.ts'
import { createFakeMessenger } from '../../fakes/fake-messenger.ts'
import { useTestDesk } from '../../fixtures/desk.ts'

const bot = createFakeMessenger()
const desk = useTestDesk({ messengers: [bot.messenger] })
const onTelegram = (userId: string, chatId = userId): Call =>
  callBy(userId, { caller: { place: { platform: 'telegram', chatId, private: true } } })

test('begins a card, lists it, and ends it', async () => {
  expect(await desk().read('/watch btc', onTelegram('ann'))).toBe(
    'Watching BTC/USDT\nThe live card changes with the price until 2026-01-01 01:00 UTC.',
  )
  const [card] = bot.sendings
  expect(card?.destination).toEqual({ platform: 'telegram', chatId: 'ann' })
  expect(card?.answer.title).toMatch(/^BTC\/USDT [\d,.]+ USDT$/)
  expect(await desk().read('/watch', onTelegram('ann'))).toContain('binance:BTC/USDT: until 2026-01-01 01:00 UTC')
  expect((await desk().say('/watch btc', onTelegram('ann'))).refusal?.code).toBe('conflict')
  expect((await desk().say('/watch eth stop', onTelegram('ann'))).title).toBe('You have no live card of ETH/USDT')
  expect((await desk().say('/watch btc stop', onTelegram('ann'))).title).toBe('Your live card has ended')
  expect((await desk().say('/watch', onTelegram('ann'))).title).toBe('You have no live cards')
})

test('its Stop button is for who began it, and its answer takes the place of the card', async () => {
  await desk().say('/watch eth', onTelegram('bob', '-5'))
  const card = bot.sendings.findLast(({ answer }) => answer.title.startsWith('ETH'))?.answer
  if (card === undefined) throw new Error('There is no card')
  expect((await desk().press('Stop', card, onTelegram('eve', '-5'))).refusal?.code).toBe('not-allowed')
  const answer = await desk().press('Stop', card, onTelegram('bob', '-5'))
  expect([answer.title, answer.replaces]).toEqual(['Your live card has ended', true])
})

test('in company nobody hears of the cards that one has elsewhere, and none of them ends there', async () => {
  const among = callBy('fay', { caller: { place: { platform: 'telegram', chatId: '-6', serverId: '-6', private: false } } })
  await desk().say('/watch btc', onTelegram('fay'))
  await desk().say('/watch eth', among)
  expect(await desk().read('/watch', among)).toMatch(/^Your live cards here\nbinance:ETH\/USDT: until [^\n]*\nEnd them/)
  expect((await desk().say('/watch btc stop', among)).title).toBe('You have no live card of BTC/USDT here')
  expect((await desk().say('/watch stop', among)).title).toBe('Your live card has ended')
  expect((await desk().say('/watch', among)).title).toBe('You have no live cards here')
  expect(await desk().read('/watch', onTelegram('fay'))).toContain('BTC/USDT')
})

test('in a terminal it gives the price and says where live cards live', async () => {
  expect(await desk().read('/watch btc', 'cat')).toMatch(/^BTC\/USDT [\s\S]*ask me in Telegram or Discord\.$/)
  expect((await desk().say('/watch stop', 'cat')).title).toBe('You have no live card')
})

test('a command that came before and is delivered again begins no second card', async () => {
  const call = { ...onTelegram('dan'), deliveryId: 'd1' }
  await desk().say('/watch btc', call)
  expect(await desk().chat.say('/watch btc', call)).toBeUndefined()
  expect(bot.sendings.filter(({ destination }) => destination.chatId === 'dan')).toHaveLength(1)
})
