import { expect, test } from 'vitest'
import { alignTable } from '../../../src/chat/plain-text.ts'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('lists what is open, the surest first, or says that nothing is', async () => {
  const answer = await desk().say('/signals')
  expect(answer.refusal).toBeUndefined()
  expect(answer.title).toMatch(/^(No|\d+) open signals?$/)
  const table = answer.blocks.find(({ kind }) => kind === 'table')
  const sure = table?.kind === 'table' ? table.rows.map(([, confidence]) => Number(confidence)) : []
  expect(sure).toEqual([...sure].sort((one, other) => other - one))
})

test('shows one row per market, timeframe and direction, narrow enough for a phone', async () => {
  const { title, blocks } = await desk().say('/signals csv')
  const file = blocks.find(({ kind }) => kind === 'file')
  const [, ...lines] = file?.kind === 'file' ? new TextDecoder().decode(file.bytes).trim().split('\r\n') : []
  const sources = new Map<string, Set<string>>()
  for (const [, market = '', timeframe, direction, source = ''] of lines.map((line) => line.split(','))) {
    const row = `${market.split(/[:/]/)[1]} ${timeframe} ${direction}`
    sources.set(row, (sources.get(row) ?? new Set()).add(source))
  }
  expect(lines.length).toBeGreaterThan(sources.size)
  expect(title).toMatch(new RegExp(`^${sources.size} open signals?$`))
  const table = blocks.find(({ kind }) => kind === 'table')
  if (table?.kind !== 'table') throw new Error('Signals are open in this history')
  for (const [signal = '', , by] of table.rows) expect(Number(by)).toBe(sources.get(signal)?.size)
  const widths = alignTable(table.columns, table.rows)
    .split('\n')
    .map((line) => line.length)
  expect(Math.max(...widths)).toBeLessThanOrEqual(34)
})

test('keeps to what was asked for', async () => {
  const file = (await desk().say('/signals list long 50 csv')).blocks.find(({ kind }) => kind === 'file')
  const [, ...rows] = file?.kind === 'file' ? new TextDecoder().decode(file.bytes).trim().split('\r\n') : []
  for (const row of rows) {
    const cells = row.split(',')
    expect(cells[3]).toBe('long')
    expect(Number(cells[6])).toBeGreaterThanOrEqual(50)
  }
  expect(await desk().read('/signals list from moon-phase')).toContain('source: expected one of rsi-reversal, ema-cross,')
})

test('needs no other word where what is said is for it alone', async () => {
  expect((await desk().say('/signals 4h long')).title).toMatch(/open signals?$/)
  expect((await desk().say('/signals 70')).title).toMatch(/open signals?$/)
  expect((await desk().say('/signals btc 1d')).title).toContain('BTC/USDT')
})

test('a stranger who waits for an admin sees none', async () => {
  const { say } = desk()
  expect(
    (
      await say('/signals', {
        deliveryId: 'x',
        caller: { userId: 'anon', anonymous: true, place: { platform: 'telegram', chatId: '1', private: false } },
      })
    ).refusal?.code,
  ).toBeDefined()
})
