import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const followed = async () => desk().database.strategies.allFollowed()

test('it trades on the markets that are said, or on its own', async () => {
  await desk().say('/strategy create dip entry "bos()" markets SOL timeframe 4h', 'ann')
  const told = await desk().read('/strategy enable dip', 'ann')
  expect(told).toContain('dip trades on paper')
  expect(told).toContain('version 1 on paper')
  expect(told).toContain('SOL/USDT in 4h')
  expect(told).toContain('What it buys goes through your risk limits')
  expect(await desk().read('/strategy enable dip btc eth 1h', 'ann')).toContain('BTC/USDT, ETH/USDT in 1h')
  expect(await followed()).toMatchObject([{ followed: { markets: ['binance:BTC/USDT', 'binance:ETH/USDT'], mode: 'paper' } }])
})

test('all candles that have closed before count as seen', async () => {
  const [one] = await followed()
  const seen = await desk().database.strategySteps.seen(one?.version.id ?? '', one?.followed.markets ?? [])
  expect([...seen.keys()].toSorted()).toEqual(['binance:BTC/USDT', 'binance:ETH/USDT'])
})

test('one of the catalogue is copied first, and once', async () => {
  expect((await desk().say('/follow ema-cross BTC', 'bob')).title).toBe('my-ema-cross trades on paper')
  expect((await desk().say('/strategy enable ema-cross ETH', 'bob')).title).toBe('my-ema-cross trades on paper')
  expect(await desk().read('/strategy list', 'bob')).toContain('Your strategies: 1, 1 followed')
})

test('markets may be joined by commas, and be said to be markets', async () => {
  await desk().say('/strategy create joined entry "bos()"', 'dan')
  expect(await desk().read('/strategy enable joined markets btc,eth 1h', 'dan')).toContain('BTC/USDT, ETH/USDT in 1h')
  expect((await desk().say('/strategy enable joined a,b,c d,e', 'dan')).refusal?.code).toBe('not-found')
})

test('it warns where no candles of that length ever come', async () => {
  await desk().say('/strategy create fine entry "bos()"', 'eve')
  const answer = await desk().say('/strategy enable fine BTC 5m', 'eve')
  expect(answer.tone).toBe('warning')
  expect(await desk().read('/strategy enable fine BTC 5m', 'eve')).toContain(
    'BTC/USDT has no candles of 5m here, so nothing happens there. It has 15m,',
  )
  expect(await desk().read('/strategy enable fine BTC 1h', 'eve')).not.toContain('no candles')
})

test.each([
  ['/strategy enable', 'bad-input'],
  ['/strategy enable nowhere', 'bad-input'],
  ['/strategy enable nothing-here BTC', 'not-found'],
  ['/strategy enable nowhere nonsense', 'not-found'],
  ['/strategy enable nowhere BTC 7h', 'bad-input'],
  ['/strategy enable nowhere BTC live', 'unavailable'],
  ['/strategy enable nowhere a b c d e f g h i j k', 'bad-input'],
])('%s is refused', async (line, code) => {
  await desk().say('/strategy create nowhere entry "bos()"', 'cy')
  expect((await desk().say(line, 'cy')).refusal?.code).toBe(code)
})
