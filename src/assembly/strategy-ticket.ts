import { type Decimal, decimalOf, ONE } from '../basics/money.ts'
import type { EntryLevel, StrategyEntry, StrategyOwner } from '../strategies/following/following-ports.ts'
import type { Level, Size, Ticket } from '../trading/trading.ts'

/** What a strategy's entry is measured by, as it stands now. Money is in the quote currency. */
export interface TicketBasis {
  /** What one unit of the base currency would cost. */
  readonly price: Decimal
  readonly equity: Decimal
  /** As a share of a fill's value. */
  readonly feeRate: Decimal
  /** Market time, in milliseconds. */
  readonly now: number
}

/** The ticket of a strategy's entry: at the market, with the exits of its rules alone. What it costs includes its fee, as in a backtest. */
export function strategyTicket({ versionId, name }: StrategyOwner, entry: StrategyEntry, basis: TicketBasis): Ticket {
  const { marketId, stop, target, trail, keepUntil } = entry
  const { below, above } = pricesOf({ stop, target }, basis.price)
  return {
    side: 'buy',
    marketId,
    size: sizeOf(entry, basis),
    // A trail alone is a stop from the beginning, so that the risk is counted from there.
    ...(below !== undefined ? { stop: { price: below } } : trail === undefined ? { stop: 'none' } : {}),
    targets: above === undefined ? 'none' : [{ level: { price: above } satisfies Level }],
    ...(trail !== undefined && { trail: decimalOf(trail) }),
    ...(keepUntil !== undefined && { keepMs: Math.max(1, keepUntil - basis.now) }),
    owner: versionId,
    tag: name,
  }
}

export interface LevelPrices {
  readonly below: Decimal | undefined
  readonly above: Decimal | undefined
}

/** Stop and target of what was bought at `price`. */
export function pricesOf({ stop, target }: Pick<StrategyEntry, 'stop' | 'target'>, price: Decimal): LevelPrices {
  const below = stop && levelPrice(stop, { price, sign: -1, risk: price.times(0) })
  const risk = below === undefined ? price.times(0) : price.minus(below)
  return { below, above: target && levelPrice(target, { price, sign: 1, risk }) }
}

function levelPrice(
  level: EntryLevel,
  { price, sign, risk }: { readonly price: Decimal; readonly sign: 1 | -1; readonly risk: Decimal },
): Decimal {
  if ('price' in level) return decimalOf(level.price)
  if ('risks' in level) return price.plus(risk.times(level.risks))
  const way = 'share' in level ? price.times(level.share) : decimalOf(level.distance)
  return price.plus(way.times(sign))
}

function sizeOf({ size }: StrategyEntry, { equity, feeRate }: TicketBasis): Size {
  const withFee = ONE.plus(feeRate)
  switch (size.kind) {
    case 'money':
      return { kind: 'money', amount: decimalOf(size.money).div(withFee) }
    case 'share':
      return { kind: 'money', amount: equity.times(size.share).div(withFee) }
    case 'risk':
      return { kind: 'risk', share: decimalOf(size.share) }
  }
}
