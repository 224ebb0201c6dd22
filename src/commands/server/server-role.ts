import { z } from 'zod'
import { nearest } from '../../basics/nearest.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { CommandInfo } from '../../chat/command-info.ts'
import { EVERYONE } from '../../chat/may-call.ts'
import { option } from '../../chat/option.ts'
import { managedServer, serverCard } from '../server-card.ts'
import { command } from '../services.ts'

const WORD_CHARS_MAX = 60
const ROLE = /^(?:<@&(\d{1,25})>|(\d{1,25})|@?(everyone))$/i

const role = z
  .string()
  .trim()
  .regex(ROLE, 'expected a role such as @everyone, a mention of it, or its id')
  .transform((word) => {
    const [, mentioned, id] = ROLE.exec(word) ?? []
    return mentioned ?? id ?? EVERYONE
  })

export const serverRole = command({
  name: 'server role',
  summary: 'Choose which roles may use what here',
  group: 'server',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({
    role: option(role, { about: 'The role: everyone, a mention of it, or its id' }),
    what: option(z.array(z.string().max(WORD_CHARS_MAX)).min(1), { about: 'A command or a group, such as price or trading' }),
    verdict: option(z.enum(['allow', 'forbid', 'clear']), {
      about: 'Allow it to these only, forbid it to these, or clear the rule',
      anywhere: true,
    }),
  }),
  examples: ['/server role everyone movers forbid', '/server role 1234567890 watchlist add allow', '/server role everyone movers clear'],
  suggest: {
    what: async (typed, { services }) => [...subjectsOf(services.commands())].filter((subject) => subject.startsWith(typed.toLowerCase())),
  },

  async run({ role: roleId, what, verdict }, context) {
    const { servers, commands } = context.services
    const server = managedServer(context)
    const subject = readSubject(what.join(' '), commands())
    // Discord's own role of all has the id of its server.
    const rule = { roleId: roleId === server.serverId ? EVERYONE : roleId, subject }
    if (verdict === 'clear') await servers.clearRole(server, rule, context.origin)
    else await servers.setRole(server, { ...rule, verdict }, context.origin)
    return serverCard('The rules of this server', server, context.services)
  },
})

/** Everything that a rule can be about: groups, group commands, commands. */
function subjectsOf(commands: readonly CommandInfo[]): ReadonlySet<string> {
  return new Set(commands.flatMap(({ name, parent, group }) => [group, ...(parent === undefined ? [] : [parent]), name]))
}

function readSubject(words: string, commands: readonly CommandInfo[]): string {
  const subject = words.toLowerCase().replace(/^\//, '').replaceAll('_', ' ').trim()
  const known = subjectsOf(commands)
  if (known.has(subject)) return subject
  const meant = nearest(subject, [...known])
  throw new Refusal('not-found', 'There is no such command or group.', {
    hint: meant === undefined ? 'See /help.' : `Did you mean ${meant}?`,
  })
}
