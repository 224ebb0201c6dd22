import { Decimal, decimalOf } from '../../basics/money.ts'
import type { Order } from '../orders/order.ts'
import type { OrderRun } from '../orders/order-run.ts'
import { isResting } from '../orders/order-state.ts'
import { findExit } from '../positions/find-exit.ts'
import type { Position } from '../positions/position.ts'
import type { MarketStep } from '../venue-ports.ts'
import { dueSteps, momentSteps } from './due-steps.ts'
import { endOrder } from './end-order.ts'
import { makeExit } from './exit-order.ts'
import { recover } from './recover.ts'
import { sendConfirmed } from './send-order.ts'
import { takeNews } from './take-news.ts'

/**
 * Brings a book up to now: what a crash left, the bars that closed since it was settled, bar by bar in the order of their closing, and the quotes of this moment.
 * False when that is not all, because there are more bars than one call takes or because nobody answers; the next call goes on. A book of another market,
 * or one that somebody else brought further than this market's time, is left as it is.
 */
export async function settleBook(run: OrderRun): Promise<boolean> {
  const { market } = run.parts
  const book = run.work().book()
  if (book.source !== market.source || book.lastEntryAt > market.now()) return false
  if (book.orders.length === 0 && book.positions.length === 0) return true
  await recover(run)
  const now = market.now()
  const marketIds = [...new Set([...book.orders, ...book.positions].map(({ marketId }) => marketId))].toSorted()
  const { groups, caughtUp } = await dueSteps(market, { marketIds, from: Math.min(book.settledTo, now), to: now })
  for (const steps of groups) await takeSteps(run, steps)
  if (caughtUp) await takeSteps(run, await momentSteps(market, marketIds, now))
  await run.commit()
  return caughtUp
}

/** Steps of several markets that end at the same time: first what rests, then the exits of what is held, and what both come to is sent. */
async function takeSteps(run: OrderRun, steps: readonly MarketStep[]): Promise<void> {
  const bought = new Set<string>()
  for (const step of steps) {
    await expireRested(run, step)
    const filled = await takeNews(run, step, restingIn(run, step))
    for (const order of filled) if (order.side === 'buy') bought.add(run.work().positionOf(order)?.id ?? order.id)
  }
  for (const step of steps) await takeExits(run, step, bought)
  for (const step of steps) if (isBar(step)) movePeaks(run, step, bought)
  const [first] = steps
  if (first !== undefined && isBar(first)) run.work().settleTo(first.closesAt)
  await sendConfirmed(run, async ({ marketId }) => steps.find((step) => step.marketId === marketId))
}

/** The better price comes first, as in any order book, then whoever came earlier. */
function restingIn(run: OrderRun, step: MarketStep): readonly Order[] {
  const here = run
    .work()
    .live()
    .filter((order) => order.marketId === step.marketId)
  return here.filter((order) => isResting(order) && counts(run, order.placedAt, step)).toSorted(byPriority)
}

function byPriority(a: Order, b: Order): number {
  const eagerness = ({ side, limit }: Order): Decimal => (side === 'buy' ? limit.negated() : limit)
  return eagerness(a).comparedTo(eagerness(b)) || a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1)
}

async function takeExits(run: OrderRun, step: MarketStep, bought: ReadonlySet<string>): Promise<void> {
  const market = await run.market(step.marketId)
  for (const position of heldIn(run, step, bought)) {
    const inside = bought.has(position.id)
    const hit = findExit(position, { step, market, inside })
    if (hit !== undefined) await makeExit(run, { position, hit, step, inside })
  }
}

/** Only bars move the peak, and only for the bars after them: within a bar nobody knows what came first. */
function movePeaks(run: OrderRun, step: MarketStep, bought: ReadonlySet<string>): void {
  const high = decimalOf(step.high)
  for (const position of heldIn(run, step, bought))
    if (!bought.has(position.id) && high.gt(position.peak)) run.work().putPosition({ ...position, peak: Decimal.max(position.peak, high) })
}

function heldIn(run: OrderRun, step: MarketStep, bought: ReadonlySet<string>): readonly Position[] {
  const here = run
    .work()
    .opened()
    .filter(({ marketId }) => marketId === step.marketId)
  return here.filter(({ id, openedAt }) => bought.has(id) || counts(run, openedAt, step))
}

/** Whether a step counts for what is there since `since`. */
function counts({ parts }: OrderRun, since: number, step: MarketStep): boolean {
  return !isBar(step) || parts.market.barsFrom(since, step.closesAt - step.opensAt) <= step.opensAt
}

function isBar({ opensAt, closesAt }: MarketStep): boolean {
  return closesAt > opensAt
}

/** Takes back what rested as long as it was to. */
async function expireRested(run: OrderRun, { marketId, opensAt }: MarketStep): Promise<void> {
  const work = run.work()
  for (const order of work.live()) {
    if (order.marketId !== marketId || !isResting(order) || order.expiresAt === undefined || order.expiresAt > opensAt) continue
    const outcome = await run.parts.venue.cancel(order)
    const note = 'It rested as long as it was to.'
    if (outcome === 'cancelled') endOrder(work, order.id, { event: 'expire', at: Math.max(order.expiresAt, order.placedAt), note })
    else if (order.state !== 'cancel-pending') work.happen(order.id, 'ask-cancel', { note })
  }
}
