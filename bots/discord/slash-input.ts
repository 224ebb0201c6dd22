import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataOption,
  ApplicationCommandOptionType,
} from 'discord.js'

type Data = APIApplicationCommandInteraction['data'] | APIApplicationCommandAutocompleteInteraction['data']

/** The command that was chosen ("watchlist add") and the values that were given. */
export function readSlash(data: Data): { readonly name: string; readonly input: Readonly<Record<string, unknown>> } {
  const { member, values } = chosenIn(data)
  return {
    name: member === undefined ? data.name : `${data.name} ${member}`,
    input: Object.fromEntries(values.map((option) => [option.name, 'value' in option ? option.value : undefined])),
  }
}

/** The option that somebody is typing into, and how far he has come. */
export function typedInto(data: Data): { readonly option: string; readonly typed: string } | undefined {
  const option = chosenIn(data).values.find((each) => 'focused' in each && each.focused === true)
  return option && { option: option.name, typed: 'value' in option ? String(option.value) : '' }
}

function chosenIn(data: Data): { member: string | undefined; values: readonly APIApplicationCommandInteractionDataOption[] } {
  const options: readonly APIApplicationCommandInteractionDataOption[] = 'options' in data ? (data.options ?? []) : []
  const [first] = options
  if (first?.type !== ApplicationCommandOptionType.Subcommand) return { member: undefined, values: options }
  return { member: first.name, values: first.options ?? [] }
}
