import { expect, test } from 'vitest'
import { decimal } from '../../../src/basics/money.ts'
import { DAY_MS, HOUR_MS } from '../../../src/basics/timeframe.ts'
import type { Book } from '../../../src/trading/book.ts'
import type { Order } from '../../../src/trading/orders/order.ts'
import { type StandingFacts, standingOf } from '../../../src/trading/portfolio/standing.ts'
import type { Position, Trade } from '../../../src/trading/positions/position.ts'
import { someBook, someOrder, somePosition, someTrade } from '../some-book.ts'

const MIDNIGHT = Date.UTC(2024, 0, 20)
const NOW = MIDNIGHT + 10 * HOUR_MS
const BTC = 'binance:BTC/USDT'

const rates = new Map(Object.entries({ BTC: '50000', ETH: '2000' }).map(([asset, price]) => [asset, { price: decimal(price), at: NOW }]))
const facts = (about: Partial<StandingFacts> = {}): StandingFacts => ({
  book: someBook(),
  now: NOW,
  rates,
  orders: [],
  trades: [],
  snapshots: [],
  funded: decimal('10000'),
  ...about,
})
const snapshot = (at: number, equity: string, funded = '10000') => ({ at, equity: decimal(equity), funded: decimal(funded) })
const withPosition = (position: Position): Book => someBook({ USDT: ['5000', '0'], BTC: ['0.1', '0'] }, { positions: [position] })

test('an account with nothing but its money', () => {
  const { equity, peak, dayStart, ...rest } = standingOf(facts(), BTC)
  expect([equity, peak, dayStart].map(String)).toEqual(['10000', '10000', '10000'])
  expect([rest.exposure, rest.held, rest.atRisk].map(String)).toEqual(['0', '0', '0'])
  expect(rest).toMatchObject({ openMarkets: [], entriesToday: 0, lossesInRow: 0, lastLossAt: undefined, usual: undefined, now: NOW })
})

test('a position counts with its worth, and risks what lies between that and its stop', () => {
  const position = somePosition({ quantity: decimal('0.1'), cost: decimal('4800'), stop: decimal('49000') })
  const standing = standingOf(facts({ book: withPosition(position) }), BTC)
  expect([standing.equity, standing.exposure, standing.held, standing.atRisk].map(String)).toEqual(['10000', '5000', '5000', '100'])
  expect(standing.openMarkets).toEqual([BTC])
  expect(String(standingOf(facts({ book: withPosition(position) }), 'binance:ETH/USDT').held)).toBe('0')
})

test('without a stop all of it is at risk; a trailing stop counts as it stands', () => {
  const atRisk = (about: Partial<Position>) =>
    String(
      standingOf(facts({ book: withPosition(somePosition({ quantity: decimal('0.1'), cost: decimal('4800'), ...about })) }), BTC).atRisk,
    )
  expect(atRisk({ stop: undefined })).toBe('5000')
  expect(atRisk({ stop: decimal('40000'), peak: decimal('50000'), trail: decimal('0.01') })).toBe('50')
})

test('a coin without a price counts at what it cost', () => {
  const position = somePosition({ quantity: decimal('0.1'), cost: decimal('4800'), stop: decimal('47000') })
  const standing = standingOf(facts({ book: withPosition(position), rates: new Map() }), BTC)
  expect([standing.equity, standing.exposure, standing.atRisk].map(String)).toEqual(['9800', '4800', '100'])
})

test('an entry in flight counts with all that is held for it', () => {
  const entry = someOrder({ quantity: decimal('0.1'), reserved: decimal('4904.9'), plan: { stop: decimal('48000'), targets: [] } })
  const book = someBook(
    { USDT: ['5095.1', '4904.9'] },
    { orders: [entry, someOrder({ reason: 'exit', side: 'sell', reserved: decimal('0.1') })] },
  )
  const standing = standingOf(facts({ book }), BTC)
  expect([standing.equity, standing.exposure, standing.held, standing.atRisk].map(String)).toEqual(['10000', '4904.9', '4904.9', '104.9'])
})

test('the marks of the day and of all time are free of deposits', () => {
  const snapshots = [
    snapshot(MIDNIGHT - DAY_MS, '12000'),
    snapshot(MIDNIGHT - HOUR_MS, '9000'),
    snapshot(MIDNIGHT + HOUR_MS, '18000', '19000'),
  ]
  const book = someBook({ USDT: ['18000', '0'] })
  const { peak, dayStart } = standingOf(facts({ book, snapshots, funded: decimal('19000') }), BTC)
  expect([peak, dayStart].map(String)).toEqual(['24000', '18000'])
})

test('a loss of the day cannot be watered down by a deposit', () => {
  const snapshots = [snapshot(MIDNIGHT, '10000'), snapshot(MIDNIGHT + HOUR_MS, '9000')]
  const { equity, dayStart } = standingOf(facts({ book: someBook({ USDT: ['90000', '0'] }), snapshots, funded: decimal('91000') }), BTC)
  expect(equity.div(dayStart).toNumber()).toBeCloseTo(0.9, 12)
})

test('entries of today are those that filled or may still', () => {
  const at = (placedAt: number, about: Partial<Order> = {}) => someOrder({ placedAt, filled: decimal('1'), ...about })
  const orders = [
    at(NOW),
    at(MIDNIGHT, { filled: decimal('0'), reserved: decimal('5') }),
    at(MIDNIGHT + 1, { filled: decimal('0'), reserved: decimal('0') }),
    at(MIDNIGHT - 1),
    at(NOW, { reason: 'stop', side: 'sell' }),
  ]
  expect(standingOf(facts({ orders }), BTC).entriesToday).toBe(2)
})

test('losses in a row count positions, not their parts', () => {
  const lost = (positionId: string, closedAt: number, pnl: string): Trade => someTrade({ positionId, closedAt, pnl: decimal(pnl) })
  const trades = [lost('d', 9, '-5'), lost('c', 8, '-9'), lost('c', 7, '4'), lost('b', 6, '-3'), lost('b', 5, '8'), lost('a', 1, '-1')]
  expect(standingOf(facts({ trades }), BTC)).toMatchObject({ lossesInRow: 2, lastLossAt: 9 })
  expect(standingOf(facts({ trades: [lost('a', 3, '2'), lost('b', 2, '-2')] }), BTC)).toMatchObject({ lossesInRow: 0, lastLossAt: 2 })
})

test('the usual size is the median of the last entries, from the fifth on', () => {
  const entries = ['100', '900', '200', '300', '400'].map((turnover) => someOrder({ turnover: decimal(turnover), filled: decimal('1') }))
  expect(String(standingOf(facts({ orders: entries }), BTC).usual)).toBe('300')
  expect(standingOf(facts({ orders: entries.slice(1) }), BTC).usual).toBeUndefined()
  const six = [...entries, someOrder({ turnover: decimal('350'), filled: decimal('1') })]
  expect(String(standingOf(facts({ orders: six }), BTC).usual)).toBe('325')
})
