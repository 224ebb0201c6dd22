import { z } from 'zod'
import { fields, text } from '../../basics/reply.ts'
import { showAmount } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { pricePair } from '../dollars.ts'
import { amount } from '../inputs.ts'
import { command } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'

const coin = z
  .string()
  .trim()
  .regex(/^\$?(?=\d*[a-z])[a-z0-9]{1,20}$/i, 'expected a coin or a currency such as BTC or EUR')
  .transform((word) => word.replace('$', '').toUpperCase())

export const convert = command({
  name: 'convert',
  summary: 'Convert an amount of one coin into another',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({
    amount: option(amount, { about: 'How much, such as 0.5' }),
    from: option(coin, { about: 'The coin that you have, such as BTC' }),
    to: option(coin.optional(), { about: 'The coin or currency that you want, such as USDT; else that of your settings' }),
  }),
  examples: ['/convert 0.1 BTC USDT', '/convert 100 usdt btc', '/convert 2 eth', '/convert 0.1 btc usd'],

  async run({ amount, ...asked }, context) {
    const { market } = context.services
    const { zone, currency } = await lookOf(context)
    const wanted = { from: asked.from, to: asked.to ?? currency }
    const { computed, from, to, note } = await pricePair(market, wanted, context.signal)
    const { price: rate, at, markets } = computed
    return {
      title: `${showAmount(amount, from)} = ${showAmount(amount.times(rate), to)}`,
      blocks: [
        fields({
          Rate: `1 ${from} = ${showAmount(rate, to)}`,
          ...(markets.length === 0 ? {} : { By: markets.map(({ id }) => id).join(' and '), Age: ageWords(market, at) }),
          Source: sourceWords(market, zone),
        }),
        ...(note === undefined ? [] : [text(note)]),
      ],
      buttons: [{ kind: 'run', label: 'Refresh', command: 'convert', input: { amount: amount.toFixed(), ...wanted }, replaces: true }],
    }
  },
})
