import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { DAY_MS } from '../../../src/basics/timeframe.ts'
import { type CountedTrade, groupedMetrics, TRADE_GROUPINGS, tradeMetrics } from '../../../src/trading/portfolio/trade-metrics.ts'

const START = Date.UTC(2024, 0, 1)
const trade = (pnl: string, about: Partial<CountedTrade> = {}): CountedTrade => ({
  marketId: 'binance:BTC/USDT',
  tag: undefined,
  reason: 'exit',
  openedAt: START,
  closedAt: START + 3_600_000,
  pnl: decimal(pnl),
  fees: decimal('1'),
  risk: decimal('100'),
  ...about,
})

test('counts by hand', () => {
  const metrics = tradeMetrics(['200', '-100', '100', '-50', '0'].map((pnl) => trade(pnl)))
  expect(metrics).toMatchObject({
    count: 5,
    wins: 2,
    losses: 2,
    winRate: 0.4,
    profitFactor: 2,
    expectancyRisks: 0.3,
    averageHeldMs: 3_600_000,
  })
  const { pnl, fees, expectancy, averageWin, averageLoss, best, worst } = metrics
  expect([pnl, fees, expectancy, averageWin, averageLoss, best, worst].map(String)).toEqual(['150', '5', '30', '150', '-75', '200', '-100'])
})

test('says nothing about what it cannot know', () => {
  expect(tradeMetrics([])).toMatchObject({ count: 0, winRate: undefined, profitFactor: undefined, expectancy: undefined, best: undefined })
  expect(tradeMetrics([trade('5', { risk: undefined })])).toMatchObject({
    profitFactor: undefined,
    expectancyRisks: undefined,
    averageLoss: undefined,
  })
})

test('groups by what trades have in common', () => {
  const trades = [trade('5', { tag: 'dip' }), trade('-9', { reason: 'stop' }), trade('7', { closedAt: START + 40 * DAY_MS })]
  const groups = (by: (typeof TRADE_GROUPINGS)[number]) => groupedMetrics(trades, by).map(({ group, metrics }) => `${group} ${metrics.pnl}`)
  expect(groups('market')).toEqual(['BTC/USDT 3'])
  expect(groups('tag')).toEqual(['dip 5', 'no tag -2'])
  expect(groups('reason')).toEqual(['exit 12', 'stop -9'])
  expect(groups('day')).toEqual(['2024-02-10 7', '2024-01-01 -4'])
  expect(groups('week')).toEqual(['2024-02-05 7', '2024-01-01 -4'])
  expect(groups('month')).toEqual(['2024-02 7', '2024-01 -4'])
})

test('groups always add up to the whole', () => {
  const some = fc.record({ pnl: fc.integer({ min: -1000, max: 1000 }), tag: fc.constantFrom(undefined, 'a', 'b'), day: fc.nat(100) })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 30 }), fc.constantFrom(...TRADE_GROUPINGS), (rows, by) => {
      const trades = rows.map(({ pnl, tag, day }) => trade(String(pnl), { tag, closedAt: START + day * DAY_MS }))
      const groups = groupedMetrics(trades, by)
      expect(groups.reduce((sum, { metrics }) => sum.plus(metrics.pnl), decimal('0')).eq(tradeMetrics(trades).pnl)).toBe(true)
      expect(groups.reduce((sum, { metrics }) => sum + metrics.count, 0)).toBe(trades.length)
    }),
  )
})
