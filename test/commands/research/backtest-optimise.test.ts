import { expect, test } from 'vitest'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { CROSS, fieldOf } from './tested.ts'

const desk = useTestDesk()
const say = (line: string) => {
  desk().clock.move(120_000)
  return desk().say(line)
}

test('tries what was asked for, draws two numbers as a map, and says how lucky the best was', async () => {
  const answer = await say(`/backtest optimise BTC 1h 20d ${CROSS} vary "p1=5..15:5 p2=20..40:10" csv`)
  expect(answer.title).toContain('best of 9')
  expect(fieldOf(answer, 'Variants')).toBe('9')
  const map = desk().charts.matrices.at(-1)
  expect([map?.rows.length, map?.columns]).toEqual([3, ['20', '30', '40']])
  const rows = fileIn(answer).trim().split('\r\n')
  expect(rows).toHaveLength(10)
  expect(rows[0]).toContain('trades,return,sharpe,max_drawdown,win_rate,profit_factor,score')
})

test('the best can be tested by itself, and comes to the same', async () => {
  const answer = await say(`/backtest optimise BTC 1h 25d ${CROSS} vary "p1=5..15:5"`)
  desk().clock.move(120_000)
  const again = await desk().press('Test the best', answer)
  expect(again.refusal).toBeUndefined()
  expect(fieldOf(again, 'Return')).toBe(fieldOf(answer, 'Return'))
})

test('tries the numbers that matter most where nobody says which', async () => {
  const answer = await say('/backtest optimise rsi-reversion BTC 1h 25d random 12')
  expect(fieldOf(answer, 'Variants')).toBe('12')
  expect(toPlainText(await say('/backtest optimise rsi-reversion BTC 1h 25d random 12'))).toBe(toPlainText(answer))
})

test('where no variant traded enough, there is no table of the best', async () => {
  const answer = await say('/backtest optimise BTC 1h 20d entry "rsi(14) < 2" stop 3% random 3')
  expect(toPlainText(answer)).toContain('None of 3 variants had 10 trades')
  expect(answer.blocks.map(({ kind }) => kind)).not.toContain('table')
})

test('asks before it tries many, with the number said', async () => {
  const question = await say(`/backtest optimise BTC 4h 25d ${CROSS} vary "p1=2..30:1 p2=31..50:1"`)
  expect(question.title).toBe('That makes 580 variants')
  desk().clock.move(120_000)
  const answer = await desk().press('Try 580', question)
  expect(answer.replaces).toBe(true)
  expect(fieldOf(answer, 'Variants')).toBe('580')
})

test.each([
  [`/backtest optimise BTC 1h 20d ${CROSS} vary "p1=1..2000:1 p2=1..2000:1"`, 'variants|goes'],
  [`/backtest optimise BTC 1h 20d ${CROSS} vary "p9=1..2:1"`, 'no number called p9'],
  ['/backtest optimise BTC 1h 20d entry "close > open" hold 3', 'no number in these rules'],
])('%s is refused kindly', async (line, words) => {
  const answer = await say(line)
  expect(answer.refusal).toBeDefined()
  expect(toPlainText(answer)).toMatch(new RegExp(words))
})

test('says so where no variant traded enough', async () => {
  const answer = await say('/backtest optimise BTC 1h 10d entry "close < -1" hold 3 vary "p1=0.5..1.5:0.5"')
  expect(toPlainText(answer)).toMatch(/none is the best|goes above 0|no number/)
  expect(desk().failures).toEqual([])
})
