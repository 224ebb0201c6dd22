import { expect, test } from 'vitest'
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

test('keeps to what was asked for', async () => {
  const file = (await desk().say('/signals list long 50 csv')).blocks.find(({ kind }) => kind === 'file')
  const [, ...rows] = file?.kind === 'file' ? new TextDecoder().decode(file.bytes).trim().split('\r\n') : []
  for (const row of rows) {
    const cells = row.split(',')
    expect(cells[3]).toBe('long')
    expect(Number(cells[6])).toBeGreaterThanOrEqual(50)
  }
  expect(await desk().read('/signals list from moon-phase')).toContain('ema-cross')
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
