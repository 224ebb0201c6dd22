import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { command } from '../services.ts'
import { importWords } from './strategy-card.ts'
import { strategyText, suggestOwn } from './strategy-inputs.ts'

export const strategyShare = command({
  name: 'strategy share',
  summary: 'Get a code by which others can copy one of your strategies',
  group: 'research',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ name: option(strategyText, { about: 'The strategy, one of yours' }) }),
  examples: ['/strategy share my-rsi'],
  suggest: { name: suggestOwn },

  async run({ name }, { account, origin, services: { strategies } }) {
    const { strategy, code } = await strategies.share(account.id, name, origin)
    return {
      title: `Others can copy ${strategy.latest.name}`,
      tone: 'good',
      blocks: [
        text(importWords(code)),
        text(
          'Whoever has the code gets the rules and the description of its newest version, and nothing else of yours. It ends when you delete the strategy.',
        ),
      ],
      copies: [{ label: 'Copy', text: importWords(code) }],
    }
  },
})
