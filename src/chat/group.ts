import type { Command } from './command.ts'
import type { CommandInfo, GroupInfo } from './command-info.ts'
import { COMMAND_NAME, MEMBERS_MAX, MENU_ENTRIES_MAX, REGISTERED_NAMES_MAX, SUMMARY_CHARS_MAX } from './limits.ts'

/** A group command, such as "watchlist" with "watchlist show" and "watchlist add". */
export interface CommandGroup<Services> extends GroupInfo {
  readonly members: readonly Command<Services>[]
  /** What it does without a further word: its first member that only reads. */
  readonly bare: Command<Services>
  /** Who takes the words after the group's name when they begin with no member's name. */
  readonly otherwise: Command<Services>
}

/** Everything there is to say: commands, and groups of them. */
export type Catalog<Services> = readonly (Command<Services> | CommandGroup<Services>)[]

/** Puts commands named "<group> <member>" together. `otherwise` names the member that takes words which are no member's name; without it, what the bare group does takes them. */
export function commandGroup<Services>(definition: {
  readonly name: string
  readonly summary: string
  readonly members: readonly Command<Services>[]
  readonly otherwise?: string
}): CommandGroup<Services> {
  const { name, summary, members, otherwise } = definition
  if (!COMMAND_NAME.test(name)) throw new TypeError(`${name}: a group's name must match ${COMMAND_NAME}`)
  if (summary === '' || summary.length > SUMMARY_CHARS_MAX)
    throw new TypeError(`${name}: say what it is for in 1 to ${SUMMARY_CHARS_MAX} characters`)
  if (members.length > MEMBERS_MAX) throw new TypeError(`${name}: at most ${MEMBERS_MAX} members`)
  const stranger = members.find(({ parent }) => parent !== name)
  if (stranger !== undefined) throw new TypeError(`${stranger.name}: a member of ${name} is named "${name} <member>"`)
  const bare = members.find(({ effect }) => effect === 'reads')
  if (bare === undefined) throw new TypeError(`${name}: a group needs a member that only reads, for when it is said alone`)
  const taker = otherwise === undefined ? bare : members.find(({ member }) => member === otherwise)
  if (taker === undefined) throw new TypeError(`${name}: there is no member "${otherwise}"`)
  return { name, summary, members, bare, otherwise: taker }
}

/** All commands of a catalogue in its order, the members of groups among them. */
export function commandsOf<Services>(catalog: Catalog<Services>): readonly Command<Services>[] {
  return catalog.flatMap((entry) => ('members' in entry ? entry.members : [entry]))
}

export function groupsOf<Services>(catalog: Catalog<Services>): readonly CommandGroup<Services>[] {
  return catalog.filter((entry) => 'members' in entry)
}

/** Throws a `TypeError` when two things answer to one name, or there are more than people and platforms can hold. */
export function checkCatalog<Services>(catalog: Catalog<Services>): void {
  const commands = commandsOf(catalog)
  const stray = catalog.find((entry) => !('members' in entry) && entry.parent !== undefined)
  if (stray !== undefined) throw new TypeError(`${stray.name}: a member is listed through its group`)
  unique(commands.map(({ key }) => key))
  unique([...catalog.map(({ name }) => name), ...commands.flatMap(aliasWords)])
  if (catalog.length > REGISTERED_NAMES_MAX) throw new TypeError(`At most ${REGISTERED_NAMES_MAX} commands are registered`)
  if (commands.filter(({ menu }) => menu).length > MENU_ENTRIES_MAX)
    throw new TypeError(`At most ${MENU_ENTRIES_MAX} commands stand in the menu`)
}

const aliasWords = ({ aliases }: CommandInfo): readonly string[] => aliases.map(({ word }) => word)

function unique(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new TypeError(`Two commands answer to "${twice}"`)
}
