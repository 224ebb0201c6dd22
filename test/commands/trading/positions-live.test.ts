import { expect, test } from 'vitest'
import type { Call } from '../../../src/chat/chat-ports.ts'
import { positionSubject } from '../../../src/commands/card-faces.ts'
import { positionFaces } from '../../../src/commands/trading/position-faces.ts'
import { callBy } from '../../fakes/chat-ports.ts'
import { createFakeMessenger } from '../../fakes/fake-messenger.ts'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'
import { tradesFor } from '../portfolio/traded.ts'

const bot = createFakeMessenger()
const desk = useTestDesk({ messengers: [bot.messenger] })
const onTelegram = (userId: string): Call => callBy(userId, { caller: { place: { platform: 'telegram', chatId: userId, private: true } } })

async function buy(who: Call | string): Promise<void> {
  await desk().press('Confirm', await desk().say('/buy btc $500', who), who)
}

test('begins a card of a position, and its Stop button ends it', async () => {
  const bob = onTelegram('bob')
  await buy(bob)
  expect((await desk().say('/positions live btc', bob)).title).toBe('Watching your BTC/USDT')
  const card = bot.sendings.at(-1)?.answer
  expect(card?.title).toMatch(/BTC\/USDT -?\d+\.\d\d USDT/)
  expect((await desk().say('/positions live btc', bob)).refusal?.code).toBe('conflict')
  expect(await desk().read('/watch', bob)).toContain('a position: until 2026-01-01 01:00 UTC')
  if (card === undefined) throw new Error('There is no card')
  const stopped = await desk().press('Stop', card, bob)
  expect([stopped.title, stopped.replaces]).toEqual(['Its live card has ended', true])
})

test('the card of a position that was closed can still be ended', async () => {
  const cat = onTelegram('cat')
  await buy(cat)
  await desk().say('/positions live btc', cat)
  await desk().press('Confirm', await desk().say('/close btc', cat), cat)
  expect((await desk().say('/positions live btc stop', cat)).title).toBe('Its live card has ended')
  expect((await desk().say('/positions live btc stop', cat)).title).toBe('It has no live card')
})

test('a card of a position begins it by a button, and ends with what the position brought', async () => {
  const eve = onTelegram('eve')
  await buy(eve)
  const shown = await desk().say('/positions show btc', eve)
  expect((await desk().press('Live card', shown, eve)).title).toBe('Watching your BTC/USDT')
  const { userId, trading, portfolio, buy: buyFor, close } = await tradesFor(desk(), 'fay')
  await buyFor('500')
  const [view] = await trading.positions(userId)
  const subject = positionSubject(view?.position.id ?? '')
  await close()
  const face = (await positionFaces({ trading, portfolio, market: desk().market }, userId, [subject])).get(subject)
  expect(face?.reply.title).toMatch(/^BTC\/USDT closed, -1\.\d\d USDT \(PAPER · REPLAY\)$/)
  expect(JSON.stringify(face?.reply.blocks)).toContain('left by hand at 2024-01-29 12:07 UTC')
})

test('never in company, and in a terminal it gives the position', async () => {
  expect((await desk().say('/positions live btc', inCompany('bob'))).refusal?.code).toBe('not-here')
  await buy('dan')
  expect(await desk().read('/positions live btc', 'dan')).toContain('ask me in Telegram or Discord')
  expect((await desk().say('/positions live eth', 'dan')).refusal?.code).toBe('not-found')
})
