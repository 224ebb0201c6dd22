import { isDeepStrictEqual } from 'node:util'
import { type REST, Routes } from 'discord.js'
import type { SlashCommand } from './slash-commands.ts'

interface Registering {
  readonly rest: Pick<REST, 'get' | 'put'>
  readonly applicationId: string
  /** Registers in this server only, where commands are there at once. */
  readonly guildId: string | undefined
  readonly commands: readonly SlashCommand[]
}

/** Makes Discord list these commands and no others; leaves it alone when it does already. Returns whether it had to. */
export async function registerCommands({ rest, applicationId, guildId, commands }: Registering): Promise<boolean> {
  const route = guildId === undefined ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId)
  const listed = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) })
  if (isDeepStrictEqual(normalList(listed, guildId), normalList(commands, guildId))) return false
  await rest.put(route, { body: commands })
  return true
}

/** Without what Discord adds, orders in its own way, or leaves out because it says nothing. */
function normalList(commands: unknown, guildId: string | undefined): unknown {
  if (!Array.isArray(commands)) return undefined
  const byName = (a: Fields, b: Fields): number => String(a.name).localeCompare(String(b.name))
  return commands
    .map(fieldsOf)
    .map((command) => normalCommand(command, guildId))
    .sort(byName)
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function normalCommand(command: Fields, guildId: string | undefined): Fields {
  return {
    ...normalOption(command),
    type: command.type ?? 1,
    permissions: command.default_member_permissions ?? null,
    // A server's own commands have no say in where they can be used.
    ...(guildId === undefined && { contexts: numbers(command.contexts), installs: numbers(command.integration_types) }),
  }
}

function normalOption(option: Fields): Fields {
  const { name, description, type } = option
  const choices = listIn(option.choices).map((choice) => ({ name: choice.name, value: choice.value }))
  return {
    name,
    description,
    type,
    translations: { ...fieldsOf(option.description_localizations) },
    required: option.required === true,
    autocomplete: option.autocomplete === true,
    choices,
    options: listIn(option.options).map(normalOption),
  }
}

function listIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function numbers(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.toSorted() : []
}
