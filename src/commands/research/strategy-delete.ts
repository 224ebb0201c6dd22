import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { command } from '../services.ts'
import { leftOpen } from './followed-blocks.ts'
import { strategyText, suggestOwn } from './strategy-inputs.ts'

export const strategyDelete = command({
  name: 'strategy delete',
  summary: 'Delete one of your strategies; it trades and is shared no more',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ name: option(strategyText, { about: 'The strategy, one of yours' }) }),
  examples: ['/strategy delete dip'],
  suggest: { name: suggestOwn },

  async run({ name }, context) {
    const { account, origin, services } = context
    const { latest, followed } = await services.strategies.delete(account.id, name, origin)
    const left = await leftOpen(followed, undefined, context)
    return {
      title: `${latest.name} is deleted`,
      blocks: [
        text('Results of its backtests stay, and so does what others imported.'),
        ...(followed === undefined ? [] : [text('It trades no more.')]),
        ...left.blocks,
      ],
      buttons: [...left.buttons, { kind: 'run', label: 'Strategies', command: 'strategy list', input: {} }],
    }
  },
})
