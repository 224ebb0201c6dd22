import { z } from 'zod'
import { fields } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { marketText } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

export const info = command({
  name: 'info',
  aliases: ['lookup'],
  summary: 'Tell what is known about a market',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({ market: option(marketText, { about: 'The market, such as BTC or ETH/BTC' }) }),
  examples: ['/info BTC'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name }, context) {
    const { market: service } = context.services
    const { symbol, venue, base, quote, tick, lot, minimumCost, active, ...found } = await service.find(name, context.signal)
    const { zone } = await lookOf(context)
    return {
      title: `${symbol} on ${venue}`,
      blocks: [
        fields({
          Name: found.id,
          'Price step': `${tick} ${quote}`,
          'Quantity step': `${lot} ${base}`,
          ...(minimumCost === undefined ? {} : { 'Least order': `${minimumCost} ${quote}` }),
          Traded: active ? 'yes' : 'no longer',
          Source: sourceWords(service, zone),
        }),
      ],
    }
  },
})
