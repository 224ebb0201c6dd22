import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { command } from '../services.ts'
import { askTicket, placeOrder } from './place-order.ts'

export const repeat = command({
  name: 'repeat',
  summary: 'Place your last order once more, at the prices of now',
  group: 'trading',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  cost: 2,
  input: z.strictObject({}),
  examples: ['/repeat'],

  async confirm(_, context) {
    const ticket = await context.services.trading.lastTicket(context.account.id)
    if (ticket === undefined) throw new Refusal('not-found', 'You have placed no order yet.', { hint: 'For example: /buy btc $100' })
    return askTicket(ticket, context)
  },
  run: (_, context) => placeOrder(context),
})
