import { describe, expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const codeOf = async (line: string, who = 'ann') => (await desk().say(line, who)).refusal?.code

test('a copy is changed where something is said', async () => {
  const told = await desk().read('/strategy create my-rsi from rsi-reversion stop 4%')
  expect(told).toContain('my-rsi is yours')
  expect(told).toContain('4% below the mean of what it paid')
  expect(told).toContain('rsi(14) crosses above 30 and close > ema(200)')
})

test('formulas need no quotes, and what follows them is told apart', async () => {
  const told = await desk().read(
    '/strategy create dip entry rsi < 30 and close > ema(200) exit rsi > 60 stop 2 atr target 2r size risk 1% hold 24 timeframe 4h',
    'bob',
  )
  expect(told).toContain('Buys when: rsi(14) < 30 and close > ema(200)')
  expect(told).toContain('Sells when: rsi(14) > 60')
  expect(told).toContain('2 average ranges (ATR 14) below what it paid')
  expect(told).toContain('As much as loses 1% of the account at the stop')
  expect(told).toContain('Sells after 24 candles (4d)')
})

test('markets are found by their names', async () => {
  expect(await desk().read('/strategy create both entry "bos()" stop 3% markets btc ETH btc', 'cy')).toContain(
    'Markets: BTC/USDT, ETH/USDT',
  )
  expect(await codeOf('/strategy create none entry "bos()" markets nonsense', 'cy')).toBe('not-found')
})

describe('refuses', () => {
  test.each([
    ['/strategy create', 'bad-input', ''],
    ['/strategy create 💥 entry "bos()"', 'bad-input', 'A name has letters'],
    ['/strategy create rsi-reversion from rsi-reversion', 'conflict', 'rsi-reversion is a strategy of the catalogue.'],
    ['/strategy create empty', 'bad-input', 'A strategy needs to know when to buy.'],
    ['/strategy create x from nothing-at-all', 'not-found', 'There is no strategy "nothing-at-all".'],
    ['/strategy create x entry rsi', 'bad-input', 'rsi(14) is a number'],
    ['/strategy create x entry "bos()" stop 2r', 'bad-input', 'counted from the stop'],
    ['/strategy create x entry "bos()" stop 3', 'bad-input', 'could be a price or a percentage'],
    ['/strategy create x entry "bos()" size lots', 'bad-input', 'is no size'],
    ['/strategy create x entry "bos()" hold -1', 'bad-input', ''],
    ['/strategy create x entry "every(1h)" tf 4h', 'bad-input', 'shorter than a candle of 4h'],
    ['/strategy create x entry "bos()" tf 7h', 'bad-input', 'candles are kept in'],
  ])('%s', async (line, code, why) => {
    const { refusal, title } = await desk().say(line, 'dan')
    expect(refusal?.code).toBe(code)
    expect(title).toContain(why)
  })

  test('a name that the person has, in any letter case, but not that of somebody else', async () => {
    await desk().say('/strategy create mine entry "bos()"', 'eve')
    expect(await codeOf('/strategy create MINE entry "bos()"', 'eve')).toBe('conflict')
    expect(await codeOf('/strategy create mine entry "bos()"', 'fay')).toBeUndefined()
  })
})

test('it says of one that never sells that it does not', async () => {
  const never = 'Sells when: Never: it has no exit, stop, target, trail or hold'
  expect(await desk().read('/strategy create keeps entry "bos()"', 'ann')).toContain(never)
  expect(await desk().read('/strategy edit keeps hold 12', 'ann')).not.toContain('Never')
})
