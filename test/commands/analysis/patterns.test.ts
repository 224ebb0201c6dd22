import { describe, expect, test } from 'vitest'
import { fileIn, inCompany, useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

const lastAsked = () => desk().charts.asked.at(-1)

test('says what is found, in a picture, a sentence and two small tables', async () => {
  expect(await desk().read('/patterns btc 1h')).toMatchInlineSnapshot(`
    "BTC/USDT 1h patterns
    [picture: BTC/USDT 1h]
    Last 1h: 46,587.93 USDT
    Change: -1.56% over 90 candles
    Range: 44,651.79 to 47,656.23 USDT
    The last candle is not closed yet. Built from candles of 15m.
    Structure is up since 01-29 08:00; resistance is 1.09% above, at 47,094.23 and support is 1.59% below, at 45,848.71.
    Active            Price    Age
    Resistance  47094–47343   10 h
    FVG ↓       47035–47060  7 min
    Block ↑     45993–46374    3 h
    Support     45570–45849    3 h
    FVG ↑       45756–45821   16 h
    Support     44652–44884    1 d
    Lately               Price    Age
    Belt hold ↓    46392–47035  7 min
    Sweep ↓          47,575.23    2 h
    CHoCH ↑          47,094.23    3 h
    Sweep ↓          47,094.23    4 h
    Hanging man ↓  46091–46511    7 h
    Engulfing ↑    45849–46374    8 h
    Bearish belt hold: a long body that opened at its extreme and never looked back.
    Found in 600 closed candles: 896, of which 35 are active.
    Source: binance, REPLAY at 2024-01-29 12:07 UTC"
  `)
})

test('draws boxes on the candles, with the colours and the zone of who asks', async () => {
  await desk().say('/settings set colours colour-blind', 'looker')
  await desk().say('/patterns btc 1h', 'looker')
  const asked = lastAsked()
  expect(asked).toMatchObject({ palette: 'colour-blind', badge: 'REPLAY', marks: [], studies: [], forming: true })
  expect(asked?.boxes?.length).toBeGreaterThan(3)
  for (const { top, bottom, label } of asked?.boxes ?? []) {
    expect(top).toBeGreaterThanOrEqual(bottom)
    expect(label).not.toBe('')
  }
  await desk().say('/patterns btc 1h', inCompany('looker'))
  expect(lastAsked()?.palette).toBe('classic')
})

test('knows nothing of the candle that is still forming', async () => {
  await desk().say('/patterns btc 1h')
  const { candles, boxes = [] } = lastAsked() ?? {}
  const formingAt = candles?.time.at(-1) ?? 0
  expect(boxes.every(({ from, to = from }) => from < formingAt && to < formingAt)).toBe(true)
})

test('gives all findings as a file', async () => {
  const answer = await desk().press('As a file', await desk().say('/patterns eth 4h'))
  const [header, ...lines] = fileIn(answer).trimEnd().split('\r\n')
  expect(header).toBe('kind,direction,first_ms,last_ms,top,bottom,strength,state,ended_ms,version')
  expect(lines.length).toBeGreaterThan(20)
  const cell = '[a-z0-9_-]+,(up|down|none),\\d{13},\\d{13},[\\d.]+,[\\d.]+,[01]\\.\\d{4}'
  const row = new RegExp(`^${cell},(active,|(mitigated|expired),\\d{13}),\\d+$`)
  expect(lines.filter((line) => !row.test(line))).toEqual([])
  expect(answer.blocks).toContainEqual(expect.objectContaining({ kind: 'file', name: 'patterns_ETH_USDT_4h.csv' }))
})

test('another timeframe is a press away, in place', async () => {
  const answer = await desk().press('4h', await desk().say('/patterns btc 1h'))
  expect([answer.title, answer.replaces]).toEqual(['BTC/USDT 4h patterns', true])
})

describe('few candles', () => {
  test('are said', async () => {
    expect(await desk().read('/patterns btc 1d')).toContain('There are only 28 closed candles yet')
  })

  test('that hold nothing have a kind sentence and no file', async () => {
    const answer = await desk().say('/patterns btc 1M')
    expect(JSON.stringify(answer.blocks)).toContain('too few to see a structure')
    expect(answer.buttons.some(({ label }) => label === 'As a file')).toBe(false)
  })
})

test('an unknown market is refused', async () => {
  expect((await desk().say('/patterns nonsense')).refusal?.code).toBe('not-found')
})
