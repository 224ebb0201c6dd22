import { type APIInteraction, type APIMessage, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js'
import { timeLimit, type WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import { DiscordTrouble, type Trouble, troubleOf } from './discord-errors.ts'
import { type DiscordMessage, drawAnswer, isProgress } from './render.ts'

const TRIES_MAX = 3
/** What has the same outcome however often it arrives. */
const HARMLESS = ['unreached', 'lost'] as const
const TRY_AGAIN_MS = 400
/** Discord waits three seconds for the first word. */
const ACKNOWLEDGE_MS_MAX = 1200

export interface ReplyParts {
  readonly rest: Pick<REST, 'get' | 'post' | 'patch' | 'delete'>
  readonly clock: WallClock
  readonly interaction: APIInteraction
  /** A crash cut off the one who answered before: what may have been said is not said again, so the answer has to be one message. */
  readonly isResumed: boolean
}

/** What is said to one interaction. Each method throws a `DiscordTrouble`, or returns false when it cannot be said any more. */
export interface InteractionReply {
  /** After a crash: the interaction was acknowledged before, and its answer does not stand there yet. Undefined when Discord knows of no acknowledgement. */
  isUnanswered(): Promise<boolean | undefined>
  /** There may be somebody who waits, but Discord takes nothing by the token of the interaction any more. */
  isExpired(): boolean
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

/**
 * Speaks by the token of an interaction. What can be repeated harmlessly is tried again; a new message that may have arrived is not,
 * since Discord could show it twice: it takes no nonce there.
 */
export function replyTo({ rest, clock, interaction, isResumed }: ReplyParts): InteractionReply {
  const { id, token, application_id: applicationId } = interaction
  const draw = (answer: Answer) => drawAnswer(answer, isResumed ? 1 : undefined)
  let saidId: string | undefined
  let isExpired = false

  const acknowledge = (type: InteractionResponseType, data?: object): Promise<boolean> =>
    again(HARMLESS, async () => {
      const { signal, release } = timeLimit(clock, ACKNOWLEDGE_MS_MAX)
      const body = data === undefined ? { type } : { type, data }
      await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal }).finally(release)
    })
  const patch = (messageId: string, message: DiscordMessage): Promise<boolean> =>
    again(HARMLESS, () => rest.patch(Routes.webhookMessage(applicationId, token, messageId), { ...message, auth: false }))
  const post = async ({ body, files }: DiscordMessage, unseen: boolean): Promise<boolean> => {
    const flags = unseen ? { flags: MessageFlags.Ephemeral } : {}
    const query = new URLSearchParams({ wait: 'true' })
    return again(['unreached'], async () => {
      const sent = await rest.post(Routes.webhook(applicationId, token), { body: { ...body, ...flags }, files, query, auth: false })
      saidId = (sent as APIMessage).id
    })
  }
  const postAll = async (messages: readonly DiscordMessage[], unseen: boolean): Promise<boolean> => {
    for (const message of messages) if (!(await post(message, unseen))) return false
    return true
  }

  return {
    async isUnanswered() {
      const route = Routes.webhookMessage(applicationId, token)
      let message: APIMessage | undefined
      const trouble = await troubleWith(async () => {
        message = (await rest.get(route, { auth: false })) as APIMessage
      })
      if (message !== undefined) return isWaiting(message, interaction)
      if (trouble?.kind === 'over' || trouble?.kind === 'expired') return undefined
      return trouble === undefined || trouble.kind === 'refused' || outcomeOf(trouble)
    },
    isExpired: () => isExpired,
    defer: (unseen) =>
      acknowledge(InteractionResponseType.DeferredChannelMessageWithSource, unseen ? { flags: MessageFlags.Ephemeral } : {}),
    deferUpdate: () => acknowledge(InteractionResponseType.DeferredMessageUpdate),
    offer: (choices) => acknowledge(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    async edit(answer, unseen) {
      const [first, ...rest] = draw(answer)
      return (await patch('@original', first)) && (await postAll(rest, unseen))
    },
    async say(answer, unseen) {
      const [first, ...rest] = draw(answer)
      const isSaid = saidId === undefined ? await post(first, unseen) : await patch(saidId, first)
      return isSaid && (await postAll(rest, unseen))
    },
    async unsay() {
      const messageId = saidId
      saidId = undefined
      if (messageId === undefined) return true
      return again(HARMLESS, () => rest.delete(Routes.webhookMessage(applicationId, token, messageId), { auth: false }))
    },
  }

  /** Tries again after the kinds of trouble that may have another outcome then, and do no harm. */
  async function again(kinds: readonly Trouble['kind'][], request: () => Promise<unknown>): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      const trouble = await troubleWith(request)
      if (trouble === undefined || trouble.kind === 'acknowledged') return true
      isExpired ||= trouble.kind === 'expired'
      if (!kinds.includes(trouble.kind) || tries === TRIES_MAX) return outcomeOf(trouble)
      await new Promise<void>((resolve) => void clock.after(TRY_AGAIN_MS, resolve))
    }
  }
}

/** Whether the message is the deferred one, or progress that came to a stop; the one whose button was pressed waits while it is as it was. */
function isWaiting({ flags, content, embeds, edited_timestamp: editedAt }: APIMessage, { message }: APIInteraction): boolean {
  if (message !== undefined) return editedAt === message.edited_timestamp
  const isEmpty = content === '' && embeds.length === 0
  return isEmpty || ((flags ?? 0) & MessageFlags.Loading) !== 0 || embeds.some(isProgress)
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
  if (kind === 'over' || kind === 'expired' || kind === 'gone') return false
  throw new DiscordTrouble(reason)
}
