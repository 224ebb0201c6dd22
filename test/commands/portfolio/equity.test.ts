import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { DAY_MS } from '../../../src/basics/timeframe.ts'
import { fileIn, useTestDesk } from '../../fixtures/desk.ts'
import { HISTORY_NOW } from '../../fixtures/small-history.ts'
import { tradesFor } from './traded.ts'

const desk = useTestDesk()

test('draws what the account was worth, free of deposits', async () => {
  const trader = await tradesFor(desk(), 'bob')
  const { id: bookId } = await trader.trading.book(trader.userId)
  const snapshot = (days: number, equity: string, funded: string) =>
    desk().database.equity.keep({
      bookId,
      at: HISTORY_NOW - days * DAY_MS,
      equity: decimal(equity),
      cash: decimal(equity),
      exposure: decimal('0'),
      funded: decimal(funded),
    })
  await snapshot(3, '5000', '5000')
  await snapshot(2, '4500', '5000')
  await snapshot(1, '9500', '10000')
  const answer = await desk().say('/equity', 'bob')
  expect(answer.title).toBe('Equity -5.26% (PAPER · REPLAY)')
  const [drawn] = desk().charts.equities
  expect(drawn?.curve.map(({ equity, drawdown }) => [Math.round(equity), drawdown.toFixed(4)])).toEqual([
    [10_556, '0.0000'],
    [10_556, '0.0000'],
    [9500, '-0.1000'],
    [9500, '-0.1000'],
    [10_000, '-0.0526'],
  ])
  expect(drawn?.badge).toBe('PAPER · REPLAY')
  expect(fileIn(await desk().say('/equity csv', 'bob')).split('\r\n')).toHaveLength(7)
})

test('says when there is no curve yet', async () => {
  expect((await desk().say('/equity', 'newcomer')).title).toBe('There is no curve yet (PAPER · REPLAY)')
})
