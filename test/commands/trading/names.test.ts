import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'
import { trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

test('a position goes by the same names everywhere', async () => {
  const { does, say, code } = trader(desk, 'ann')
  await does('/buy btc $100')
  for (const name of ['btc', 'BTC/USDT', 'btcusdt', 'binance:BTC/USDT', await code(), `#${await code()}`])
    for (const line of ['/positions show %', '/positions live % stop', '/card %', '/modify % sl 3%', '/close %'])
      expect((await say(line.replace('%', name))).refusal, `${line} of ${name}`).toBeUndefined()
})
