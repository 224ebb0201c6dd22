import { describe, expect, test } from 'vitest'
import { inCompany, useTestDesk } from '../../fixtures/desk.ts'
import { trader } from '../../fixtures/trader.ts'

const desk = useTestDesk()

const lastAsked = () => desk().charts.asked.at(-1)

test('draws candles and says the numbers besides', async () => {
  expect(await desk().read('/chart btc 4h')).toMatchInlineSnapshot(`
    "BTC/USDT 4h
    [picture: BTC/USDT 4h]
    Last 4h: 46,587.93 USDT
    Change: +20.65% over 90 candles
    Range: 37,599.21 to 48,900.59 USDT
    The last candle is not closed yet. Built from candles of 15m.
    Source: binance, REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test.each(['/c btc 4h rsi macd bb', '/c 4h rsi btc macd bb', '/chart rsi macd bb 4h btc', '/c bb(20,2) BTC/USDT 240m rsi14 macd'])(
  'words go in any order: %s',
  async (line) => {
    expect((await desk().say(line)).title).toBe('BTC/USDT 4h')
    expect(
      lastAsked()
        ?.studies.map(({ label }) => label)
        .toSorted(),
    ).toEqual(['BB 20 2', 'MACD 12 26 9', 'RSI 14'])
  },
)

test('an indicator that is named twice is drawn once', async () => {
  await desk().say('/c btc 1h rsi macd rsi(14)')
  expect(lastAsked()?.studies.map(({ label }) => label)).toEqual(['RSI 14', 'MACD 12 26 9'])
})

test('the candle that is still forming is drawn and is in no indicator', async () => {
  await desk().say('/chart btc 1h ema rsi')
  const asked = lastAsked()
  expect(asked?.forming).toBe(true)
  for (const { plots } of asked?.studies ?? [])
    for (const { values } of plots) {
      expect(values).toHaveLength(asked?.candles.time.length ?? 0)
      expect(values.at(-1)).toBeNaN()
      expect(values.at(-2)).not.toBeNaN()
    }
})

test('styles, logarithm and colours are passed on', async () => {
  await desk().say('/settings set colours colour-blind', 'painter')
  await desk().say('/chart eth ha log 1d', 'painter')
  expect(lastAsked()).toMatchObject({ style: 'heikin-ashi', log: true, palette: 'colour-blind', badge: 'REPLAY', symbol: 'ETH/USDT' })
  await desk().say('/chart eth line', inCompany('painter'))
  expect(lastAsked()).toMatchObject({ style: 'line', log: false, palette: 'classic' })
})

test('several timeframes are several pictures in one answer', async () => {
  const answer = await desk().say('/chart btc 15m 1h 4h 1d')
  expect(answer.blocks.filter(({ kind }) => kind === 'picture')).toHaveLength(4)
  expect(answer.title).toBe('BTC/USDT 15m 1h 4h 1d')
})

test('another timeframe is a press away, in place and with the same indicators', async () => {
  const answer = await desk().press('1d', await desk().say('/chart btc 4h ema50 line'))
  expect([answer.title, answer.replaces]).toEqual(['BTC/USDT 1d', true])
  expect(lastAsked()).toMatchObject({ style: 'line', studies: [{ label: 'EMA 50' }] })
})

describe('a refusal teaches', () => {
  test.each([
    ['/c btc 4h rsl', 'I did not understand "rsl".', 'Did you mean rsi?'],
    ['/c btc sma ema wma hma', 'At most 3 indicators fit over the price; these are 4.', '/chart'],
    ['/c btc rsi macd atr', 'At most 2 indicators fit below the price; these are 3.', '/chart'],
    ['/c btc 15m 30m 1h 4h 1d', 'timeframes: at most 4 pictures at once', '/chart'],
    ['/c btc 7h', 'timeframes: candles are kept in', '/chart'],
    ['/c btc rsi(0)', 'RSI wants', 'rsi(14)'],
    ['/c btc 1m', 'BTC/USDT has candles of 15m and coarser at this time.', '15m'],
  ])('%s', async (line, title, hint) => {
    const answer = await desk().say(line)
    expect(answer.title).toContain(title)
    expect(answer.refusal?.hint).toContain(hint)
  })
})

test('a number belongs to the indicator before it', async () => {
  await desk().say('/c btc ema 50 4h bb 20 2')
  expect(lastAsked()?.studies.map(({ label }) => label)).toEqual(['EMA 50', 'BB 20 2'])
  expect((await desk().say('/c btc 50')).refusal?.code).toBe('bad-input')
})

describe("the caller's own levels", () => {
  test('are drawn in private, on their own market, with the badge of the account', async () => {
    const ann = trader(desk, 'marked')
    await ann.does('/buy btc $100 sl 40k tp 60k')
    await ann.does('/buy btc $100 @45k')
    await ann.say('/chart btc')
    expect(lastAsked()?.marks.map(({ label, tone }) => `${label} ${tone}`)).toEqual([
      'Entry neutral',
      'Stop bad',
      'Target good',
      'Buy neutral',
    ])
    expect(
      lastAsked()
        ?.marks.slice(1)
        .map(({ price }) => price),
    ).toEqual([40_000, 60_000, 45_000])
    expect(lastAsked()?.badge).toBe('PAPER · REPLAY')
    await ann.say('/chart eth')
    expect([lastAsked()?.marks, lastAsked()?.badge]).toEqual([[], 'REPLAY'])
  })

  test('are drawn for nobody else, and never in company', async () => {
    await trader(desk, 'somebody').say('/chart btc')
    expect(lastAsked()?.marks).toEqual([])
    await desk().say('/chart btc', inCompany('marked'))
    expect(lastAsked()?.marks).toEqual([])
  })
})
