import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('shows each market in each timeframe, and the loudest in words', async () => {
  const answer = await desk().say('/matrix')
  expect(answer.refusal).toBeUndefined()
  expect(answer.title).toMatch(/^Matrix of \d+ markets?$/)
  const drawn = desk().charts.matrices.at(-1)
  expect(drawn?.columns.length).toBeGreaterThan(0)
  expect(drawn?.rows.every(({ cells }) => cells.length === drawn.columns.length)).toBe(true)
  expect(answer.blocks.find(({ kind }) => kind === 'table')).toBeDefined()
})

test('a second time it is one query for all cells', async () => {
  await desk().say('/matrix')
  const before = desk().queries()
  await desk().say('/matrix')
  const first = desk().queries() - before
  await desk().say('/version')
  const bare = desk().queries() - before - first
  expect(first - bare).toBeLessThanOrEqual(4)
})

test('as a file it has every cell with its candle', async () => {
  const answer = await desk().say('/matrix csv')
  const file = answer.blocks.find(({ kind }) => kind === 'file')
  const text = file?.kind === 'file' ? new TextDecoder().decode(file.bytes) : ''
  const [header, ...rows] = text.trim().split('\r\n')
  expect(header).toBe('market,timeframe,bias,finding,direction,candle_ms,closed_ms,version')
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toMatch(/^\w+:\w+\/\w+,\w+,-?\d+,[\w-]*,\w*,\d{13},\d{13},\d+$/)
})

test('your own list is for you alone', async () => {
  expect(await desk().read('/matrix mine', 'bob')).toContain('Your watchlist is empty')
  await desk().say('/watchlist add BTC', 'bob')
  expect((await desk().say('/matrix mine', 'bob')).title).toBe('Matrix of 1 market')
})

test('nonsense is explained', async () => {
  expect(await desk().read('/matrix 0')).toContain('count')
  expect(await desk().read('/matrix bananas')).toContain('expected a whole number')
})
