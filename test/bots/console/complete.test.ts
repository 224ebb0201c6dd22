import { expect, test } from 'vitest'
import { complete } from '../../../bots/console/complete.ts'
import { consoleCall } from '../../../bots/console/console-call.ts'
import { createSmallDesk } from '../../fakes/small-desk.ts'

test.each([
  ['/pr', [['/price '], '/pr']],
  ['li', [['/list add ', '/list show '], 'li']],
  ['/price ', [['BCH', 'BTC', 'ETH', 'USD', 'EUR'], '']],
  ['/p b', [['BCH', 'BTC'], 'b']],
  ['/price btc e', [['ETH', 'EUR'], 'e']],
  ['/chart btc l', [['log', 'logarithmic'], 'l']],
  ['/list show c', [['csv'], 'c']],
  ['/nothing x', [[], 'x']],
])('offers for %j', async (line, offers) => {
  const { chat } = createSmallDesk()
  expect(await complete(chat, line, consoleCall('ann'))).toEqual(offers)
})
