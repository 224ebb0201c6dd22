import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { command } from '../services.ts'
import { strategyReply } from './strategy-card.ts'
import { marketIds, rulesSaid, strategyInputs, strategyText, suggestStrategies } from './strategy-inputs.ts'

export const strategyCreate = command({
  name: 'strategy create',
  summary: 'Make a strategy of your own, from formulas or from a copy',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    name: option(strategyText, { about: 'What it is called: letters, digits and dashes' }),
    from: option(strategyText.optional(), { about: 'The strategy to begin with; what you say besides is changed', words: ['from'] }),
    ...strategyInputs,
  }),
  examples: [
    '/strategy create my-rsi from rsi-reversion stop 4%',
    '/strategy create dip entry rsi(14) crosses above 30 exit rsi(14) > 60 stop 3% timeframe 4h',
  ],
  suggest: { from: suggestStrategies },

  async run({ name, from, about, timeframe, markets, ...rules }, context) {
    const { services, account, origin } = context
    const ids = markets && (await marketIds(markets, context))
    const own = await services.strategies.create(
      account.id,
      { name, from, about, timeframe, markets: ids, rules: rulesSaid(rules) },
      origin,
    )
    const { zone } = await lookOf(context)
    return { ...strategyReply({ draft: own.latest, own }, { title: `${own.latest.name} is yours`, zone }), tone: 'good' }
  },
})
