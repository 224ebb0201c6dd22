import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  InteractionType,
} from 'discord.js'
import type { Chat } from '../../src/chat/chat.ts'
import type { Caller } from '../../src/chat/chat-ports.ts'
import { coalesceEdits } from './coalesced-edits.ts'
import { callerOf, isAlone, isUnseen } from './interaction-caller.ts'
import { createTalk, type Talk, type TalkParts } from './interaction-talk.ts'
import { offerValues } from './offer-values.ts'
import { readSlash } from './slash-input.ts'

const REMEMBERED_MAX = 1000

export interface InteractionParts extends TalkParts {
  readonly chat: Chat
}

export interface Interactions {
  /** Answers an interaction as it comes from the gateway. Never throws. */
  answer(interaction: APIInteraction): Promise<void>
  /** Answers those that a crash cut off, here or in another process. Never throws. */
  resume(): Promise<void>
}

export function createInteractions(parts: InteractionParts): Interactions {
  const { chat, clock, kept, recordFailure } = parts
  /** Spares Discord a second acknowledgement of what comes twice. That it counts once does not rest on this, but on the chat's inbox. */
  const seen = new Set<string>()

  return {
    answer: (interaction) => handle(interaction, false),
    async resume() {
      try {
        const open = await kept.open()
        await Promise.all(open.map((interaction) => handle(interaction, true)))
      } catch (error) {
        recordFailure(error, { part: 'discord' })
      }
    },
  }

  async function handle(interaction: APIInteraction, isResumed: boolean): Promise<void> {
    if (seen.has(interaction.id)) return
    seen.add(interaction.id)
    for (const oldest of seen) {
      if (seen.size <= REMEMBERED_MAX) break
      seen.delete(oldest)
    }
    const talk = createTalk(parts, interaction, isResumed)
    try {
      if (interaction.type === InteractionType.ApplicationCommand) await run(interaction, talk)
      else if (interaction.type === InteractionType.MessageComponent) await press(interaction, talk)
      else if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
        await offerValues({ chat, clock, interaction, reply: talk.reply })
    } catch (error) {
      seen.delete(interaction.id)
      recordFailure(error, { part: 'discord', interaction: interaction.id })
    }
  }

  /** Who will read the answer is decided before the work: Discord must be told first. */
  async function run(interaction: APIApplicationCommandInteraction, talk: Talk): Promise<void> {
    const { reply } = talk
    const { name, input } = readSlash(interaction.data)
    const command = chat.commands.find((each) => each.name === name)
    const unseen = !isAlone(interaction) && command?.readers !== 'everyone'
    const caller = callerOf(interaction, unseen)
    if (caller === undefined || !(await talk.begin(() => reply.defer(unseen)))) return
    const edits = coalesceEdits(clock, (shown) => talk.show(() => reply.edit(shown, unseen)))
    await chat.run(name, input, {
      ...callOf(interaction, caller),
      sink: edits,
      async deliver(given) {
        await edits.close()
        await talk.end(given, caller, (said) => reply.edit(said, unseen))
      },
    })
  }

  /** Whether the answer takes the place of the message is known afterwards, so the message is kept as it is meanwhile. What was refused is for the one who pressed. */
  async function press(interaction: APIMessageComponentInteraction, talk: Talk): Promise<void> {
    const { reply } = talk
    const unseen = isUnseen(interaction)
    const caller = callerOf(interaction, unseen)
    if (caller === undefined || !(await talk.begin(() => reply.deferUpdate()))) return
    const edits = coalesceEdits(clock, (shown) => talk.show(() => reply.say(shown, unseen)))
    await chat.press(interaction.data.custom_id, {
      ...callOf(interaction, caller),
      sink: edits,
      async deliver(given) {
        await edits.close()
        if (given.replaces === true) {
          await talk.end(given, caller, (said) => reply.edit(said, unseen))
          await talk.show(() => reply.unsay())
        } else {
          const forOne = unseen || (given.refusal !== undefined && !isAlone(interaction))
          await talk.end(given, caller, (said) => reply.say(said, forOne))
        }
      },
    })
  }

  /** One that somebody else is at work on may be taken up again later. */
  function callOf({ id }: APIInteraction, caller: Caller) {
    return { caller, deliveryId: id, busy: () => void seen.delete(id) }
  }
}
