import { type Server, type ServerView, settingsIdOf, TOPICS } from '../accounts/server-settings.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Block, fields, type Reply, text } from '../basics/reply.ts'
import type { Context } from '../chat/command.ts'
import type { Services } from './services.ts'

type Here = Pick<Context<Services>, 'account' | 'place' | 'managesServer'>

/** The server or group that this was said in. Throws a `Refusal` in private. */
export function serverHere({ place }: Pick<Here, 'place'>): Server {
  const { platform, serverId } = place
  if (serverId !== undefined) return { platform, serverId }
  throw new Refusal('not-here', 'These settings belong to a server or a group, and this is neither.', {
    hint: 'Say it in the server or group.',
  })
}

/** The same for whoever may change its settings. Throws a `Refusal` for others. */
export function managedServer(here: Here): Server {
  const server = serverHere(here)
  const { account, managesServer } = here
  if (managesServer || (account.role === 'admin' && account.status === 'active')) return server
  throw new Refusal('not-allowed', 'Only who manages this server may change its settings.', {
    hint: 'Ask one of its admins. /server show is for all.',
  })
}

/** All that is set for a server, under a title that says what happened. */
export async function serverCard(title: string, server: Server, { servers, looks }: Pick<Services, 'servers' | 'looks'>): Promise<Reply> {
  const { channels, rules } = await servers.of(server)
  const where = TOPICS.map((topic) => [topic, placeWords(channels.get(topic))] as const)
  const look = await looks.shown(settingsIdOf(server))
  return {
    title,
    blocks: [
      fields(Object.fromEntries(where)),
      fields(Object.fromEntries(look.map(({ word, value }) => [word, value]))),
      ...rulesBlock(rules),
      text(HOW),
    ],
  }
}

const HOW = [
  'To change it: /server channel alerts here, in the channel that shall have them.',
  '/server set zone Europe/Berlin, for the answers that all read here.',
  '/server role 123 trading forbid; the word clear clears a rule.',
].join('\n')

function placeWords(channel: { readonly chatId: string; readonly threadId?: string | undefined } | undefined): string {
  if (channel === undefined) return 'nowhere'
  return channel.threadId === undefined ? `channel ${channel.chatId}` : `thread ${channel.threadId} of ${channel.chatId}`
}

function rulesBlock(rules: ServerView['rules']): readonly Block[] {
  if (rules.length === 0) return [text('Everybody may use everything here.')]
  return [fields(Object.fromEntries(rules.map(({ roleId, subject, verdict }) => [`${roleId}: ${subject}`, verdict])))]
}
