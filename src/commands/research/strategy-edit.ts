import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { command } from '../services.ts'
import { followButton, strategyReply } from './strategy-card.ts'
import { marketIds, rulesSaid, strategyInputs, strategyText, suggestOwn } from './strategy-inputs.ts'

export const strategyEdit = command({
  name: 'strategy edit',
  summary: 'Change one of your strategies; the version before is kept',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    name: option(strategyText, { about: 'The strategy, one of yours' }),
    rename: option(strategyText.optional(), { about: 'What it is called from now on', words: ['rename'] }),
    ...strategyInputs,
  }),
  examples: ['/strategy edit my-rsi stop 5% hold 48', '/strategy edit my-rsi exit rsi(14) > 65 target none'],
  suggest: { name: suggestOwn },

  async run({ name, rename, about, timeframe, markets, ...rules }, context) {
    const { services, account, origin } = context
    const ids = markets && (await marketIds(markets, context))
    const said = { name: rename, about, timeframe, markets: ids, rules: rulesSaid(rules) }
    const own = await services.strategies.edit(account.id, name, said, origin)
    const { latest, followed } = own
    const { zone } = await lookOf(context)
    const stays =
      followed === undefined ? [] : [text(`You follow version ${followed.version} still. Follow this one when you are sure of it.`)]
    const reply = strategyReply({ draft: latest, own }, { title: `${latest.name} is at version ${latest.version}`, zone, first: stays })
    const again = followed === undefined ? [] : [followButton({ name: latest.name, markets: followed.markets })]
    return { ...reply, tone: 'good', buttons: [...again, ...(reply.buttons ?? [])] }
  },
})
