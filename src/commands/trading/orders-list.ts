import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { titled } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { endedOrders, ORDER_COLUMNS, orderBlocks, orderCells } from './order-list.ts'
import { ticksOf } from './trade-words.ts'

const CANCEL_BUTTONS_MAX = 3
const LATELY_MAX = 3

export const ordersList = command({
  name: 'orders list',
  aliases: ['oo', 'open_orders'],
  summary: 'Show your open orders',
  group: 'trading',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  menu: true,
  input: z.strictObject({ csv }),
  examples: ['/orders', '/oo csv'],

  async run({ csv: wantsFile }, context) {
    const { account, services, signal } = context
    const { trading, market } = services
    const [orders, tickOf, { zone }] = await Promise.all([trading.orders(account.id), ticksOf(market, signal), lookOf(context)])
    const lately = orders.length === 0 ? await trading.ended(account.id, LATELY_MAX) : []
    const title =
      orders.length === 0 ? 'You have no open orders' : orders.length === 1 ? 'Your open order' : `Your ${orders.length} open orders`
    return {
      title: titled(title, services),
      blocks: [
        ...(orders.length === 0 ? [text('For example: /buy btc $100 @-2%')] : orderBlocks(orders, { market, tickOf })),
        ...(lately.length === 0 ? [] : [text('What became of your last ones:'), endedOrders(lately, { market, tickOf })]),
        text(`Source: ${sourceWords(market, zone)}.`),
        ...(wantsFile ? [csvFile('orders.csv', ORDER_COLUMNS, orders.map(orderCells))] : []),
      ],
      buttons: [
        ...orders
          .slice(0, CANCEL_BUTTONS_MAX)
          .map(({ code }) => ({ kind: 'run', label: `Cancel ${code}`, command: 'cancel', input: { which: code } }) as const),
        ...(orders.length > 1 ? [{ kind: 'run', label: 'Cancel all', command: 'cancel', input: { which: 'all' } } as const] : []),
        { kind: 'run', label: 'Positions', command: 'positions list', input: {} },
        { kind: 'run', label: 'Refresh', command: 'orders list', input: {}, replaces: true },
      ],
    }
  },
})
