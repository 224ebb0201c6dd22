import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { command } from '../services.ts'
import { leftOpen } from './followed-blocks.ts'
import { followButton } from './strategy-card.ts'
import { strategyText, suggestOwn } from './strategy-inputs.ts'

export const strategyDisable = command({
  name: 'strategy disable',
  aliases: ['unfollow'],
  summary: 'Let a strategy trade no more; what it holds stays yours',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ name: option(strategyText, { about: 'The strategy that you follow' }) }),
  examples: ['/strategy disable my-rsi'],
  suggest: { name: suggestOwn },

  async run({ name }, context) {
    const { account, origin, services } = context
    const { latest, followed } = await services.strategies.unfollow(account.id, name, origin)
    const left = await leftOpen(followed, undefined, context)
    return {
      title: `${latest.name} trades no more`,
      blocks: left.blocks.length > 0 ? left.blocks : [text('It holds nothing.')],
      buttons: [...left.buttons, { kind: 'run', label: 'Positions', command: 'positions list', input: {} }, followButton(latest)],
    }
  },
})
