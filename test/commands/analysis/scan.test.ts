import { describe, expect, test } from 'vitest'
import { callBy } from '../../fakes/chat-ports.ts'
import { fileIn, inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()
const read = (line: string) => desk().read(line)

test('finds where a formula holds, with what it looks at', async () => {
  const answer = await read('/scan close > 0 and rsi(14) < 100 1h')
  expect(answer).toMatch(/Scan: 3 of 3 markets/)
  expect(answer).toMatch(/Market\s+Close\s+rsi/)
  expect(answer).toContain('BTC')
  expect(answer).toMatch(/Candles: 1h, closed 2024-01-29 12:00 UTC/)
  expect(answer).toMatch(/Formula: close > 0 and rsi\(14\) < 100/)
  expect(answer).toContain('Looked at 3 markets.')
})

test('says what it looks at first where the formula wants most of it', async () => {
  const order = async (line: string) => [...(await read(line)).matchAll(/^(BTC|ETH|SOL)\s.*?(\S+)$/gm)].map(([, , value]) => Number(value))
  const low = await order('/scan highest(close, 5) / lowest(close, 5) < 2')
  expect(low).toHaveLength(3)
  expect(low).toEqual(low.toSorted((one, other) => one - other))
  const high = await order('/scan highest(close, 5) / lowest(close, 5) > 0')
  expect(high).toEqual(high.toSorted((one, other) => other - one))
})

test('a number ranks', async () => {
  const answer = await read('/scan change(1d)')
  expect(answer).toMatch(/Ranking of 3 markets/)
  expect(answer).toMatch(/[+-]\d+\.\d\d%/)
})

describe('the line', () => {
  test.each([
    ['/scan close > 0 4h', '4h'],
    ['/scan "close > 0" 4h', '4h'],
    ['/scan "close > 0" tf 4h', '4h'],
    ['/scan close > 0', '1h'],
    ['/scan close > close @ 4h or close > 0', '1h'],
    ['/scan volume < 5m', '1h'],
    ['/scan volume < 5m 30m', '30m'],
  ])('%s is asked on candles of %s', async (line, timeframe) => {
    expect(await read(line)).toMatch(new RegExp(`Candles: ${timeframe},`))
  })

  test('csv gives every market that was looked at', async () => {
    const rows = fileIn(await desk().say('/scan close < 0 1h csv'))
      .trim()
      .split('\r\n')
    expect(rows[0]).toBe('market,close,answer,value,closed_ms')
    expect(rows).toHaveLength(4)
    expect(rows.slice(1).every((row) => /^binance:\w+\/USDT,[\d.]+,0,/.test(row))).toBe(true)
  })
})

describe('over which markets', () => {
  test('those that are named', async () => {
    expect(await read('/scan any(btc, eth): close > 0')).toMatch(/Scan: 2 of 2 markets/)
    expect(await read('/scan any(eth/btc): close > 0')).toMatch(/Scan: 1 of 1 market\b/)
  })

  test('the deepest, or all', async () => {
    expect(await read('/scan any(top2): close > 0')).toMatch(/of 2 markets/)
    expect(await read('/scan any(all): close > 0')).toMatch(/of 3 markets/)
  })

  test("the caller's own, in private only", async () => {
    await expect(read('/scan any(watchlist): close > 0')).resolves.toContain('Your watchlist is empty')
    await desk().say('/watchlist add ETH')
    expect(await read('/scan any(watchlist): close > 0')).toMatch(/Scan: 1 of 1 market\b/)
    expect(await desk().read('/scan any(watchlist): close > 0', inCompany('ann'))).toContain('ask me for it in private')
    expect(await desk().read('/scan any(btc): close > 0', inCompany('ann'))).toMatch(/Scan: 1 of 1 market\b/)
  })
})

describe('what it cannot say', () => {
  test('no matches', async () => {
    expect(await read('/scan close < 0')).toContain('It holds nowhere at the moment.')
  })

  test('no answer yet', async () => {
    const answer = await read('/scan highest(high, 300) > 0 1d')
    expect(answer).toMatch(/Scan: 0 of 3 markets/)
    expect(answer).toContain('of 3 there is no answer yet')
    expect(await read('/scan fear_greed() < 20')).toContain('of 3 there is no answer yet')
    expect(await read('/scan fear_greed()')).toContain('No market has a value yet.')
  })

  test.each([
    ['/scan closs > 3', 'close'],
    ['/scan any(btk): close > 0', 'BTC'],
    ['/scan etz > 5', 'ETH'],
    ['/scan change(15m) > 5% 1h', '15m in change'],
    ['/scan close > 0 1m', 'Ask for 15m'],
    ['/scan', 'formula'],
    ['/scan close >', 'close >'],
  ])('%s is refused kindly', async (line, words) => {
    expect((await desk().say(line)).refusal).toBeDefined()
    expect(await read(line)).toContain(words)
  })
})

test('buttons draw the first matches, and ask again', async () => {
  const answer = await desk().say('/scan any(eth): close > 0 4h')
  expect(answer.buttons.map(({ label }) => label)).toEqual(['ETH chart', 'Backtest this', 'Refresh'])
  expect((await desk().press('ETH chart', answer)).title).toContain('ETH/USDT 4h')
  const again = await desk().press('Refresh', await desk().say('/scan any(eth): close > 0 4h'))
  expect(again.replaces).toBe(true)
  expect(again.title).toBe('Scan: 1 of 1 market')
})

test('offers formulas while somebody types', async () => {
  const offered = await desk().chat.suggest({ command: 'scan', option: 'formula', typed: 'high' }, callBy('ann').caller)
  expect(offered).toContain('highest')
})
