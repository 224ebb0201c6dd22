import { z } from 'zod'
import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { type Button, fields, type Reply, text } from '../../basics/reply.ts'
import { showAge, showAmount } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { Lock } from '../../risk/locks.ts'
import type { Ticket } from '../../trading/trading.ts'
import { marketText } from '../inputs.ts'
import { titled } from '../portfolio-words.ts'
import { standingLocks, verdictBlocks } from '../risk-cards.ts'
import { command, type Services } from '../services.ts'
import { orderOptions } from '../trading/order-options.ts'
import { ticketOf, wordsOf } from '../trading/said-ticket.ts'

const ORDER_EXAMPLE = '/why buy btc $5000'

export const riskWhy = command({
  name: 'risk why',
  aliases: ['why'],
  summary: 'Explain which limit refuses an order, and what would pass',
  group: 'risk',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({
    side: option(z.enum(['buy', 'sell']).optional(), { about: 'Which way; without an order, what was refused last is explained' }),
    market: option(marketText.optional(), { about: 'The market, such as BTC' }),
    ...orderOptions,
  }),
  examples: ['/why', '/why buy btc $5000', '/why buy btc 0.01 sl 3%'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ side, market: name, ...said }, context) {
    if (side === undefined && name === undefined) return lastRefusal(context)
    if (side === undefined || name === undefined)
      throw new Refusal('bad-input', 'Which order? Say buy or sell, a market and how much.', { hint: `For example: ${ORDER_EXAMPLE}` })
    const { trading, market } = context.services
    const { id: marketId, base } = await market.find(name, context.signal)
    const ticket = ticketOf(said, { side, marketId })
    const { verdict, quantity } = await trading.preview(context.account.id, ticket)
    const order = `${side} ${showAmount(quantity, base)}`
    if (side === 'sell')
      return {
        title: titled(`This would pass: ${order}`, context.services),
        tone: 'good',
        blocks: [text('Selling passes always: it makes a position smaller.')],
      }
    const size = { kind: 'base', amount: verdict.most } as const
    return {
      title: titled(`This would ${verdict.allowed ? 'pass' : 'be refused'}: ${order}`, context.services),
      tone: verdict.allowed ? 'good' : 'bad',
      blocks: verdictBlocks(verdict, base),
      buttons: verdict.allowed || verdict.most.lte(0) ? [] : [buyButton({ ...ticket, size }, base)],
    }
  },
})

/** Of the last order that was not let through, else of what locks entries now. */
async function lastRefusal({ account, services }: Context<Services>): Promise<Reply> {
  const { trading, risk, market } = services
  const { book, standing } = await trading.account(account.id)
  const all = await risk.locks(account.id, standing)
  const refused = risk.lastRefused(account.id)
  if (refused === undefined) {
    const locks = standingLocks(all, book.halt)
    return {
      title: titled(locks.length === 0 ? 'Nothing holds your orders back' : 'Entries are locked', services),
      tone: locks.length === 0 ? 'good' : 'warning',
      blocks: [...locks, text(`No order of yours was refused lately. To ask about one that you have in mind: ${ORDER_EXAMPLE}`)],
    }
  }
  const { question, verdict } = refused
  const isNew = ({ words }: Lock): boolean => !verdict.rulings.some((ruling) => ruling.words === words)
  return {
    title: titled(`Refused: buy ${showAmount(question.quantity, question.base)}`, services),
    tone: 'bad',
    blocks: [
      ...verdictBlocks(verdict, question.base),
      ...standingLocks(all.filter(isNew), book.halt),
      fields({ Asked: `${showAge(Math.max(0, market.now() - question.standing.now))} ago` }),
    ],
  }
}

function buyButton(ticket: Ticket & { readonly size: { readonly amount: Decimal } }, base: string): Button {
  const input = { market: ticket.marketId, ...wordsOf(ticket) }
  return { kind: 'run', label: `Buy ${showAmount(ticket.size.amount, base)}`, command: 'buy', input }
}
