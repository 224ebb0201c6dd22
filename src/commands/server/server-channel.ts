import { z } from 'zod'
import { TOPICS } from '../../accounts/server-settings.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { Place } from '../../chat/chat-ports.ts'
import { option } from '../../chat/option.ts'
import { managedServer, serverCard } from '../server-card.ts'
import { command } from '../services.ts'

const WORD_CHARS_MAX = 100

export const serverChannel = command({
  name: 'server channel',
  summary: 'Choose the channel that gets signals, alerts or digests',
  group: 'server',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({
    topic: option(z.enum(TOPICS), { about: 'What the channel is for' }),
    where: option(z.string().trim().max(WORD_CHARS_MAX).default('here'), { about: 'here, or off' }),
  }),
  examples: ['/server channel alerts here', '/server channel signals', '/server channel digests off'],

  async run({ topic, where }, context) {
    const { servers } = context.services
    const server = managedServer(context)
    const channel = readChannel(where, context.place)
    await servers.setChannel(server, { topic, channel }, context.origin)
    const title = channel === undefined ? `No channel gets ${topic} now` : `This channel gets ${topic} from now on`
    return serverCard(title, server, context.services)
  },
})

/** Only the channel itself can be chosen: another one's id might be in somebody else's server. */
function readChannel(where: string, { chatId, threadId }: Place): { chatId: string; threadId?: string } | undefined {
  const word = where.toLowerCase().replace(/^#/, '')
  if (['off', 'none', 'nowhere'].includes(word)) return undefined
  const [, mentioned = ''] = /^<#(\d+)>$/.exec(word) ?? []
  if (word === 'here' || [chatId, threadId].includes(mentioned)) return { chatId, ...(threadId === undefined ? {} : { threadId }) }
  throw new Refusal('bad-input', 'I can only choose the channel that you say it in.', {
    hint: 'Go there and say: /server channel alerts here',
  })
}
