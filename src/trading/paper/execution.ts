import { Decimal, decimal } from '../../basics/money.ts'
import { LEDGER_SCALE } from '../ledger/ledger-entry.ts'
import type { Order } from '../orders/order.ts'
import type { TradedMarket } from '../trading-ports.ts'
import type { Execution, MarketStep } from '../venue-ports.ts'
import type { Taken } from './depth.ts'
import type { PaperCosts } from './paper-costs.ts'

/** Decimals that a mean price has beyond those of the market's tick. */
const MEAN_DECIMALS = 4

interface ExecutionFacts extends Taken {
  readonly market: TradedMarket
  readonly step: MarketStep
  readonly costs: PaperCosts
  readonly maker: boolean
}

/**
 * The part of an order that a step filled, rounded against its owner but never past the order's limit. Its trade id counts the lots that were filled before it,
 * so a step that is told again after a crash tells the same trade.
 */
export function executionOf(order: Order, { market, step, costs, maker, quantity, price: mean }: ExecutionFacts): Execution {
  const price = roundedMean(mean, { order, market })
  const inQuote = costs.feeIn === 'quote' || order.side === 'sell'
  const fee = (inQuote ? quantity.times(price) : quantity).times(maker ? costs.maker : costs.taker)
  return {
    clientOrderId: order.clientOrderId,
    tradeId: `${order.clientOrderId}-${order.filled.div(decimal(market.lot)).toFixed(0)}`,
    price,
    quantity,
    fee: fee.toDecimalPlaces(LEDGER_SCALE, Decimal.ROUND_UP),
    feeAsset: inQuote ? market.quote : market.base,
    maker,
    at: step.closesAt,
  }
}

/** With so few decimals that price times quantity is exact in the ledger. */
function roundedMean(mean: Decimal, { order, market }: { readonly order: Order; readonly market: TradedMarket }): Decimal {
  const tick = decimal(market.tick).decimalPlaces()
  const places = Math.max(tick, Math.min(tick + MEAN_DECIMALS, LEDGER_SCALE - decimal(market.lot).decimalPlaces()))
  if (order.side === 'buy') return Decimal.min(order.limit, mean.toDecimalPlaces(places, Decimal.ROUND_CEIL))
  return Decimal.max(order.limit, mean.toDecimalPlaces(places, Decimal.ROUND_FLOOR))
}
