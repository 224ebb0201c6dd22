import { expect, test } from 'vitest'
import { useTestDesk } from '../../fixtures/desk.ts'

const desk = useTestDesk()

test('no rate stands without the count that it is of', async () => {
  const answer = await desk().say('/record')
  const tables = answer.blocks.filter(({ kind }) => kind === 'table')
  expect(tables.length).toBeGreaterThan(0)
  for (const table of tables) {
    if (table.kind !== 'table') continue
    expect(table.columns.map(({ title }) => title)).toEqual(['Source', 'n', 'Won', 'R'])
    for (const [, count, won] of table.rows) expect(won === '' ? count : Number(count)).not.toBe(0)
  }
})

test('what was found in the past is not mixed with what was said', async () => {
  expect(await desk().read('/record')).toMatch(
    /Found in the past, 20\d\d-\d\d-\d\d \d\d:\d\d UTC to 20\d\d-\d\d-\d\d \d\d:\d\d UTC: \d+ open/,
  )
})

test('counts agree with the signals themselves', async () => {
  const record = (await desk().say('/signals record BTC 1d csv')).blocks.find(({ kind }) => kind === 'file')
  const shown = (await desk().say('/signals show BTC 1d csv')).blocks.find(({ kind }) => kind === 'file')
  const linesOf = (file: typeof record) => (file?.kind === 'file' ? new TextDecoder().decode(file.bytes).trim().split('\r\n').slice(1) : [])
  const signals = linesOf(shown).map((line) => line.split(','))
  expect(signals.length).toBeGreaterThan(0)
  expect(signals.length).toBeLessThan(100)
  for (const line of linesOf(record)) {
    const [source, , live, decided, winners] = line.split(',')
    const same = signals.filter((cells) => cells[4] === source && cells[12] === live && cells[13] !== '')
    expect(same).toHaveLength(Number(decided))
    expect(same.filter((cells) => Number(cells[16]) > 0)).toHaveLength(Number(winners))
  }
})

test('a span without signals says so', async () => {
  expect(await desk().read('/signals record BTC 1w last 1')).toContain('No signal was said yet')
})
