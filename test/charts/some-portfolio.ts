import type { CardPicture, EquityPicture, RiskPicture } from '../../src/charts/charts.ts'

const START = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000
const COMMON = { badge: 'PAPER', zone: 'UTC', palette: 'classic', at: START + 2 * DAY_MS } as const

export function someEquity(about: Partial<EquityPicture> = {}): EquityPicture {
  const curve = [10_000, 9_900, 10_200].map((equity, day) => ({
    at: START + day * DAY_MS,
    equity,
    drawdown: Math.min(0, equity / 10_000 - 1),
  }))
  return { ...COMMON, title: 'Equity', curve, currency: 'USDT', figures: [{ label: 'Sharpe', value: '1.20' }], ...about }
}

export function someRisk(about: Partial<RiskPicture> = {}): RiskPicture {
  const gauges = [{ label: 'Exposure', used: 0.4, limit: 0.95, words: '40% of 95%' }]
  return { ...COMMON, equity: '10,000.00 USDT', gauges, parts: [{ label: 'BTC/USDT', share: 0.4 }], ...about }
}

export function someCard(about: Partial<CardPicture> = {}): CardPicture {
  return {
    badge: 'PAPER',
    symbol: 'BTC/USDT',
    status: 'LONG',
    change: 0.0551,
    figures: [{ label: 'Entry', value: '60,000.00' }],
    prices: [1, 2, 3, 2.5],
    foot: 'Paper trade',
    palette: 'classic',
    ...about,
  }
}
