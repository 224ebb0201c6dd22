import { expect, test } from 'vitest'
import { HOUR_MS } from '../../../src/basics/timeframe.ts'
import { uuid } from '../../fixtures/book-rows.ts'
import { useTestDesk } from '../../fixtures/desk.ts'
import { someCell, someOutcome, someSignal } from '../../fixtures/look-rows.ts'

const desk = useTestDesk()

test('shows the surest signal of a market, or how the market looks', async () => {
  const answer = await desk().say('/signal btc')
  expect(answer.refusal).toBeUndefined()
  expect(answer.title).toMatch(/^(Long|Short) BTC\/USDT \w+, confidence \d+$|^No open signal of BTC\/USDT$/)
})

test('each kept signal is found by its code, with its reasons and what came of it', async () => {
  const file = (await desk().say('/signals show BTC csv')).blocks.find(({ kind }) => kind === 'file')
  const [, ...rows] = file?.kind === 'file' ? new TextDecoder().decode(file.bytes).trim().split('\r\n') : []
  expect(rows.length).toBeGreaterThan(0)
  const decided = rows.find((row) => /,(target|stop|expired),/.test(row))
  const code = decided?.split(',')[0] ?? ''
  const shown = await desk().read(`/signals show ${code}`)
  expect(shown).toContain(code)
  expect(shown).toMatch(/Why \d+:/)
  expect(shown).toMatch(/after fees/)
  expect(
    desk()
      .charts.asked.at(-1)
      ?.marks.map(({ label }) => label),
  ).toEqual(expect.arrayContaining(['Entry', 'Stop']))
})

test('one that is open is found behind many that came later', async () => {
  const { database, market, say } = desk()
  const series = { feed: 'replay', marketId: 'binance:BTC/USDT', timeframe: '1w' } as const
  const said = (hours: number, id: string) => {
    const [at, until] = [market.now() - hours * HOUR_MS, market.now() + HOUR_MS]
    return { ...someSignal(1, { id, code: id.slice(-6).toUpperCase(), last: at - HOUR_MS, at, until, confidence: 100 }), ...series }
  }
  const open = said(48, uuid(9999))
  const decided = Array.from({ length: 150 }, (_, index) => ({ ...said(2 + index / 10, uuid(1000 + index)), confidence: 1 }))
  const look = {
    series,
    before: undefined,
    cell: { ...someCell(1), ...series },
    findings: [],
    findingsVersion: 1,
    signals: [open, ...decided],
    outcomes: decided.map(({ id }) => ({ signalId: id, outcome: { ...someOutcome(1), at: market.now() - HOUR_MS } })),
  }
  expect(await database.signals.keep(look, async () => undefined)).toBe(true)
  expect((await say('/signal btc')).title).toBe('Long BTC/USDT 1w, confidence 100')
})

test('what is neither market nor code is answered with the nearest', async () => {
  expect((await desk().say('/signal bananacoin')).refusal?.code).toBe('not-found')
})
