import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { requestCode } from '../inputs.ts'
import { command } from '../services.ts'
import { strategyReply } from './strategy-card.ts'
import { strategyText } from './strategy-inputs.ts'

export const strategyImport = command({
  name: 'strategy import',
  summary: 'Copy a strategy that somebody shares, by its code',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    code: option(requestCode, { about: 'The code that you were given' }),
    name: option(strategyText.optional(), { about: 'What you call it; else as it was called' }),
  }),
  examples: ['/strategy import K7QX2M friend'],

  async run({ code, name }, context) {
    const { services, account, origin } = context
    const own = await services.strategies.import(account.id, { code, name }, origin)
    const { zone } = await lookOf(context)
    return { ...strategyReply({ draft: own.latest, own }, { title: `${own.latest.name} is yours`, zone }), tone: 'good' }
  },
})
