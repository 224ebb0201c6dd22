import { Decimal, ONE } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { showAmount } from '../../basics/show.ts'
import type { Book } from '../book.ts'
import type { RiskDefaults, RiskGate, RiskQuestion, RiskStanding, RiskVerdict } from '../gate-ports.ts'
import type { PlannedOrder } from '../orders/planned-order.ts'
import type { ExpectedFill } from '../paper/expect-fill.ts'
import type { Draft, Ticket } from '../trading.ts'
import type { Quote, TradedMarket } from '../trading-ports.ts'
import { OverLimit } from './over-limit.ts'
import { BY_HAND, type OrderPlan, planBuy, planSell } from './plan-orders.ts'

const NOTHING = new Decimal(0)
/** What is sold makes a position smaller: no limit holds it back. */
const FREE: RiskVerdict = { allowed: true, rulings: [], most: NOTHING }

/** How the world stands when a ticket is worked out. */
export interface DraftFacts {
  readonly book: Book
  readonly market: TradedMarket
  readonly quote: Quote
  readonly standing: RiskStanding
  readonly defaults: RiskDefaults
  /** Worth of one unit of the quote currency in the book's asset. */
  readonly rate: Decimal
  readonly feeRate: Decimal
  /** What an order of this size would come to right now. */
  readonly expect: (
    order: { readonly side: Ticket['side']; readonly quantity: Decimal; readonly limit: Decimal },
    quote: Quote,
  ) => ExpectedFill
  readonly judge: RiskGate['judge']
}

/** A draft without the question it is kept under, and the plan behind it. */
export interface WorkedOut {
  readonly draft: Omit<Draft, 'id' | 'expiresAt'>
  readonly plan: OrderPlan
}

/** Works out what a ticket would do to a book. A size "by risk" or "max" is cut down to what the gate lets pass. Refuses what contradicts itself or cannot be paid. */
export async function draftOrder(ticket: Ticket, facts: DraftFacts): Promise<WorkedOut> {
  const plan = planOf(ticket, facts)
  if (ticket.side === 'sell') return { plan, draft: describe(ticket, { plan, facts, verdict: FREE }) }
  const verdict = await judged(plan, facts)
  const { size } = ticket
  if (verdict.allowed || verdict.most.lte(0) || (size.kind !== 'risk' && size.kind !== 'max'))
    return { plan, draft: describe(ticket, { plan, facts, verdict }) }
  const cut = planOf({ ...ticket, size: { kind: 'base', amount: Decimal.min(verdict.most, plan.quantity) } }, facts)
  return { plan: cut, draft: describe(ticket, { plan: cut, facts, verdict: await judged(cut, facts) }) }
}

/** Refuses a draft that the gate does not let pass, or that there is no money for. */
export function checkDraft(draft: WorkedOut['draft'], book: Book): void {
  const { verdict, reserve, market, ticket } = draft
  const free = book.balances.get(market.quote)?.available ?? NOTHING
  const broken = verdict.rulings.find(({ passed }) => !passed)
  if (broken !== undefined) {
    const { most } = verdict
    const less: readonly Ticket[] = most.gt(0) ? [{ ...ticket, size: { kind: 'base', amount: most } }] : []
    throw new OverLimit(`${costWords(draft)}${broken.words}`, {
      hint: 'Nothing was placed. /why says more.',
      instead: [...asMoney(draft, free), ...less],
    })
  }
  if (ticket.side === 'buy' && reserve.gt(free))
    throw new OverLimit(
      `${costWords(draft)}That takes up to ${showAmount(reserve, market.quote)} with fees, and ${showAmount(free, market.quote)} is free.`,
      {
        hint: 'For example: /buy btc max',
        instead: [...asMoney(draft, free), { ...ticket, size: { kind: 'max' } }],
      },
    )
}

/** "100" is so many coins; what they come to is told, since often as many dollars were meant. */
function costWords({ ticket: { size }, quantity, cost, market }: WorkedOut['draft']): string {
  return size.kind === 'base' ? `${showAmount(quantity, market.base)} is about ${showAmount(cost.toDecimalPlaces(2), market.quote)}. ` : ''
}

/** The same number as money, where the market takes so little and the account has so much. */
function asMoney({ ticket, entry, market, verdict: { most } }: WorkedOut['draft'], free: Decimal): readonly Ticket[] {
  const { size } = ticket
  const least = market.minimumCost ?? entry.times(market.lot)
  const limit = most.gt(0) ? most.times(entry) : free
  if (size.kind !== 'base' || size.amount.lt(least) || size.amount.gt(limit)) return []
  return [{ ...ticket, size: { kind: 'money', amount: size.amount } }]
}

function planOf(ticket: Ticket, facts: DraftFacts): OrderPlan {
  const { book, market, quote, defaults, rate, standing, feeRate } = facts
  const basis = { market, quote, band: defaults.marketBand }
  const side = ticket.side
  if (side === 'sell') {
    const held = freeToSell(book, { marketId: market.id, owner: ticket.owner ?? BY_HAND })
    if (held.lte(0)) throw nothingToSell(book, market)
    return planSell(ticket, { ...basis, expected: expected(facts, { side, quantity: held }), held })
  }
  const cash = book.balances.get(market.quote)?.available ?? NOTHING
  const buy = { ...basis, defaults, cash, equity: standing.equity.div(rate), feeRate }
  const rough = planBuy(ticket, { ...buy, expected: expected(facts, { side, quantity: NOTHING }) })
  return planBuy(ticket, { ...buy, expected: expected(facts, { side, quantity: rough.quantity }) })
}

/** What a market order of this size would fill at. */
function expected(
  { expect, quote }: DraftFacts,
  { side, quantity }: { readonly side: Ticket['side']; readonly quantity: Decimal },
): Decimal {
  const limit = side === 'buy' ? quote.last.mul(2) : quote.last.div(2)
  return expect({ side, quantity, limit }, quote).price
}

/** What a position holds and no resting order is about to sell, as far as it was not spent as money of another market. */
function freeToSell(book: Book, { marketId, owner }: { readonly marketId: string; readonly owner: string }): Decimal {
  const position = book.positions.find((each) => each.marketId === marketId && each.owner === owner)
  const selling = book.orders.filter((order) => order.marketId === marketId && order.owner === owner && order.side === 'sell')
  const held = selling.reduce((left, { reserved }) => left.minus(reserved), position?.quantity ?? NOTHING)
  return position === undefined ? held : Decimal.min(held, book.balances.get(position.base)?.available ?? NOTHING)
}

function nothingToSell(book: Book, { base, symbol }: TradedMarket): Refusal {
  const elsewhere = book.positions.find((position) => position.base === base)
  if (elsewhere !== undefined)
    return new Refusal('conflict', `There is nothing free to sell in ${symbol}.`, { hint: '/positions and /orders show what there is.' })
  return new Refusal('conflict', `You hold no ${base}, and this desk is spot and long only: nothing is sold short.`, {
    hint: `For example: /buy ${base.toLowerCase()} $100`,
  })
}

/** Either order of a pair may fill, each with exits of its own, so each must pass. */
async function judged({ orders, quantity, entry, exits }: OrderPlan, facts: DraftFacts): Promise<RiskVerdict> {
  const type = orders[0]?.type ?? 'market'
  if (orders[0]?.group?.kind !== 'oco') return facts.judge(questionOf({ type, entry, quantity, ...exits }, facts))
  const verdicts = await Promise.all(
    orders.map((order) =>
      facts.judge(questionOf({ ...order, entry: order.expected, stop: order.plan?.stop, targets: order.plan?.targets ?? [] }, facts)),
    ),
  )
  return verdicts.find(({ allowed }) => !allowed) ?? verdicts[0] ?? FREE
}

/** What the gate is asked about an entry. */
export function questionOf(
  {
    type,
    entry,
    quantity,
    stop,
    targets,
  }: Pick<RiskQuestion, 'type' | 'entry' | 'quantity'> & Pick<OrderPlan['exits'], 'stop' | 'targets'>,
  { book, market, quote, rate, standing }: Pick<DraftFacts, 'book' | 'market' | 'quote' | 'rate' | 'standing'>,
): RiskQuestion {
  const shares = targets.reduce((sum, { share }) => sum.plus(share), NOTHING)
  const target = shares.isZero() ? undefined : targets.reduce((sum, { price, share }) => sum.plus(price.mul(share)), NOTHING).div(shares)
  return {
    userId: book.userId,
    marketId: market.id,
    symbol: market.symbol,
    base: market.base,
    quote: market.quote,
    type,
    quantity,
    entry,
    last: quote.last,
    rate,
    stop,
    target,
    lot: new Decimal(market.lot),
    standing,
  }
}

function describe(
  ticket: Ticket,
  { plan, facts, verdict }: { readonly plan: OrderPlan; readonly facts: DraftFacts; readonly verdict: RiskVerdict },
): WorkedOut['draft'] {
  const { market, quote, standing, rate, feeRate, book } = facts
  const { orders, quantity, entry, exits } = plan
  const cost = quantity.mul(entry)
  const fee = cost.mul(feeRate)
  const loss = exits.stop === undefined ? cost : cost.minus(quantity.mul(exits.stop)).plus(quantity.mul(exits.stop).mul(feeRate))
  const risk = ticket.side === 'sell' ? NOTHING : loss.plus(fee).mul(rate)
  const share = (money: Decimal): Decimal => (standing.equity.gt(0) ? money.div(standing.equity) : NOTHING)
  const after =
    ticket.side === 'buy' ? standing.exposure.plus(cost.mul(rate)) : Decimal.max(NOTHING, standing.exposure.minus(cost.mul(rate)))
  const isMarket = orders[0]?.type === 'market'
  return {
    ticket,
    market,
    quote,
    orders,
    quantity,
    entry,
    cost,
    fee,
    reserve: orders.reduce((sum, order) => sum.plus(heldFor(order, feeRate)), NOTHING),
    slippage: isMarket ? (ticket.side === 'buy' ? entry.div(quote.last).minus(ONE) : ONE.minus(entry.div(quote.last))) : NOTHING,
    stop: exits.stop,
    targets: exits.targets,
    usual: exits.usual,
    risk,
    riskShare: share(risk),
    reward: rewardOf(plan),
    standing,
    exposureAfter: share(after),
    verdict,
    book: { mode: book.mode, asset: book.asset, source: book.source },
  }
}

/** The most that an order may take, in the quote currency for a buy and in the base currency for a sell. */
function heldFor({ side, quantity, limit }: PlannedOrder, feeRate: Decimal): Decimal {
  return side === 'buy' ? quantity.mul(limit).mul(ONE.plus(feeRate)) : quantity
}

function rewardOf({ entry, exits: { stop, targets } }: OrderPlan): Decimal | undefined {
  if (stop === undefined || targets.length === 0) return undefined
  const gain = targets.reduce((sum, { price, share }) => sum.plus(price.minus(entry).mul(share)), NOTHING)
  const shares = targets.reduce((sum, { share }) => sum.plus(share), NOTHING)
  return gain.div(shares).div(entry.minus(stop))
}
