import { AskAgain } from '../basics/ask-again.ts'
import type { Ids } from '../basics/ids.ts'
import { Decimal, ONE } from '../basics/money.ts'
import { AlreadyDone, type Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import { showAmount, showPrice } from '../basics/show.ts'
import type { StrategyEntry, StrategyOwner, StrategyTrading } from '../strategies/following/following-ports.ts'
import { OverLimit } from '../trading/drafting/over-limit.ts'
import type { Placed, Ticket, Trading } from '../trading/trading.ts'
import type { TradingMarket } from '../trading/trading-ports.ts'
import { pricesOf, strategyTicket } from './strategy-ticket.ts'

export interface StrategyTradingParts {
  readonly trading: Trading
  readonly market: TradingMarket
  readonly ids: Pick<Ids, 'id'>
}

const PLATFORM = 'desk'

/** Enters and leaves on behalf of strategies, as somebody does who says yes at once. */
export function createStrategyDealer({ trading, market, ids }: StrategyTradingParts): Pick<StrategyTrading, 'enter' | 'exit'> {
  /** As much as the gate and the cash let pass: what is too much is asked again as what would pass. */
  const draft = async (userId: string, ask: { readonly id: string; readonly ticket: Ticket }): Promise<void> => {
    try {
      await trading.draft(userId, ask)
    } catch (error) {
      const less = error instanceof OverLimit ? error.instead.at(-1) : undefined
      const isLess = less?.size.kind === 'max' || less?.size.kind === 'base'
      if (less === undefined || !isLess || less.size.kind === ask.ticket.size.kind) throw error
      await draft(userId, { ...ask, ticket: less })
    }
  }
  const place = async (owner: StrategyOwner, entry: StrategyEntry, origin: Origin): Promise<Placed> => {
    const { marketId } = entry
    const cheap: Ticket = { side: 'buy', marketId, size: { kind: 'max' }, stop: 'none', targets: 'none', owner: owner.versionId }
    const { entry: price, fee, cost, standing, market: traded, book } = await trading.preview(owner.userId, cheap)
    const rate = await market.rate(traded.quote, book.asset)
    if (rate === undefined) throw new Refusal('unavailable', `There is no price of ${traded.quote} in ${book.asset} right now.`)
    const basis = { price, equity: standing.equity.div(rate.price), feeRate: fee.div(cost), now: market.now() }
    await draft(owner.userId, { id: entry.id, ticket: strategyTicket(owner, entry, basis) })
    return confirmed(owner.userId, origin)
  }
  const confirmed = async (userId: string, origin: Origin): Promise<Placed> => {
    try {
      return await trading.confirm(userId, origin)
    } catch (error) {
      if (error instanceof AlreadyDone) return trading.confirm(userId, origin)
      if (error instanceof AskAgain) throw new Refusal('unavailable', error.message)
      throw error
    }
  }
  /** What came of it when it was placed before, or drafted a moment ago. */
  const before = async (userId: string, origin: Origin): Promise<Placed | undefined> => {
    try {
      return await confirmed(userId, origin)
    } catch (error) {
      if (error instanceof Refusal && ['expired', 'unavailable'].includes(error.code)) return undefined
      throw error
    }
  }
  /** After a further entry stop and target are those of the mean price; where the gate does not want that, they stay as they are. */
  const level = async (owner: StrategyOwner, entry: StrategyEntry): Promise<void> => {
    const { positions } = await trading.book(owner.userId)
    const position = positions.find(({ owner: holder, marketId }) => holder === owner.versionId && marketId === entry.marketId)
    if (position === undefined) return
    const { below, above } = pricesOf(entry, position.cost.div(position.quantity))
    const change = {
      name: position.code,
      ...(below !== undefined && { stop: { price: below } }),
      ...(above !== undefined && { targets: [{ level: { price: above } }] }),
    }
    const origin = { userId: owner.userId, callId: `${entry.id}:levels`, action: 'strategy levels', platform: PLATFORM }
    await trading.modify(owner.userId, change, origin).catch((error: unknown) => {
      if (!(error instanceof Refusal || error instanceof AlreadyDone)) throw error
    })
  }

  return {
    async enter(owner, entry) {
      const origin = { userId: owner.userId, callId: entry.id, action: 'strategy entry', platform: PLATFORM }
      const placed = (await before(owner.userId, origin)) ?? (await place(owner, entry, origin))
      if (entry.more) await level(owner, entry)
      return entryWords(placed)
    },
    async exit({ userId }, code) {
      // What is sold is what is still held under this code, so it needs no id of its own to happen once.
      const origin = { userId, callId: ids.id(), action: 'strategy exit', platform: PLATFORM }
      const { done, failed } = await trading.close(userId, { which: { name: code }, share: ONE }, origin)
      const [trouble] = failed
      if (trouble !== undefined) throw new Refusal('unavailable', trouble.why)
      if (done.some(({ positions }) => positions.some(({ quantity }) => quantity.gt(0))))
        throw new Refusal('unavailable', 'Only a part of it could be sold so far.')
      return dealWords('Sold', done)
    },
  }
}

function entryWords(placed: Placed): string {
  const [order] = placed.orders
  if (placed.fills.length > 0 || order === undefined) return dealWords('Bought', [placed])
  throw new Refusal('conflict', order.note ?? 'Nothing of it was filled.')
}

/** "Bought 0.002 BTC at 46,600.00 USDT". */
function dealWords(verb: 'Bought' | 'Sold', placed: readonly Placed[]): string {
  const fills = placed.flatMap((each) => each.fills)
  const [order] = placed.flatMap(({ orders }) => orders)
  const quantity = fills.reduce((sum, fill) => sum.plus(fill.quantity), new Decimal(0))
  if (order === undefined || quantity.isZero()) return `${verb} nothing.`
  const money = fills.reduce((sum, fill) => sum.plus(fill.quantity.times(fill.price)), new Decimal(0))
  return `${verb} ${showAmount(quantity, order.base)} at ${showPrice(money.div(quantity))} ${order.quote}.`
}
