import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { option } from '../../chat/option.ts'
import { assetOf } from '../../market/market-names.ts'
import { assetText } from '../inputs.ts'
import { command } from '../services.ts'
import { holdingsReply } from './holdings-show.ts'

export const holdingsRemove = command({
  name: 'holdings remove',
  summary: 'Take something off the list of what you hold elsewhere',
  group: 'portfolio',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ asset: option(assetText, { about: 'The coin, such as BTC' }) }),
  examples: ['/holdings remove BTC'],

  async run({ asset: word }, context) {
    const asset = assetOf(word)
    if (!(await context.services.outside.remove(context.account.id, asset, context.origin)))
      throw new Refusal('not-found', `${asset} is not on your list.`, { hint: 'What is: /holdings' })
    return holdingsReply(`Taken off: ${asset}`, context)
  },
})
