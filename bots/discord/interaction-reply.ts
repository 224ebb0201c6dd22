import { type APIInteraction, type APIMessage, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js'
import { timeLimit, type WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import { DiscordTrouble, type Trouble, troubleOf } from './discord-errors.ts'
import { type DiscordMessage, drawAnswer } from './render.ts'

const TRIES_MAX = 3
const TRY_AGAIN_MS = 400
/** Discord waits three seconds for the first word. */
const ACKNOWLEDGE_MS_MAX = 1200

export interface ReplyParts {
  readonly rest: Pick<REST, 'post' | 'patch' | 'delete'>
  readonly clock: WallClock
  readonly interaction: APIInteraction
}

/** What is said to one interaction. Each method throws a `DiscordTrouble`, or returns false when there is nobody left to answer. */
export interface InteractionReply {
  /** Shows that work is being done. `unseen`: the answer will be seen by the caller alone. */
  defer(unseen: boolean): Promise<boolean>
  /** Keeps the message whose button was pressed as it is, for now. */
  deferUpdate(): Promise<boolean>
  /** Offers values to somebody who is typing. */
  offer(choices: readonly { readonly name: string; readonly value: string }[]): Promise<boolean>
  /** Puts the answer in the place of the deferred one, or of the message whose button was pressed; what has no room there follows. */
  edit(answer: Answer, unseen: boolean): Promise<boolean>
  /** Says it below, in a message that later calls edit. */
  say(answer: Answer, unseen: boolean): Promise<boolean>
  /** Takes back what was said below. */
  unsay(): Promise<boolean>
}

/** Speaks by the token of an interaction. What can be repeated harmlessly is tried again; a new message is not, since Discord could show it twice. */
export function replyTo({ rest, clock, interaction }: ReplyParts): InteractionReply {
  const { id, token, application_id: applicationId } = interaction
  let saidId: string | undefined

  const acknowledge = (type: InteractionResponseType, data?: object): Promise<boolean> =>
    again(async () => {
      const { signal, release } = timeLimit(clock, ACKNOWLEDGE_MS_MAX)
      const body = data === undefined ? { type } : { type, data }
      await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal }).finally(release)
    })
  const patch = (messageId: string, message: DiscordMessage): Promise<boolean> =>
    again(() => rest.patch(Routes.webhookMessage(applicationId, token, messageId), { ...message, auth: false }))
  const post = async ({ body, files }: DiscordMessage, unseen: boolean): Promise<boolean> => {
    const flags = unseen ? { flags: MessageFlags.Ephemeral } : {}
    const query = new URLSearchParams({ wait: 'true' })
    return attempt(async () => {
      const sent = await rest.post(Routes.webhook(applicationId, token), { body: { ...body, ...flags }, files, query, auth: false })
      saidId = (sent as APIMessage).id
    })
  }
  const postAll = async (messages: readonly DiscordMessage[], unseen: boolean): Promise<boolean> => {
    for (const message of messages) if (!(await post(message, unseen))) return false
    return true
  }

  return {
    defer: (unseen) =>
      acknowledge(InteractionResponseType.DeferredChannelMessageWithSource, unseen ? { flags: MessageFlags.Ephemeral } : {}),
    deferUpdate: () => acknowledge(InteractionResponseType.DeferredMessageUpdate),
    offer: (choices) => acknowledge(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    async edit(answer, unseen) {
      const [first, ...rest] = drawAnswer(answer)
      return (await patch('@original', first)) && (await postAll(rest, unseen))
    },
    async say(answer, unseen) {
      const [first, ...rest] = drawAnswer(answer)
      const isSaid = saidId === undefined ? await post(first, unseen) : await patch(saidId, first)
      return isSaid && (await postAll(rest, unseen))
    },
    async unsay() {
      const messageId = saidId
      saidId = undefined
      if (messageId === undefined) return true
      return again(() => rest.delete(Routes.webhookMessage(applicationId, token, messageId), { auth: false }))
    },
  }

  /** For what has the same outcome however often it arrives. */
  async function again(request: () => Promise<unknown>): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      const trouble = await troubleWith(request)
      if (trouble === undefined || trouble.kind === 'acknowledged') return true
      if (trouble.kind !== 'lost' || tries === TRIES_MAX) return outcomeOf(trouble)
      await new Promise<void>((resolve) => void clock.after(TRY_AGAIN_MS, resolve))
    }
  }
}

async function attempt(request: () => Promise<unknown>): Promise<boolean> {
  const trouble = await troubleWith(request)
  return trouble === undefined || outcomeOf(trouble)
}

async function troubleWith(request: () => Promise<unknown>): Promise<Trouble | undefined> {
  try {
    await request()
    return undefined
  } catch (error) {
    return troubleOf(error)
  }
}

function outcomeOf({ kind, reason }: Trouble): false {
  if (kind === 'over' || kind === 'gone') return false
  throw new DiscordTrouble(reason)
}
