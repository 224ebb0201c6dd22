import { Decimal } from '../../../src/basics/money.ts'
import type { BuyBasis } from '../../../src/trading/drafting/plan-orders.ts'
import type { Ticket } from '../../../src/trading/trading.ts'
import type { Quote, TradedMarket } from '../../../src/trading/trading-ports.ts'

export const d = (digits: string | number): Decimal => new Decimal(digits)

export const BTC: TradedMarket = {
  id: 'binance:BTC/USDT',
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  tick: '0.01',
  lot: '0.00001',
  minimumCost: '5',
  active: true,
}

/** Bitcoin at 50,000. */
export const QUOTE: Quote = { marketId: BTC.id, last: d(50_000), bid: undefined, ask: undefined, hourVolume: undefined, at: 0 }

const USUAL = { stop: d('0.02'), target: d('0.04'), reward: d('1.5'), tradeRisk: d('0.02'), marketBand: d('0.02') }

/** Somebody with 10,000 in cash and nothing else. */
export const BASIS: BuyBasis = {
  market: BTC,
  quote: QUOTE,
  band: USUAL.marketBand,
  expected: QUOTE.last,
  defaults: USUAL,
  cash: d(10_000),
  equity: d(10_000),
  feeRate: d('0.001'),
}

export function ticket(about: Partial<Ticket> = {}): Ticket {
  return { side: 'buy', marketId: BTC.id, size: { kind: 'money', amount: d(500) }, targets: [], ...about }
}
