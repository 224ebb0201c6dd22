import { afterAll, beforeAll, expect, test } from 'vitest'
import { callBy } from '../../fakes/chat-ports.ts'
import { createFakeMessenger } from '../../fakes/fake-messenger.ts'
import { openTestDesk } from '../../fixtures/desk.ts'

let desk: Awaited<ReturnType<typeof openTestDesk>>
beforeAll(async () => {
  desk = await openTestDesk({ messengers: [createFakeMessenger('telegram').messenger] })
})
afterAll(() => desk.close())

const alone = (userId: string) => callBy(userId, { caller: { place: { platform: 'telegram', chatId: userId, private: true } } })
const group = (userId: string, managesServer: boolean) =>
  callBy(userId, { caller: { place: { platform: 'telegram', chatId: '-9', serverId: '-9', private: false }, managesServer } })

test('keeps what one wants to hear of, by market, timeframe and confidence', async () => {
  const answer = await desk.say('/subscribe signals BTC 4h 70', alone('ann'))
  expect(answer.title).toBe('You hear of signals of BTC/USDT in 4h, from confidence 70 on')
  const again = await desk.read('/subscribe signals', alone('ann'))
  expect(again).toContain('signals of all markets, from confidence 60 on')
  expect(again).toContain('signals of BTC/USDT in 4h, from confidence 70 on')
})

test('a market whose name has digits is no confidence', async () => {
  expect(await desk.read('/subscribe 1INCH 70', alone('kim'))).toContain('No market called "1INCH" is known.')
  expect(await desk.read('/subscribe btc conf 70', alone('kim'))).toContain('from confidence 70 on')
})

test('saying it again changes the confidence', async () => {
  await desk.say('/subscribe signals ETH 60', alone('eve'))
  await desk.say('/subscribe signals ETH 85', alone('eve'))
  expect(await desk.database.subscriptions.of({ userId: (await ownerOf('eve')) ?? '' })).toMatchObject([{ minConfidence: 85 }])
})

test('candles that nobody looks at are refused, with those that are', async () => {
  const answer = await desk.read('/subscribe signals ETH 1w', alone('sue'))
  expect(answer).toContain('Candles of 1w are not looked at for signals.')
  expect(answer).toContain('For example: /subscribe signals ETH 1d')
  expect(await desk.read('/subscribe signals 1M', alone('sue'))).toContain('Those that are: ')
})

test('a terminal cannot be called', async () => {
  expect((await desk.say('/subscribe signals')).refusal?.code).toBe('not-here')
})

test('in a group only who manages it subscribes it', async () => {
  expect((await desk.say('/subscribe signals', group('bob', false))).refusal?.code).toBe('not-allowed')
  expect((await desk.say('/subscribe signals 80', group('bob', true))).refusal).toBeUndefined()
})

async function ownerOf(subject: string): Promise<string | undefined> {
  return (await desk.database.accounts.find({ platform: 'telegram', subject }))?.id
}
