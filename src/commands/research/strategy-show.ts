import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { lookOf } from '../company.ts'
import { command } from '../services.ts'
import { followedBlocks } from './followed-blocks.ts'
import { strategyReply } from './strategy-card.ts'
import { strategyText, suggestStrategies } from './strategy-inputs.ts'

export const strategyShow = command({
  name: 'strategy show',
  summary: 'Explain a strategy: when it buys, when it sells, and how much',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ name: option(strategyText, { about: 'The strategy: one of yours, or of the catalogue' }) }),
  examples: ['/strategy show rsi-reversion', '/strategy dca'],
  suggest: { name: suggestStrategies },

  async run({ name }, context) {
    const found = await context.services.strategies.named(context.account.id, name)
    const { zone } = await lookOf(context)
    const version = found.own === undefined ? '' : `, version ${found.own.latest.version}`
    const first = found.own?.followed === undefined ? [] : await followedBlocks(found.own.followed, context)
    return strategyReply(found, { title: `${found.draft.name}${version}`, zone, first })
  },
})
