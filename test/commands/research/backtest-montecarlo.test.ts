import { expect, test } from 'vitest'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { CROSS } from './tested.ts'

const desk = useTestDesk()
const say = (line: string) => {
  desk().clock.move(60_000)
  return desk().say(line)
}

test('says between what the same trades could have come to, the same each time', async () => {
  const answer = await say(`/backtest montecarlo BTC 15m 28d ${CROSS} csv`)
  const rows = fileIn(answer)
    .trim()
    .split('\r\n')
    .map((row) => row.split(','))
  expect(rows.map(([what]) => what)).toEqual(['what', 'return', 'drawdown', 'reordered_drawdown'])
  for (const [, p5, p50, p95] of rows.slice(1)) {
    expect(Number(p5)).toBeLessThanOrEqual(Number(p50))
    expect(Number(p50)).toBeLessThanOrEqual(Number(p95))
  }
  expect(toPlainText(await say(`/backtest montecarlo BTC 15m 28d ${CROSS} csv`))).toBe(toPlainText(answer))
})

test('says so where nothing was traded', async () => {
  expect(toPlainText(await say('/backtest montecarlo BTC 1h 10d entry "close < 0"'))).toContain('nothing to shuffle')
})
