import { Refusal } from '../../basics/refusal.ts'
import type { Button, Reply } from '../../basics/reply.ts'
import { showAmount } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { OverLimit } from '../../trading/drafting/over-limit.ts'
import type { Side } from '../../trading/orders/order.ts'
import type { Size, Ticket } from '../../trading/trading.ts'
import type { Services } from '../services.ts'
import { orderCard } from './order-card.ts'
import type { OrderWords, SaidOrder } from './order-options.ts'
import { placedCard } from './placed-card.ts'
import { ticketOf, wordsOf } from './said-ticket.ts'
import { symbolOf } from './trade-words.ts'

/** Amounts that are one press away where none was said. */
const QUICK: Readonly<Record<Side, readonly string[]>> = { buy: ['$50', '$100', '$250', '10%'], sell: ['25%', '50%', 'max'] }

type TradeContext = Pick<Context<Services>, 'account' | 'callId' | 'services' | 'clock'>

/** Shows what an order would do, and keeps it under this call. Where no amount was said, the usual ones are offered. */
export async function askOrder(
  { market: name, ...said }: SaidOrder & { readonly market: string },
  { side, context }: { readonly side: Side; readonly context: Context<Services> },
): Promise<Reply> {
  const { id: marketId, symbol } = await context.services.market.find(name, context.signal)
  if (said.amount === undefined && said.risk === undefined) throw howMuch(said, { side, marketId, symbol })
  return askTicket(ticketOf(said, { side, marketId }), context)
}

/** The same of a ticket that is known. What is too much is refused with a button for what would pass. */
export async function askTicket(ticket: Ticket, { account, callId, services, clock }: TradeContext): Promise<Reply> {
  const { trading, market } = services
  const draft = await offeringLess(() => trading.draft(account.id, { id: callId, ticket }))
  return orderCard(draft, { market, now: clock.now() })
}

/** Places what was asked under this call, and tells what came of it. */
export async function placeOrder({ account, origin, services, signal }: Context<Services>): Promise<Reply> {
  const { trading, market } = services
  const placed = await offeringLess(() => trading.confirm(account.id, origin))
  const marketId = placed.orders[0]?.marketId ?? placed.positions[0]?.marketId
  const tick = marketId === undefined ? undefined : (await market.find(marketId, signal)).tick
  return placedCard(placed, { trading, market, tick })
}

async function offeringLess<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof OverLimit)) throw error
    throw new Refusal(error.code, error.message, { hint: error.hint, cause: error, buttons: error.instead.map(buttonFor) })
  }
}

function buttonFor(ticket: Ticket): Button {
  const { side, marketId, size } = ticket
  const verb = side === 'buy' ? 'Buy' : 'Sell'
  const base = symbolOf(marketId).split('/')[0] ?? ''
  return { kind: 'run', label: `${verb} ${sizeLabel(size, base)}`, command: side, input: { market: marketId, ...wordsOf(ticket) } }
}

function sizeLabel(size: Size, base: string): string {
  if (size.kind === 'base') return showAmount(size.amount, base)
  return size.kind === 'money' ? `$${size.amount.toFixed()}` : 'as much as passes'
}

function howMuch(said: SaidOrder, { side, marketId, symbol }: { side: Side; marketId: string; symbol: string }): Refusal {
  const placeholder: Size = { kind: 'max' }
  const { amount: _, ...rest }: OrderWords = wordsOf(ticketOf({ ...said, amount: placeholder }, { side, marketId }))
  return new Refusal('bad-input', `How much ${symbol} do you want to ${side}?`, {
    hint: side === 'buy' ? 'For example: /buy btc $100, 0.01, 10%, risk 1% or max' : 'For example: /sell btc 50%, 0.01, $100 or max',
    buttons: QUICK[side].map((amount) => ({ kind: 'run', label: amount, command: side, input: { market: marketId, ...rest, amount } })),
  })
}
