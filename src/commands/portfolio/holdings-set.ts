import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { assetOf } from '../../market/market-names.ts'
import { amount, assetText } from '../inputs.ts'
import { command } from '../services.ts'
import { holdingsReply } from './holdings-show.ts'

export const holdingsSet = command({
  name: 'holdings set',
  summary: 'Note what you hold elsewhere',
  group: 'portfolio',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    asset: option(assetText, { about: 'The coin, such as BTC' }),
    quantity: option(amount, { about: 'How much of it, such as 0.5' }),
    cost: option(amount.optional(), { about: 'What all of it cost, in USDT', words: ['cost'] }),
  }),
  examples: ['/holdings set BTC 0.5', '/holdings set ETH 4 cost 8000'],

  async run({ asset: word, quantity, cost }, context) {
    const asset = assetOf(word)
    await context.services.outside.set(context.account.id, { asset, quantity, cost }, context.origin)
    return holdingsReply(`Noted: ${asset}`, context)
  },
})
