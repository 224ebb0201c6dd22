import { APPLICATION_ID, GUILD_ID } from './discord-gateway.ts'
import { fieldsOf, listOf } from './discord-limits.ts'

/** Who does it, and where. */
export interface Doing {
  readonly id?: string
  readonly user?: string
  readonly where?: 'guild' | 'dm' | 'group'
  readonly manages?: boolean
  readonly roles?: readonly string[]
  readonly isBot?: boolean
}

export interface Saying extends Doing {
  /** "price", or "watchlist add". */
  readonly command: string
  readonly options?: Readonly<Record<string, string | number | boolean>>
  /** The option that is still being typed. */
  readonly typing?: string
}

export interface Pressing extends Doing {
  /** The id of the message whose button is pressed. */
  readonly message: string
  readonly label: string
}

const GUILD_CHANNEL = '900000000000000001'
const GROUP_CHANNEL = '900000000000000002'
const CONTEXTS = { guild: 0, dm: 1, group: 2 } as const
const MANAGE_GUILD = '32'

export function dmChannelOf(user: string): string {
  return `950${user}`
}

export function channelOf({ user = '1001', where = 'guild' }: Doing): string {
  return { guild: GUILD_CHANNEL, dm: dmChannelOf(user), group: GROUP_CHANNEL }[where]
}

/** What every interaction says about who and where. */
export function doing(about: Doing): object {
  const { user: userId = '1001', where = 'guild', manages = false, roles = [], isBot = false } = about
  const user = { id: userId, username: `user${userId}`, discriminator: '0', global_name: `User ${userId}`, avatar: null, bot: isBot }
  const channelId = channelOf(about)
  const member = { user, nick: null, roles, permissions: manages ? MANAGE_GUILD : '0', joined_at: '2026-01-01T00:00:00Z', flags: 0 }
  return {
    application_id: APPLICATION_ID,
    version: 1,
    context: CONTEXTS[where],
    channel_id: channelId,
    channel: { id: channelId, type: { guild: 0, dm: 1, group: 3 }[where] },
    locale: 'en-GB',
    app_permissions: '0',
    entitlements: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: where === 'guild' ? { 0: GUILD_ID } : { 1: userId },
    ...(where === 'guild' ? { guild_id: GUILD_ID, member } : { user }),
  }
}

/** The data of a slash command, made of what is registered: nobody can say anything else. Throws for what is not. */
export function commandData(registered: readonly Readonly<Record<string, unknown>>[], { command, options = {}, typing }: Saying): object {
  const [name, member] = command.split(' ')
  const found = registered.find((each) => each.name === name)
  if (found === undefined) throw new Error(`No command ${name} is registered`)
  const place = member === undefined ? found : listOf(found.options).find((each) => each.name === member && each.type === 1)
  if (place === undefined) throw new Error(`No sub-command ${command} is registered`)
  const known = listOf(place.options)
  const missing = known.find(({ name: option, required }) => required === true && options[String(option)] === undefined)
  if (missing !== undefined && typing === undefined) throw new Error(`${command} needs ${missing.name}`)
  const values = Object.entries(options).map(([option, value]) => optionData(known, { option, value, focused: option === typing }))
  const inner = member === undefined ? values : [{ name: member, type: 1, options: values }]
  return { id: `6${String(registered.indexOf(found)).padStart(17, '0')}`, name, type: 1, options: inner }
}

function optionData(
  known: readonly Readonly<Record<string, unknown>>[],
  { option, value, focused }: { option: string; value: string | number | boolean; focused: boolean },
): object {
  const found = fieldsOf(known.find(({ name }) => name === option))
  const type = found.type
  const fits = { 3: 'string', 4: 'number', 5: 'boolean', 10: 'number' }[Number(type)]
  if (typeof value !== fits) throw new Error(`The option ${option} does not take ${value}`)
  const choices = listOf(found.choices)
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) throw new Error(`${option} has no choice ${value}`)
  if (focused && found.autocomplete !== true) throw new Error(`${option} has no autocomplete`)
  return { name: option, type, value, ...(focused && { focused: true }) }
}
