import { Decimal } from '../../basics/money.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import type { Book } from '../book.ts'
import type { RiskStanding } from '../gate-ports.ts'
import type { Order } from '../orders/order.ts'
import type { Position, Trade } from '../positions/position.ts'
import { stopNow } from '../positions/stop-now.ts'
import { correctedEquity, type EquityPoint } from './equity-curve.ts'
import { type Rates, rateOf, sumOf, valueBook } from './valuation.ts'

const NOTHING = new Decimal(0)
const USUAL_ENTRIES = 20
const USUAL_ENTRIES_MIN = 5

/** All that is known of an account when somebody asks how it stands. */
export interface StandingFacts {
  readonly book: Book
  /** Market time, in milliseconds. */
  readonly now: number
  /** What one unit of each of `assetsOf(book)` is worth in the book's asset; without a price it is missing. */
  readonly rates: Rates
  /** Newest first: at least all since midnight, and the last thirty. */
  readonly orders: readonly Order[]
  /** Newest first: at least the last thirty. */
  readonly trades: readonly Trade[]
  /** Oldest first: all of the book. */
  readonly snapshots: readonly EquityPoint[]
  /** All that was deposited less what was withdrawn, in the book's asset. */
  readonly funded: Decimal
}

/**
 * How an account stands, for an entry into the market that is asked about. A position whose coin has no price counts at what it cost, so that a price
 * which is missing for a moment is neither a gain nor a loss; what belongs to no position and has no price counts for nothing.
 */
export function standingOf(facts: StandingFacts, marketId: string | undefined): RiskStanding {
  const { book, now, orders, trades } = facts
  const entries = book.orders.filter(isEntry)
  const equity = equityOf(facts)
  const inMarket = <Thing extends { readonly marketId: string }>(things: readonly Thing[]): readonly Thing[] =>
    things.filter((thing) => thing.marketId === marketId)
  return {
    now,
    equity,
    ...highMarks(facts, equity),
    exposure: exposureOf(facts, book.positions, entries),
    held: exposureOf(facts, inMarket(book.positions), inMarket(entries)),
    atRisk: sumOf([...book.positions.map((position) => lossAtStop(position, facts)), ...entries.map((entry) => lossOfEntry(entry, facts))]),
    openMarkets: [...new Set([...book.positions, ...entries].map((each) => each.marketId))],
    entriesToday: orders.filter((order) => isEntry(order) && hadEffect(order) && order.placedAt >= midnightBefore(now)).length,
    ...lossesOf(trades),
    usual: usualOf(facts),
  }
}

/** When the day of a moment began, in UTC. */
export function midnightBefore(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS
}

/** What an account is worth in the book's asset, as the risk gate counts it. */
export function equityOf({ book, rates }: Pick<StandingFacts, 'book' | 'rates'>): Decimal {
  const { total, unpriced } = valueBook(book, book.asset, rates)
  const positions = book.positions.filter(({ base }) => unpriced.includes(base))
  return total.plus(sumOf(positions.map((position) => worthOf(position, { book, rates }))))
}

/** What a position is worth in the book's asset; what it cost, where there is no price. */
export function worthOf({ base, quote, quantity, cost }: Position, { book, rates }: Pick<StandingFacts, 'book' | 'rates'>): Decimal {
  const price = rateOf(base, book.asset, rates)
  return price === undefined ? inBookAsset(cost, quote, { book, rates }) : price.times(quantity)
}

/** The highest equity so far, and that at midnight; before the first snapshot an account was worth what was paid into it. */
export function highMarks(
  { snapshots, funded, now }: Pick<StandingFacts, 'snapshots' | 'funded' | 'now'>,
  equity: Decimal,
): Pick<RiskStanding, 'peak' | 'dayStart'> {
  const begin = snapshots[0]?.funded ?? funded
  const curve = correctedEquity([{ at: 0, equity: begin, funded: begin }, ...snapshots, { at: now, equity, funded }])
  const midnight = midnightBefore(now)
  const known = curve.slice(0, -1)
  return {
    peak: Decimal.max(...curve.map((point) => point.equity)),
    dayStart: known.findLast(({ at }) => at <= midnight)?.equity ?? equity,
  }
}

/** At most what is held for an entry can be spent for it. */
function exposureOf(facts: StandingFacts, positions: readonly Position[], entries: readonly Order[]): Decimal {
  const inPositions = positions.map((position) => worthOf(position, facts))
  return sumOf([...inPositions, ...entries.map(({ reserved, quote }) => inBookAsset(reserved, quote, facts))])
}

/** What equity loses when the stop is hit at its price; all of it without a stop. */
function lossAtStop(position: Position, facts: StandingFacts): Decimal {
  const kept = inBookAsset((stopNow(position) ?? NOTHING).times(position.quantity), position.quote, facts)
  return Decimal.max(NOTHING, worthOf(position, facts).minus(kept))
}

function lossOfEntry({ quantity, filled, reserved, plan, quote }: Order, facts: StandingFacts): Decimal {
  const kept = quantity.minus(filled).times(plan?.stop ?? NOTHING)
  return inBookAsset(Decimal.max(NOTHING, reserved.minus(kept)), quote, facts)
}

/** Losses since the last gain, a position counted once however many parts it was closed in. */
function lossesOf(trades: readonly Trade[]): Pick<RiskStanding, 'lossesInRow' | 'lastLossAt'> {
  const outcomes = new Map<string, { readonly pnl: Decimal; readonly closedAt: number }>()
  for (const { positionId, pnl, closedAt } of trades) {
    const later = outcomes.get(positionId)
    outcomes.set(positionId, later === undefined ? { pnl, closedAt } : { pnl: later.pnl.plus(pnl), closedAt: later.closedAt })
  }
  const newestFirst = [...outcomes.values()]
  const firstGain = newestFirst.findIndex(({ pnl }) => pnl.gte(0))
  return {
    lossesInRow: firstGain === -1 ? newestFirst.length : firstGain,
    lastLossAt: newestFirst.find(({ pnl }) => pnl.lt(0))?.closedAt,
  }
}

function usualOf(facts: StandingFacts): Decimal | undefined {
  const filled = facts.orders.filter((order) => isEntry(order) && order.filled.gt(0)).slice(0, USUAL_ENTRIES)
  if (filled.length < USUAL_ENTRIES_MIN) return undefined
  const worths = filled.map(({ turnover, quote }) => inBookAsset(turnover, quote, facts)).toSorted((one, other) => one.comparedTo(other))
  const middle = worths.length / 2
  return sumOf(worths.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)).div(worths.length % 2 === 0 ? 2 : 1)
}

function isEntry({ reason, side }: Order): boolean {
  return reason === 'entry' && side === 'buy'
}

/** An order that filled, or may still. What was taken back or refused before it filled is no entry. */
function hadEffect({ filled, reserved }: Order): boolean {
  return filled.gt(0) || reserved.gt(0)
}

function inBookAsset(amount: Decimal, asset: string, { book, rates }: Pick<StandingFacts, 'book' | 'rates'>): Decimal {
  return (rateOf(asset, book.asset, rates) ?? NOTHING).times(amount)
}
