import type { BacktestPicture } from '../../src/charts/charts.ts'

const START = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

export function someBacktest(about: Partial<BacktestPicture> = {}): BacktestPicture {
  const curve = (value: (day: number) => number): Float64Array => Float64Array.from({ length: 40 }, (_, day) => value(day))
  return {
    title: 'BTC/USDT 1d · sma-cross',
    badge: 'REPLAY',
    change: 0.0975,
    times: curve((day) => START + day * DAY_MS),
    price: curve((day) => 40_000 + 2000 * Math.sin(day / 5)),
    equity: curve((day) => 10_000 + 25 * day),
    holding: curve((day) => 10_000 + 500 * Math.sin(day / 5)),
    fills: [
      { at: START + 5 * DAY_MS, price: 41_000, side: 'buy' },
      { at: START + 12 * DAY_MS, price: 42_000, side: 'sell', won: true },
      { at: START + 20 * DAY_MS, price: 39_000, side: 'buy' },
      { at: START + 25 * DAY_MS, price: 38_000, side: 'sell', won: false },
    ],
    currency: 'USDT',
    figures: [{ label: 'Sharpe', value: '1.20' }],
    words: 'Only 2 trades: too few to say.',
    zone: 'UTC',
    palette: 'classic',
    at: START + 40 * DAY_MS,
    ...about,
  }
}
