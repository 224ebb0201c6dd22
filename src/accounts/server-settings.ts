import { z } from 'zod'
import type { WallClock } from '../basics/clock.ts'
import type { Origin } from '../basics/origin.ts'
import { Refusal } from '../basics/refusal.ts'
import type { SettingStore, SettingsOwner } from './account-ports.ts'

const RULES_MAX = 100
const REMEMBERED_MS = 30_000
const REMEMBERED_MAX = 1000

/** What a server or group can have a channel for. */
export const TOPICS = ['signals', 'alerts', 'digests'] as const
export type Topic = (typeof TOPICS)[number]

/** A server of Discord or a group of Telegram, by the platform's own id. */
export interface Server {
  readonly platform: string
  readonly serverId: string
}

/** Where something goes: a chat or channel, or a thread in it. */
export interface Channel {
  readonly chatId: string
  readonly threadId?: string | undefined
}

/** Whether a role may use a command, a group command or a group. */
export interface RoleSetting {
  readonly roleId: string
  readonly subject: string
  readonly verdict: 'allow' | 'forbid'
}

export interface ServerView {
  readonly channels: ReadonlyMap<Topic, Channel>
  readonly rules: readonly RoleSetting[]
}

/** What whoever manages a server or group has set for it. */
export interface ServerSettings {
  of(server: Server): Promise<ServerView>
  /** The same rules, remembered for half a minute, since every call there asks for them. */
  rulesOf(server: Server): Promise<readonly RoleSetting[]>
  /** Without a channel, the topic goes nowhere any more. */
  setChannel(server: Server, change: { readonly topic: Topic; readonly channel: Channel | undefined }, origin: Origin): Promise<void>
  /** Refuses more than a hundred rules. */
  setRole(server: Server, rule: RoleSetting, origin: Origin): Promise<void>
  clearRole(server: Server, rule: Pick<RoleSetting, 'roleId' | 'subject'>, origin: Origin): Promise<void>
}

const CHANNEL_KEY = /^channel\.(.+)$/
const ROLE_KEY = /^role\.([^.]+)\.(.+)$/
const TopicWord = z.enum(TOPICS)
const ChannelValue = z.object({ chatId: z.string(), threadId: z.string().optional() })
const Verdict = z.enum(['allow', 'forbid'])

interface ServerSettingsNeeds {
  readonly store: SettingStore
  readonly clock: Pick<WallClock, 'elapsed'>
}

export function createServerSettings({ store, clock }: ServerSettingsNeeds): ServerSettings {
  const remembered = new Map<string, { readonly rules: readonly RoleSetting[]; readonly until: number }>()
  const of = async (server: Server): Promise<ServerView> => viewOf(await store.all(ownerOf(server)))

  return {
    of,
    async rulesOf(server) {
      const { id } = ownerOf(server)
      const known = remembered.get(id)
      if (known !== undefined && clock.elapsed() < known.until) return known.rules
      const { rules } = await of(server)
      remembered.delete(id)
      remembered.set(id, { rules, until: clock.elapsed() + REMEMBERED_MS })
      const oldest = remembered.size > REMEMBERED_MAX ? remembered.keys().next().value : undefined
      if (oldest !== undefined) remembered.delete(oldest)
      return rules
    },
    async setChannel(server, { topic, channel }, origin) {
      const key = `channel.${topic}`
      await (channel === undefined ? store.remove(ownerOf(server), [key], origin) : store.put(ownerOf(server), { [key]: channel }, origin))
    },
    async setRole(server, { roleId, subject, verdict }, origin) {
      const { rules } = await of(server)
      const isNew = !rules.some((rule) => rule.roleId === roleId && rule.subject === subject)
      if (isNew && rules.length >= RULES_MAX)
        throw new Refusal('over-limit', `A server holds at most ${RULES_MAX} rules.`, { hint: 'Clear some: /server show lists them.' })
      await store.put(ownerOf(server), { [roleKey({ roleId, subject })]: verdict }, origin)
      remembered.delete(ownerOf(server).id)
    },
    async clearRole(server, rule, origin) {
      await store.remove(ownerOf(server), [roleKey(rule)], origin)
      remembered.delete(ownerOf(server).id)
    },
  }
}

/** What is stored and can be read; anything else counts as not set. */
function viewOf(stored: ReadonlyMap<string, unknown>): ServerView {
  const channels = new Map<Topic, Channel>()
  const rules: RoleSetting[] = []
  for (const [key, value] of stored) {
    const topic = TopicWord.safeParse(CHANNEL_KEY.exec(key)?.[1])
    const channel = ChannelValue.safeParse(value)
    if (topic.success && channel.success) channels.set(topic.data, channel.data)
    const [, roleId, subject] = ROLE_KEY.exec(key) ?? []
    const verdict = Verdict.safeParse(value)
    if (roleId !== undefined && subject !== undefined && verdict.success) rules.push({ roleId, subject, verdict: verdict.data })
  }
  return { channels, rules }
}

function roleKey({ roleId, subject }: Pick<RoleSetting, 'roleId' | 'subject'>): string {
  return `role.${roleId}.${subject}`
}

function ownerOf(server: Server): SettingsOwner {
  return { kind: 'chat', id: settingsIdOf(server) }
}

/** Under which id the settings of a server are kept. */
export function settingsIdOf({ platform, serverId }: Server): string {
  return `${platform}:${serverId}`
}
