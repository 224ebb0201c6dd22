import { nearest } from '../basics/nearest.ts'
import { Refusal } from '../basics/refusal.ts'
import { fields, type Reply, text } from '../basics/reply.ts'
import type { Role } from './chat-ports.ts'
import { type CommandInfo, GROUPS } from './command-info.ts'
import { reaches } from './may-call.ts'
import type { Option } from './option.ts'
import { usageOf } from './usage.ts'
import { quote } from './words.ts'

/** All that somebody of this role can say: one line for each group. Nobody writes help by hand, so it cannot be wrong. */
export function helpForAll(commands: readonly CommandInfo[], role: Role): Reply {
  const open = commands.filter(({ access }) => reaches(role, access))
  const lines = GROUPS.map((group) => [group, namesOf(open.filter((command) => command.group === group)).join(' ')] as const)
  return {
    title: 'What you can say',
    blocks: [
      fields(Object.fromEntries(lines.filter(([, names]) => names !== ''))),
      text('More about one of them: /help price. About a group: /help market.'),
    ],
  }
}

/** The help for a command, a group command or a group, by any of its names. Throws a `Refusal` with the nearest name for an unknown one. */
export function helpFor(commands: readonly CommandInfo[], topic: string): Reply {
  const name = topic.trim().toLowerCase().replace(/^\//, '').replaceAll('_', ' ')
  const command = commands.find(
    (each) => each.name === name || each.aliases.some(({ word }) => word === name || word.replaceAll('_', ' ') === name),
  )
  if (command !== undefined) return helpForOne(command)
  const members = commands.filter(({ parent }) => parent === name)
  if (members.length > 0) return helpForMany(`/${name}`, members)
  const inGroup = commands.filter(({ group }) => group === name)
  if (inGroup.length > 0) return helpForMany(`What you can say about ${name}`, inGroup)
  const known = commands.flatMap((each) => [
    each.name,
    ...(each.parent === undefined ? [] : [each.parent]),
    ...each.aliases.map(({ word }) => word),
  ])
  const meant = nearest(name, [...known, ...commands.map(({ group }) => group)])
  throw new Refusal('not-found', `I know no command ${quote(topic)}.`, {
    hint: meant === undefined ? 'See /help.' : `Did you mean /help ${meant}?`,
  })
}

/** "/price", and "/watchlist" once for all its members. */
function namesOf(commands: readonly CommandInfo[]): readonly string[] {
  return [...new Set(commands.map(({ name, parent }) => `/${parent ?? name}`))]
}

function helpForMany(title: string, commands: readonly CommandInfo[]): Reply {
  return { title, blocks: [fields(Object.fromEntries(commands.map((command) => [usageOf(command), command.summary])))] }
}

function helpForOne(command: CommandInfo): Reply {
  const { summary, options, examples, aliases, effect } = command
  const also = aliases.map(({ word, preset }) => (preset === '' ? `/${word}` : `/${word} (${preset})`))
  return {
    title: usageOf(command),
    blocks: [
      text(effect === 'spends' ? `${summary}. Asks before it does.` : summary),
      ...(options.length === 0 ? [] : [fields(Object.fromEntries(options.map((option) => [labelOf(option), describe(option)])))]),
      text(examples.map((example) => `For example: ${example}`).join('\n')),
      ...(also.length === 0 ? [] : [text(`Also: ${also.join(' ')}`)]),
    ],
  }
}

function labelOf({ name, words, prefix }: Option): string {
  const marks = prefix === undefined ? words : [prefix, ...words]
  return marks.length === 0 ? name : `${name} (${marks.join(', ')})`
}

function describe({ about, choices, byDefault }: Option): string {
  const among = choices.length === 0 ? '' : ` One of ${choices.join(', ')}.`
  const unsaid = byDefault === undefined ? '' : ` Without it: ${byDefault}.`
  return `${about.replace(/\.$/, '')}.${among}${unsaid}`
}
