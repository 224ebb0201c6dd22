import { z } from 'zod'
import { helpFor, helpForAll } from '../../chat/help-pages.ts'
import { roleOf } from '../../chat/may-call.ts'
import { option } from '../../chat/option.ts'
import { command } from '../services.ts'

const TOPIC_CHARS_MAX = 60

export const help = command({
  name: 'help',
  summary: 'Show what you can say',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  input: z.strictObject({
    topic: option(z.array(z.string().max(TOPIC_CHARS_MAX)).default([]), { about: 'A command or a group, such as price or market' }),
  }),
  examples: ['/help', '/help price', '/help watchlist add'],
  suggest: {
    topic: async (typed, { services }) => services.commands().flatMap(({ name }) => (name.startsWith(typed.toLowerCase()) ? [name] : [])),
  },

  async run({ topic }, { account, services }) {
    return topic.length === 0 ? helpForAll(services.commands(), roleOf(account)) : helpFor(services.commands(), topic.join(' '))
  },
})
