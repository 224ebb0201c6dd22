import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  InteractionType,
  type REST,
} from 'discord.js'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { failureAnswer } from '../../src/chat/ready-answer.ts'
import { coalesceEdits } from './coalesced-edits.ts'
import { callerOf, isAlone, isUnseen } from './interaction-caller.ts'
import { type InteractionReply, replyTo } from './interaction-reply.ts'
import { offerValues } from './offer-values.ts'
import { readSlash } from './slash-input.ts'

const REMEMBERED_MAX = 1000

export interface InteractionParts {
  readonly rest: Pick<REST, 'post' | 'patch' | 'delete'>
  readonly chat: Chat
  readonly clock: WallClock
  readonly recordFailure: (error: unknown, about: Readonly<Record<string, string>>) => string
}

/** Answers interactions as they come from the gateway. Never throws. */
export function createInteractions({ rest, chat, clock, recordFailure }: InteractionParts): (interaction: APIInteraction) => Promise<void> {
  /** Spares Discord a second acknowledgement of what comes twice. That it counts once does not rest on this, but on the chat's inbox. */
  const seen = new Set<string>()

  return async (interaction) => {
    if (seen.has(interaction.id)) return
    seen.add(interaction.id)
    for (const oldest of seen) {
      if (seen.size <= REMEMBERED_MAX) break
      seen.delete(oldest)
    }
    const reply = replyTo({ rest, clock, interaction })
    try {
      await answer(interaction, reply)
    } catch (error) {
      seen.delete(interaction.id)
      recordFailure(error, { part: 'discord', interaction: interaction.id })
    }
  }

  async function answer(interaction: APIInteraction, reply: InteractionReply): Promise<void> {
    if (interaction.type === InteractionType.ApplicationCommand) await run(interaction, reply)
    else if (interaction.type === InteractionType.MessageComponent) await press(interaction, reply)
    else if (interaction.type === InteractionType.ApplicationCommandAutocomplete) await offerValues({ chat, clock, interaction, reply })
  }

  /** Who will read the answer is decided before the work: Discord must be told first. */
  async function run(interaction: APIApplicationCommandInteraction, reply: InteractionReply): Promise<void> {
    const { name, input } = readSlash(interaction.data)
    const command = chat.commands.find((each) => each.name === name)
    const unseen = !isAlone(interaction) && command?.readers !== 'everyone'
    const caller = callerOf(interaction, unseen)
    if (caller === undefined || !(await reply.defer(unseen))) return
    const edits = coalesceEdits(clock, (shown) => show(() => reply.edit(shown, unseen)))
    await chat.run(name, input, {
      caller,
      deliveryId: interaction.id,
      sink: edits,
      async deliver(given) {
        await edits.close()
        await send(given, (said) => reply.edit(said, unseen))
      },
    })
  }

  /** Whether the answer takes the place of the message is known afterwards, so the message is kept as it is meanwhile. What was refused is for the one who pressed. */
  async function press(interaction: APIMessageComponentInteraction, reply: InteractionReply): Promise<void> {
    const unseen = isUnseen(interaction)
    const caller = callerOf(interaction, unseen)
    if (caller === undefined || !(await reply.deferUpdate())) return
    const edits = coalesceEdits(clock, (shown) => show(() => reply.say(shown, unseen)))
    await chat.press(interaction.data.custom_id, {
      caller,
      deliveryId: interaction.id,
      sink: edits,
      async deliver(given) {
        await edits.close()
        if (given.replaces === true) {
          await send(given, (said) => reply.edit(said, unseen))
          await show(() => reply.unsay())
        } else {
          const forOne = unseen || (given.refusal !== undefined && !isAlone(interaction))
          await send(given, (said) => reply.say(said, forOne))
        }
      },
    })
  }

  /** Sends the answer; where Discord does not take it, says at least that something went wrong. */
  async function send(given: Answer, say: (answer: Answer) => Promise<boolean>): Promise<void> {
    try {
      await say(given)
    } catch (error) {
      await say(failureAnswer(recordFailure(error, { part: 'discord' })))
    }
  }

  /** Progress that cannot be shown never breaks the work. */
  async function show(say: () => Promise<boolean>): Promise<void> {
    try {
      await say()
    } catch (error) {
      recordFailure(error, { part: 'discord progress' })
    }
  }
}
