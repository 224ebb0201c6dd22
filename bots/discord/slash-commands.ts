import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js'
import type { Chat } from '../../src/chat/chat.ts'
import type { CommandInfo, GroupInfo } from '../../src/chat/command-info.ts'
import type { Option } from '../../src/chat/option.ts'

/** A description in other languages, by Discord's names of them such as "de" or "pt-BR". */
export type Translate = (words: string) => Readonly<Record<string, string>>

interface Described {
  readonly name: string
  readonly description: string
  readonly description_localizations?: Readonly<Record<string, string>>
}

interface SlashOption extends Described {
  readonly type: number
  readonly required?: boolean
  readonly choices?: readonly { readonly name: string; readonly value: string }[]
  readonly autocomplete?: boolean
  readonly options?: readonly SlashOption[]
}

/** A command as Discord registers it. */
export interface SlashCommand extends Described {
  readonly type: number
  readonly options: readonly SlashOption[]
  /** Who sees it in a server before its managers decide otherwise; null for everybody. */
  readonly default_member_permissions: string | null
  readonly contexts: readonly number[]
  readonly integration_types: readonly number[]
}

const CONTEXTS = [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel]
const INSTALLS = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall]
const KINDS: Record<Option['kind'], ApplicationCommandOptionType> = {
  text: ApplicationCommandOptionType.String,
  choice: ApplicationCommandOptionType.String,
  list: ApplicationCommandOptionType.String,
  whole: ApplicationCommandOptionType.Integer,
  number: ApplicationCommandOptionType.Number,
  'yes-no': ApplicationCommandOptionType.Boolean,
}
const CHOICE_CHARS_MAX = 100

/** All that can be said, as slash commands: groups become sub-commands, and a list is one text of words. */
export function slashCommandsOf({ commands, groups }: Pick<Chat, 'commands' | 'groups'>, translate?: Translate): readonly SlashCommand[] {
  const alone = commands.filter(({ parent }) => parent === undefined)
  return [
    ...alone.map((command) => registered(describe(command.name, command.summary, translate), [command], optionsOf(command, translate))),
    ...groups.map((group) => registered(describe(group.name, group.summary, translate), group.members, membersOf(group, translate))),
  ]
}

function registered(described: Described, commands: readonly CommandInfo[], options: readonly SlashOption[]): SlashCommand {
  const forManagers = commands.every(({ access, group }) => access === 'admin' || group === 'server')
  return {
    ...described,
    type: ApplicationCommandType.ChatInput,
    options,
    default_member_permissions: forManagers ? String(PermissionFlagsBits.ManageGuild) : null,
    contexts: CONTEXTS,
    integration_types: INSTALLS,
  }
}

function membersOf({ members }: GroupInfo, translate: Translate | undefined): readonly SlashOption[] {
  return members.map((member) => ({
    ...describe(member.member ?? member.key, member.summary, translate),
    type: ApplicationCommandOptionType.Subcommand,
    options: optionsOf(member, translate),
  }))
}

/** Discord wants the required ones first. */
function optionsOf({ options }: CommandInfo, translate: Translate | undefined): readonly SlashOption[] {
  const sorted = [...options.filter(({ required }) => required), ...options.filter(({ required }) => !required)]
  return sorted.map((option) => ({
    ...describe(option.name, option.about, translate),
    type: KINDS[option.kind],
    ...(option.required && { required: true }),
    ...valuesOf(option),
  }))
}

function valuesOf({ kind, choices, suggests, vocabulary }: Option): Pick<SlashOption, 'choices' | 'autocomplete'> {
  if (kind === 'choice' && choices.every(({ length }) => length <= CHOICE_CHARS_MAX))
    return { choices: choices.map((value) => ({ name: value, value })) }
  const offers = suggests || vocabulary.length > 0 || choices.length > 0
  return offers && KINDS[kind] === ApplicationCommandOptionType.String ? { autocomplete: true } : {}
}

function describe(name: string, description: string, translate: Translate | undefined): Described {
  const translations = translate?.(description) ?? {}
  return { name, description, ...(Object.keys(translations).length > 0 && { description_localizations: translations }) }
}
