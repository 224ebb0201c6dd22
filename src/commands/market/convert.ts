import { z } from 'zod'
import { fields, text } from '../../basics/reply.ts'
import { showAmount } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { convert as convertBetween } from '../../market/conversion.ts'
import { lookOf } from '../company.ts'
import { amount } from '../inputs.ts'
import { command } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'

const coin = z
  .string()
  .trim()
  .regex(/^\$?[a-z0-9]{1,20}$/i, 'expected a coin or a currency such as BTC or EUR')
  .transform((word) => word.replace('$', '').toUpperCase())

export const convert = command({
  name: 'convert',
  summary: 'Convert an amount of one coin into another',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  input: z.strictObject({
    amount: option(amount, { about: 'How much, such as 0.5' }),
    from: option(coin, { about: 'The coin that you have, such as BTC' }),
    to: option(coin, { about: 'The coin or currency that you want, such as USDT' }),
  }),
  examples: ['/convert 0.1 BTC USDT', '/convert 100 usdt btc', '/convert 2 eth usd'],

  async run({ amount, from, to }, context) {
    const { market } = context.services
    const { rate, path, at, dollarsTakenAsEqual } = await convertBetween(market, { from, to }, context.signal)
    const { zone } = await lookOf(context)
    return {
      title: `${showAmount(amount, from)} = ${showAmount(amount.times(rate), to)}`,
      blocks: [
        fields({
          Rate: `1 ${from} = ${showAmount(rate, to)}`,
          Way: path.join(' to '),
          ...(at === undefined ? {} : { Age: ageWords(market, at) }),
          Source: sourceWords(market, zone),
        }),
        ...(dollarsTakenAsEqual ? [text('There is no market between these kinds of dollar here, so one counts as one.')] : []),
      ],
      buttons: [{ kind: 'run', label: 'Refresh', command: 'convert', input: { amount: amount.toFixed(), from, to }, replaces: true }],
    }
  },
})
