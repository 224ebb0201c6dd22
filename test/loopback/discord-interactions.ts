import { fieldsOf, listOf } from './discord-limits.ts'
import {
  asLoading,
  asMessage,
  type DiscordAnswer,
  type DiscordMessages,
  EPHEMERAL,
  type KeptMessage,
  messageAnswer,
  NO_MESSAGE,
  refuse,
} from './discord-messages.ts'
import { channelOf, commandData, type Doing, doing, type Pressing, type Saying } from './discord-people.ts'
import type { DiscordRequest } from './discord-request.ts'

const FIRST_WORD_MS_MAX = 3000
const TOKEN_MS_MAX = 15 * 60_000
const PROGRESS = '▱'
const DEFERRED = 5
const OFFERS = 8

interface Interaction {
  readonly id: string
  readonly token: string
  readonly at: number
  readonly by: Doing
  readonly payload: object
  callback?: Readonly<Record<string, unknown>>
  /** The deferred answer, or the message whose button was pressed. */
  original?: KeptMessage
  readonly said: KeptMessage[]
}

interface Parts {
  readonly now: () => number
  readonly violations: string[]
  readonly messages: DiscordMessages
  /** What is registered. */
  readonly commands: () => readonly Readonly<Record<string, unknown>>[]
  readonly dispatch: (name: string, data: object) => void
}

const NO_INTERACTION = refuse(404, 10062, 'Unknown interaction')
const NO_WEBHOOK = refuse(404, 10015, 'Unknown Webhook')

/** What people do with the bot, and what it answers: each once, in time, by the token of the interaction. */
export class DiscordInteractions {
  readonly #parts: Parts
  readonly #kept = new Map<string, Interaction>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  say(saying: Saying): string {
    const type = saying.typing === undefined ? 2 : 4
    return this.#begin(saying, (id) => ({ ...doing(saying), id, type, data: commandData(this.#parts.commands(), saying) }))
  }

  press(pressing: Pressing): string {
    const message = this.#parts.messages.all.find(({ id }) => id === pressing.message)
    const buttons = listOf(message?.body.components).flatMap((row) => listOf(row.components))
    const button = buttons.find(({ label, custom_id }) => label === pressing.label && custom_id !== undefined)
    if (message === undefined || button === undefined) throw new Error(`There is no button "${pressing.label}" to press`)
    const by = { ...pressing, where: pressing.where ?? message.by.where ?? 'guild' }
    const data = { component_type: 2, custom_id: button.custom_id, id: 1 }
    return this.#begin(by, (id) => ({ ...doing(by), id, type: 3, data, message: asMessage(message) }), message)
  }

  offersFor(id: string): readonly unknown[] | undefined {
    const { type, data } = this.#kept.get(id)?.callback ?? {}
    return type === OFFERS ? listOf(fieldsOf(data).choices).map(({ value }) => value) : undefined
  }

  /** The messages that answer it; undefined while there are none but progress. */
  answersTo(id: string): readonly KeptMessage[] | undefined {
    const said = this.#kept.get(id)?.said ?? []
    return said.length === 0 || said.some(({ body }) => JSON.stringify(body).includes(PROGRESS)) ? undefined : said
  }

  isAcknowledged(id: string): boolean {
    return this.#kept.get(id)?.callback !== undefined
  }

  route(request: DiscordRequest): DiscordAnswer | undefined {
    const [, , , kind, first = '', second = '', , messageId] = request.path.split('/')
    if (kind === 'interactions' && request.method === 'POST') return this.#callback(first, second, request)
    if (kind !== 'webhooks') return undefined
    const interaction = [...this.#kept.values()].find(({ token }) => token === second)
    if (interaction?.callback === undefined) return NO_WEBHOOK
    if (this.#parts.now() - interaction.at > TOKEN_MS_MAX) return refuse(401, 50027, 'Invalid Webhook Token')
    if (messageId === undefined) return this.#followUp(interaction, request)
    if (request.method === 'GET') return look(interaction)
    return messageId === '@original' ? this.#changeOriginal(interaction, request) : this.#changeSaid(interaction, messageId, request)
  }

  /** Delivers an interaction; one that was delivered before comes again as it was. */
  #begin(by: Doing, payloadOf: (id: string) => object, original?: KeptMessage): string {
    const id = by.id ?? this.#parts.messages.nextId()
    const about = original === undefined ? {} : { original }
    const interaction = this.#kept.get(id) ?? {
      id,
      token: `token-of-${id}`,
      at: this.#parts.now(),
      by,
      payload: payloadOf(id),
      said: [],
      ...about,
    }
    this.#kept.set(id, interaction)
    this.#parts.dispatch('INTERACTION_CREATE', { ...interaction.payload, token: interaction.token })
    return id
  }

  #callback(id: string, token: string, { body }: DiscordRequest): DiscordAnswer {
    const { violations, now } = this.#parts
    const interaction = this.#kept.get(id)
    if (interaction?.token !== token) return NO_INTERACTION
    if (interaction.callback !== undefined) {
      violations.push(`interaction ${id} was acknowledged twice`)
      return refuse(400, 40060, 'Interaction has already been acknowledged.')
    }
    if (now() - interaction.at > FIRST_WORD_MS_MAX) {
      violations.push(`interaction ${id} was acknowledged late`)
      return NO_INTERACTION
    }
    interaction.callback = fieldsOf(body)
    violations.push(...checkCallback(interaction.callback))
    return { status: 204 }
  }

  #followUp(interaction: Interaction, request: DiscordRequest): DiscordAnswer {
    const isEarly = interaction.callback?.type === DEFERRED && interaction.original === undefined
    if (isEarly) this.#parts.violations.push('a follow-up before the answer')
    return messageAnswer(this.#keep(interaction, request, fieldsOf(request.body).flags))
  }

  #changeOriginal(interaction: Interaction, request: DiscordRequest): DiscordAnswer {
    const { original, said, callback } = interaction
    if (original === undefined) {
      const made = this.#keep(interaction, request, fieldsOf(callback?.data).flags)
      if (made !== undefined) interaction.original = made
      return messageAnswer(made)
    }
    if (!said.includes(original)) said.push(original)
    return messageAnswer(this.#parts.messages.change(original, request))
  }

  #changeSaid({ said }: Interaction, messageId: string, request: DiscordRequest): DiscordAnswer {
    const message = said.find(({ id }) => id === messageId)
    if (message === undefined) return NO_MESSAGE
    if (request.method !== 'DELETE') return messageAnswer(this.#parts.messages.change(message, request))
    said.splice(said.indexOf(message), 1)
    this.#parts.messages.remove(message)
    return { status: 204 }
  }

  #keep({ by, said }: Interaction, request: DiscordRequest, flags: unknown): KeptMessage | undefined {
    const isUnseen = (Number(flags ?? 0) & EPHEMERAL) !== 0
    const message = this.#parts.messages.keep(request, { channelId: channelOf(by), isUnseen, by })
    if (message !== undefined) said.push(message)
    return message
  }
}

function look({ original, id, by }: Interaction): DiscordAnswer {
  return { status: 200, body: original === undefined ? asLoading(id, channelOf(by)) : asMessage(original) }
}

function checkCallback({ type, data }: Readonly<Record<string, unknown>>): readonly string[] {
  const choices = listOf(fieldsOf(data).choices)
  const isShown = choices.every(({ name }) => typeof name === 'string' && name.length >= 1 && name.length <= 100)
  return [
    ...([DEFERRED, 6, OFFERS].includes(Number(type)) ? [] : [`an unexpected callback type ${type}`]),
    ...(choices.length > 25 || !isShown ? ['choices that nobody can be shown'] : []),
  ]
}
