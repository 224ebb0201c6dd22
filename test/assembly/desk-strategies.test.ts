import { expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/basics/timeframe.ts'
import { readRecordedCandles } from '../../src/market/recorded/recorded-candles.ts'
import { recordedMarket } from '../../src/market/recorded/recorded-market.ts'
import { useTestDesk } from '../fixtures/desk.ts'
import { HISTORY_NOW, smallHistory } from '../fixtures/small-history.ts'
import { labels, readable, trader } from '../fixtures/trader.ts'

/** Market time goes where a test puts it. */
let now = HISTORY_NOW
const history = await readRecordedCandles(smallHistory(), Date.UTC(2026, 0, 1))
const source = recordedMarket({
  kind: 'replay',
  label: 'Replay',
  history,
  clock: { now: () => now },
  status: () => ({ ok: true, detail: 'moves when it is told to', newestPriceAt: now }),
})
const desk = useTestDesk({ source })
const ALWAYS = 'entry "close > 0" stop 3% target 6% size $100 timeframe 1h'

/** Lets so many hours go by, and the job run some seconds after each of them. */
async function hours(count: number): Promise<void> {
  for (let hour = 0; hour < count; hour++) {
    now = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS + 8_000
    await desk().follow()
  }
  expect(desk().failures).toEqual([])
}
const positions = (who: string) => trader(desk, who).read('/positions')

test('it enters at the close of a candle, with the stop and the target of its rules', async () => {
  const { say, read } = trader(desk, 'ann')
  await say(`/strategy create dip ${ALWAYS}`)
  await say('/strategy enable dip BTC')
  await desk().follow()
  expect(await positions('ann')).toContain('You have no open positions')
  await hours(1)
  expect(await positions('ann')).toMatch(/BTC CODE00: dip: 0\.\d+ BTC at [\d,.]+, stop [\d,.]+, target [\d,.]+; worth/)
  now += MINUTE_MS
  await desk().follow()
  expect(await positions('ann')).toContain('Your open position')
  const shown = await read('/strategy show dip')
  expect(shown).toContain('No trade has ended yet')
  expect(shown).toMatch(/Holds: [\d.]+ BTC \(CODE00\)/)
  expect(shown).toMatch(/: Bought [\d.]+ BTC at [\d,.]+ USDT\./)
})

test('closing by hand leaves it alone, unless its code is said', async () => {
  const { say, read } = trader(desk, 'ann')
  expect(await read('/close all')).toContain('You hold nothing by hand: what is open was bought by strategies.')
  expect((await say('/close btc')).refusal?.code).toBe('not-found')
  expect(await read('/trades')).not.toContain('dip')
})

test('it leaves by its exit, and its trades count for it', async () => {
  const { say, read, does } = trader(desk, 'ann')
  await say('/strategy edit dip exit "close > 0"')
  const enabled = await say('/strategy enable dip BTC')
  expect(readable(enabled)).toMatch(/It still holds [\d.]+ BTC \(CODE00\), stop at [\d,.]+ USDT\./)
  await does(`/close ${await trader(desk, 'ann').code('BTC')}`)
  await hours(2)
  expect(await positions('ann')).toContain('You have no open positions')
  const shown = await read('/strategy show dip')
  expect(shown).toMatch(/Version 2 so far: 1 trade, [01] won/)
  expect(shown).toMatch(/Result: [+-]?[\d.]+ USDT/)
  expect(shown).toMatch(/: Sold [\d.]+ BTC/)
  await say('/strategy disable dip')
})

test('what the gate does not let pass is told and not tried again; exits go through all the same', async () => {
  const { say, read } = trader(desk, 'bob')
  await say(`/strategy create dip ${ALWAYS} exit "close < 0" hold 1`)
  await say('/strategy enable dip BTC ETH')
  await hours(1)
  expect(await positions('bob')).toContain('Your 2 open positions')
  await say('/pause')
  await hours(1)
  expect(await positions('bob')).toContain('You have no open positions')
  await hours(1)
  expect(await positions('bob')).toContain('You have no open positions')
  expect(await read('/strategy show dip')).toContain('Entries are stopped: You said /pause.')
  await say('/resume')
  await desk().follow()
  expect(await positions('bob')).toContain('You have no open positions')
  await hours(1)
  expect(await positions('bob')).toContain('Your 2 open positions')
})

test('an entry that is too large is made as large as the limits let pass', async () => {
  const { say } = trader(desk, 'cy')
  await say('/strategy create big entry "close > 0" stop 3% size 99.9% timeframe 1h')
  await say('/strategy enable big BTC')
  await hours(1)
  expect(await positions('cy')).toMatch(/worth (?:9\d\d|1,000)\.\d\d USDT/)
})

test('who follows it no more keeps what it holds, and is told how to close it', async () => {
  const { say, press } = trader(desk, 'cy')
  const left = await say('/strategy disable big')
  expect(readable(left)).toContain('That stays with its stop and its target, and is yours to close.')
  expect(labels(left)).toContain('Close BTC')
  await hours(1)
  expect(await positions('cy')).toContain('BTC CODE00: big:')
  await press('Confirm', await press('Close BTC', left))
  expect(await positions('cy')).toContain('You have no open positions')
})

test('one that is deleted steps no more', async () => {
  const { say } = trader(desk, 'bob')
  const left = await say('/strategy delete dip')
  expect(labels(left)).toEqual(expect.arrayContaining(['Close BTC', 'Close ETH']))
  expect(await desk().database.strategies.allFollowed()).toEqual([])
})

test('a formula that fails does not stop the others', async () => {
  const { say, read } = trader(desk, 'dan')
  await say('/strategy create far entry "nowhere/usdt > 0" size $100 timeframe 1h')
  await say('/strategy create near entry "close > 0" size $100 timeframe 1h')
  await say('/strategy enable far BTC')
  await say('/strategy enable near BTC')
  await hours(1)
  expect(await positions('dan')).toContain('BTC CODE00: near:')
  expect(await read('/strategy show far')).toContain('nowhere')
})
