import { expect, test } from 'vitest'
import { catalog } from '../../../src/commands/catalog.ts'
import { openTestDesk, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('names every command, one line for each group', async () => {
  const help = await desk().read('/help')
  expect(help).toMatchInlineSnapshot(`
    "What you can say
    desk: /start /help /settings /health /version
    market: /price /chart /candles /indicators /markets /movers /convert /info /watch /watchlist /replay
    analysis: /patterns /scan /matrix /signals
    trading: /buy /sell /orders /cancel /modify /positions /close /panic /pause /resume /repeat
    portfolio: /balance /pnl /trades /equity /card /holdings /journal /wallet
    risk: /risk
    research: /backtest /strategy
    server: /server
    More about one of them: /help price. About a group: /help market."
  `)
  for (const { name } of catalog) expect(help).toContain(`/${name}`)
})

test('explains one command, by any of its names', async () => {
  expect(await desk().read('/help c')).toMatchInlineSnapshot(`
    "/chart <market> [timeframes …] [indicators …] [style] [log]
    Draw candles of a market, with indicators
    market: The market, such as BTC or ETH/BTC.
    timeframes: How long a candle is, such as 15m, 4h or 1d; a picture for each; else 1h.
    indicators: Indicators such as rsi, ema 50 or bb(20,2).
    style: How candles are drawn; ha is heikin-ashi. One of candles, line, heikin-ashi, ha. Without it: candles.
    log: Equal steps up the picture are equal percentages.
    For example: /chart BTC
    For example: /chart btc 4h rsi macd bb
    For example: /chart 1h 1d eth ha
    For example: /chart ETH line log ema 50
    Also: /c"
  `)
  expect(await desk().read('/help /chart')).toBe(await desk().read('/help c'))
})

test('asks whether something else was meant', async () => {
  expect((await desk().say('/help prise')).refusal).toEqual({ code: 'not-found', hint: 'Did you mean /help price?' })
})

test('somebody who waits for an admin sees what is open to him', async () => {
  const waiting = await openTestDesk({ registration: 'approval' })
  const help = await waiting.read('/help')
  await waiting.close()
  expect(help).toContain('/price')
  expect(help).not.toMatch(/settings|watchlist|replay/)
})

test('a bad topic is refused in plain words', async () => {
  expect((await desk().say(`/help ${'x'.repeat(61)}`)).title).toBe('topic: expected at most 60 characters')
})
