import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { fields, type Reply, text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { Book } from '../../trading/book.ts'
import { changedPosition } from '../../trading/change-position.ts'
import { changedTicket } from '../../trading/change-ticket.ts'
import { chosenPosition, orderNamed, positionNamed } from '../../trading/choose.ts'
import type { OrderChange } from '../../trading/trading.ts'
import { titled } from '../portfolio-words.ts'
import { command, type Services } from '../services.ts'
import { exitsBeforeAndAfter, orderChangeWords } from './change-words.ts'
import { amountWord, codeOrMarket, dropWord, levelWord, targetWords } from './order-options.ts'
import { placedCard } from './placed-card.ts'
import { levelOf, targetOf } from './said-ticket.ts'
import { namesLike, symbolOf, ticksOf } from './trade-words.ts'

const input = z.strictObject({
  what: option(codeOrMarket, { about: 'The code of an open order or position, or its market' }),
  price: option(levelWord.optional(), { about: 'Of an order: its new price', prefix: '@', words: ['at', 'limit'] }),
  amount: option(amountWord.optional(), { about: 'Of an order: its new size, such as 0.01 or $100', words: ['size'] }),
  sl: option(levelWord.optional(), { about: 'The new stop, such as 58k, or 2% below the price of now', words: ['sl'] }),
  tp: option(targetWords.optional(), { about: 'The new targets, such as 62k:50% 65k:50%', words: ['tp'] }),
  trail: option(dropWord.optional(), { about: 'How far below its peak the stop follows, such as 3%', words: ['trail'] }),
  nostop: option(z.boolean().default(false), { about: 'Take the stop away' }),
  notarget: option(z.boolean().default(false), { about: 'Take the targets away' }),
  notrail: option(z.boolean().default(false), { about: 'Let the stop follow no more' }),
})
type Said = z.output<typeof input>

export const modify = command({
  name: 'modify',
  summary: 'Change an open order, or the stop and targets of a position',
  group: 'trading',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  cost: 2,
  input,
  examples: ['/modify btc sl 3%', '/modify btc tp 6%:50% 9%:50%', '/modify btc @-3%', '/modify btc trail 4% notarget'],
  suggest: {
    what: async (typed, { services: { trading }, account }) => {
      const { positions, orders } = await trading.book(account.id)
      return namesLike(typed, [...positions, ...orders])
    },
  },

  async confirm(said, context) {
    const { account, services } = context
    const book = await services.trading.book(account.id)
    const meant = meantBy(book, said)
    return meant.kind === 'order' ? askOrder(meant, context) : askPosition(meant, context)
  },

  async run(said, { account, origin, services, signal }) {
    const { trading, market } = services
    const { name, change, marketId } = meantBy(await trading.book(account.id), said)
    const placed = await trading.modify(account.id, { name, ...change }, origin)
    const tick = (await ticksOf(market, signal))(marketId)
    const reply = placedCard(placed, { trading, market, tick })
    return placed.orders.length > 0 ? reply : { ...reply, title: titled(`${symbolOf(marketId)} changed`, services), tone: 'good' }
  },
})

interface Meant {
  readonly kind: 'order' | 'position'
  readonly name: string
  readonly marketId: string
  readonly change: OrderChange
  readonly book: Book
}

/** Under the name of a market its position is meant, unless a price or size is said, which only an order has. */
function meantBy(book: Book, said: Said): Meant {
  const position = positionNamed(book, said.what)
  const order = orderNamed(book, said.what)
  const wantsOrder = said.price !== undefined || said.amount !== undefined
  const isOrder = order !== undefined && (wantsOrder || position === undefined || order.code === said.what.toUpperCase())
  const thing = isOrder ? order : position
  if (thing === undefined)
    throw new Refusal('not-found', 'You have no open order or position like that.', { hint: '/orders and /positions show their codes.' })
  const side = isOrder ? order.side : 'buy'
  const change = changeOf(said, side === 'buy' ? '-' : '+')
  if (Object.keys(change).length === 0)
    throw new Refusal('bad-input', 'Say what is to be different.', { hint: 'For example: /modify btc sl 58k' })
  return { kind: isOrder ? 'order' : 'position', name: thing.code, marketId: thing.marketId, change, book }
}

function changeOf({ price, amount, sl, tp, trail, nostop, notarget, notrail }: Said, sign: '+' | '-'): OrderChange {
  const clash = [['sl', sl, nostop] as const, ['tp', tp, notarget] as const, ['trail', trail, notrail] as const].find(
    ([, value, none]) => value && none,
  )
  if (clash !== undefined) throw new Refusal('bad-input', `${clash[0]} is both set and taken away.`, { hint: 'Say one of them.' })
  return {
    ...(price !== undefined && { price: levelOf('@', price, sign) }),
    ...(amount !== undefined && { size: amount }),
    ...(nostop ? { stop: 'none' } : sl !== undefined && { stop: levelOf('sl', sl, '-') }),
    ...(notarget ? { targets: 'none' } : tp !== undefined && { targets: tp.map(targetOf) }),
    ...(notrail ? { trail: 'none' } : trail !== undefined && { trail }),
  }
}

async function askPosition({ name, change, marketId }: Meant, { account, services }: Context<Services>): Promise<Reply> {
  const view = chosenPosition(await services.trading.positions(account.id), name)
  return {
    title: titled(`Change ${symbolOf(marketId)}?`, services),
    tone: 'warning',
    blocks: [fields(exitsBeforeAndAfter(view, changedPosition(view, change))), text('Good for 60 s.')],
  }
}

async function askOrder({ name, change, marketId, book }: Meant, { services, signal }: Context<Services>): Promise<Reply> {
  const order = book.orders.find(({ code }) => code === name)
  if (order === undefined) throw new RangeError('An order that is named is open')
  changedTicket(order, change)
  const tick = (await ticksOf(services.market, signal))(marketId)
  return {
    title: titled(`Change order ${name}?`, services),
    tone: 'warning',
    blocks: [
      fields(orderChangeWords(change, { order, tick })),
      text('It is taken back and placed anew, so it waits at the end of the line. Good for 60 s.'),
    ],
  }
}
