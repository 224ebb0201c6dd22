import { expect, test } from 'vitest'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { CROSS, fieldOf } from './tested.ts'

const desk = useTestDesk()
const say = (line: string) => {
  desk().clock.move(120_000)
  return desk().say(line)
}

test('tries each choice on the time after it, and judges by that', async () => {
  const answer = await say(`/backtest walkforward BTC 15m 28d ${CROSS} vary "p1=5..15:5" csv`)
  expect(fieldOf(answer, 'Variants')).toBe('3')
  const rows = fileIn(answer).trim().split('\r\n')
  expect(rows[0]).toMatch(/^from_ms,split_ms,to_ms,.*,inside,outside,outside_trades$/)
  expect(rows.length).toBeGreaterThan(3)
  expect(toPlainText(answer)).toContain('tried outside')
  const curve = desk().charts.equities.at(-1)?.curve ?? []
  expect(curve.length).toBeGreaterThan(100)
  expect(curve.every(({ at }, index) => index === 0 || at > (curve[index - 1]?.at ?? 0))).toBe(true)
})

test('says so where there are too few candles', async () => {
  expect(toPlainText(await say(`/backtest walkforward BTC 4h 10d ${CROSS} vary "p1=5..15:5"`))).toContain('No window had enough candles')
})
