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

test('ends what was named, and nobody else’s', async () => {
  for (const line of ['/subscribe signals BTC 4h', '/subscribe signals ETH', '/subscribe signals']) await desk.say(line, alone('ann'))
  await desk.say('/subscribe signals BTC 4h', alone('bob'))
  const answer = await desk.read('/unsubscribe signals BTC 4h', alone('ann'))
  expect(answer).toContain('Ended: 1 subscription')
  expect(answer).toContain('signals of ETH/USDT')
  expect((await desk.say('/unsubscribe', alone('ann'))).title).toBe('Ended: 2 subscriptions')
  expect((await desk.say('/unsubscribe', alone('ann'))).title).toBe('There was no such subscription')
  expect((await desk.say('/unsubscribe', alone('bob'))).title).toBe('Ended: 1 subscription')
})
