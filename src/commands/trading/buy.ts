import { z } from 'zod'
import { command } from '../services.ts'
import { orderMarket, orderOptions } from './order-options.ts'
import { askOrder, placeOrder } from './place-order.ts'

export const buy = command({
  name: 'buy',
  aliases: ['long', 'forcelong', 'forcebuy', { word: 'smart', preset: 'risk 1%' }],
  summary: 'Buy, at the market or at a price, with stop and targets',
  group: 'trading',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  menu: true,
  cost: 2,
  input: z.strictObject({ market: orderMarket, ...orderOptions }),
  examples: [
    '/buy btc $100',
    '/buy btc 0.002 @-2% sl 3% tp 4%:50% 8%:50%',
    '/buy eth risk 1% sl 3%',
    '/buy btc $200 @-1%..-5%:4',
    '/buy btc $100 trail 3% for 2d',
    '/smart eth',
  ],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  confirm: (input, context) => askOrder(input, { side: 'buy', context }),
  run: (_, context) => placeOrder(context),
})
