import { expect, test } from 'vitest'
import { candlesFrom } from '../../src/basics/candles.ts'
import { Decimal } from '../../src/basics/money.ts'
import { Refusal } from '../../src/basics/refusal.ts'
import { MINUTE_MS } from '../../src/basics/timeframe.ts'
import type { StrategyRules } from '../../src/strategies/strategy.ts'
import { walkedDesk } from '../fixtures/walked-desk.ts'

const START = Date.UTC(2024, 0, 1)
/** One candle each. */
const CLOSES = [99, 101, 102, 99, 98, 101, 103, 104, 105, 99, 98]
/** At 99 both are true: it leaves, and does not come back at the same candle. */
const RULES: StrategyRules = { entry: 'close > 98', exit: 'close < 100', stop: '20%', target: '2r', size: '$100', entriesMax: 2 }

const CANDLES = candlesFrom(
  '15m',
  CLOSES.map((close, index) => {
    const open = CLOSES[index - 1] ?? close
    return { time: START + index * 15 * MINUTE_MS, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1e9 }
  }),
)

const versionOf = (rules: StrategyRules) =>
  ({
    id: '00000000-0000-7000-8000-000000000001',
    strategyId: 's',
    version: 1,
    name: 'mine',
    description: '',
    kind: 'own',
    timeframe: '15m',
    markets: [],
    rules,
    createdAt: 0,
  }) as const

type Desk = ReturnType<typeof walkedDesk>

/** What was done, without the names that things have. */
function doneOn({ store }: Desk) {
  const orders = [...store.orders.values()].toSorted((a, b) => a.placedAt - b.placedAt)
  return {
    orders: orders.map(({ side, placedAt, state, quantity, owner, tag }) => [side, placedAt, state, quantity.toFixed(), owner, tag]),
    trades: [...store.trades.values()].map(({ openedAt, closedAt, pnl }) => [openedAt, closedAt, pnl.toFixed()]),
    open: [...store.positions.values()].filter(({ quantity }) => quantity.gt(0)).length,
  }
}

async function walk(desk: Desk, restarts: { count: number }): Promise<void> {
  for (let index = 1; index < CLOSES.length; index++) {
    await desk.open(index).catch(() => undefined)
    if (!desk.isOver()) continue
    restarts.count++
    desk.restart()
    await desk.round()
  }
}

test('a process that ends between any two writes neither loses nor doubles what a strategy does', async () => {
  const whole = walkedDesk({ candles: CANDLES, version: versionOf(RULES) })
  await walk(whole, { count: 0 })
  const expected = doneOn(whole)
  expect(expected.orders.map(([side]) => side)).toEqual(['buy', 'buy', 'sell', 'buy', 'buy', 'sell'])
  expect(expected).toMatchObject({ open: 0 })

  for (let endsAfter = 1; ; endsAfter++) {
    const desk = walkedDesk({ candles: CANDLES, version: versionOf(RULES), endsAfter })
    const restarts = { count: 0 }
    await walk(desk, restarts)
    if (restarts.count === 0) break
    expect({ endsAfter, ...doneOn(desk) }).toEqual({ endsAfter, ...expected })
  }
})

test('two processes that step at the same candle act once', async () => {
  const desk = walkedDesk({ candles: CANDLES, version: versionOf(RULES) })
  const whole = walkedDesk({ candles: CANDLES, version: versionOf(RULES) })
  for (let index = 1; index < CLOSES.length; index++) {
    await whole.open(index)
    await Promise.all([desk.open(index), desk.other()])
  }
  expect(doneOn(desk)).toEqual(doneOn(whole))
})

test('after a pause, what was missed is left now and not entered any more', async () => {
  const desk = walkedDesk({ candles: CANDLES, version: versionOf({ entry: 'close crosses above 100', exit: 'close < 100', size: '$100' }) })
  for (const index of [1, 2]) await desk.open(index)
  expect(doneOn(desk)).toMatchObject({ open: 1 })
  // Down while it fell, came back and rose on: at the newest candle nothing is true.
  await desk.open(8)
  expect(doneOn(desk)).toMatchObject({ open: 0 })
  expect(desk.notes().map(({ kind }) => kind)).toEqual(['entry', 'missed', 'exit'])
  // Down while it would have entered.
  const late = walkedDesk({ candles: CANDLES, version: versionOf({ entry: 'close crosses above 100', size: '$100' }) })
  await late.open(1)
  await late.open(4)
  expect(doneOn(late)).toMatchObject({ orders: [], open: 0 })
})

test('what the gate refuses is noted, and tried no more at that candle', async () => {
  let asked = 0
  const gate = {
    defaults: async () => {
      asked++
      throw new Refusal('over-limit', 'You lost enough today.')
    },
    judge: async () => ({ allowed: false, rulings: [], most: new Decimal(0) }),
  }
  const desk = walkedDesk({ candles: CANDLES, version: versionOf({ entry: 'close crosses above 100', size: '$100' }), gate })
  for (const index of [1, 2]) await desk.open(index)
  const before = asked
  expect(before).toBeGreaterThan(0)
  await desk.round()
  expect(asked).toBe(before)
  expect(desk.notes()).toEqual([
    { marketId: 'binance:BTC/USDT', candle: CANDLES.time[1], kind: 'refused', words: 'You lost enough today.' },
  ])
})
