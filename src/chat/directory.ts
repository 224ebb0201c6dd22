import { nearest } from '../basics/nearest.ts'
import { Refusal } from '../basics/refusal.ts'
import type { Command } from './command.ts'
import { type Catalog, type CommandGroup, checkCatalog, commandsOf, groupsOf } from './group.ts'
import { keywordsOf } from './option.ts'
import { recognises } from './read-arguments.ts'

const LINE = /^\/?\s*(\S+)\s*(.*)$/s
const FIRST_WORD = /^(\S+)\s*(.*)$/s
const COMMAND_WORD = /^[a-z0-9_]{1,40}$/

/** What a line asks for: a command and the words for it. */
export interface Found<Services> {
  readonly command: Command<Services>
  readonly words: string
  /** The member that was perhaps meant, where a group's words begin with no member's name. */
  readonly perhaps: string | undefined
}

export interface Directory<Services> {
  /** Finds the command that a line begins with. Throws a `Refusal` with the nearest name when there is none. */
  readonly inLine: (line: string) => Found<Services>
  /** Finds a command by its name ("watchlist add") or key ("watchlist_add"); a group's name finds what it does alone. */
  readonly byName: (name: string) => Command<Services> | undefined
  readonly unknown: (name: string) => Refusal
}

/** Finds commands by every name they have. Throws a `TypeError` for a catalogue that two could understand differently. */
export function createDirectory<Services>(catalog: Catalog<Services>): Directory<Services> {
  checkCatalog(catalog)
  const commands = commandsOf(catalog)
  const groups = new Map(groupsOf(catalog).map((group) => [group.name, group]))
  const named = new Map(commands.flatMap((command) => [...new Set([command.name, command.key])].map((name) => [name, command])))
  const aliased = new Map(commands.flatMap((command) => command.aliases.map(({ word, preset }) => [word, { command, preset }])))
  const known = [...catalog.map(({ name }) => name), ...aliased.keys(), ...commands.map(({ key }) => key)]

  return { inLine, byName: (name) => named.get(name) ?? groups.get(name)?.bare, unknown }

  function inLine(line: string): Found<Services> {
    const [, first = '', words = ''] = LINE.exec(line.trim()) ?? []
    const name = first.toLowerCase()
    const group = groups.get(name)
    if (group !== undefined) return inGroup(group, words)
    const alias = aliased.get(name)
    if (alias !== undefined) return { command: alias.command, words: `${alias.preset} ${words}`.trim(), perhaps: undefined }
    const command = named.get(name)
    if (command === undefined) throw unknown(name)
    return { command, words, perhaps: undefined }
  }

  function unknown(name: string): Refusal {
    const see = 'See /help.'
    if (!COMMAND_WORD.test(name)) return new Refusal('unknown-command', 'I did not understand that.', { hint: see })
    const meant = nearest(name, known) ?? known.find((each) => each.startsWith(name))
    return new Refusal('unknown-command', `There is no /${name}.`, { hint: meant === undefined ? see : `Did you mean /${meant}? ${see}` })
  }
}

function inGroup<Services>(group: CommandGroup<Services>, words: string): Found<Services> {
  const [, first = '', rest = ''] = FIRST_WORD.exec(words) ?? []
  const name = first.toLowerCase()
  const member = group.members.find((each) => each.member === name || each.aliases.some(({ word }) => word === `${group.name}_${name}`))
  if (member !== undefined) return { command: member, words: rest, perhaps: undefined }
  if (
    first === '' ||
    group.bare.options.some((option) => keywordsOf(option).includes(name) || (option.anywhere && recognises(option, first)))
  )
    return { command: group.bare, words, perhaps: undefined }
  const near = nearest(
    first,
    group.members.map(({ member: known }) => known ?? ''),
  )
  return { command: group.otherwise, words, perhaps: near === undefined ? undefined : `${group.name} ${near}` }
}
