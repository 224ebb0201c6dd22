import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { option } from '../../chat/option.ts'
import { command } from '../services.ts'
import { orderMarket, orderOptions } from './order-options.ts'
import { askOrder, placeOrder } from './place-order.ts'

export const sell = command({
  name: 'sell',
  aliases: [
    { word: 'short', preset: 'short' },
    { word: 'forceshort', preset: 'short' },
  ],
  summary: 'Sell what you hold, at the market or at a price',
  group: 'trading',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  menu: true,
  cost: 2,
  input: z.strictObject({
    market: orderMarket,
    ...orderOptions,
    short: option(z.boolean().default(false), { about: 'To sell what you do not hold: tells why not' }),
  }),
  examples: ['/sell btc 50%', '/sell btc max @+3%', '/sell btc max stop -5%'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async confirm({ short, ...input }, context) {
    if (!short) return askOrder(input, { side: 'sell', context })
    throw new Refusal('not-allowed', 'This desk trades spot and long only: what you do not hold cannot be sold short.', {
      hint: 'To sell what you hold: /sell btc 50%. To leave all of it: /close btc.',
      buttons: [{ kind: 'run', label: 'Sell what I hold', command: 'sell', input: { market: input.market } }],
    })
  },
  run: (_, context) => placeOrder(context),
})
