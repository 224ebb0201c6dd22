import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js'
import type { WallClock } from '../../src/basics/clock.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { callerOf } from './interaction-caller.ts'
import type { InteractionReply } from './interaction-reply.ts'
import { readSlash, typedInto } from './slash-input.ts'

/** Offers later than this are worth nothing to somebody who types. */
const OFFER_MS_MAX = 150
const OFFER_CHARS_MAX = 100
const WORDS_BEFORE = /^.*\s/s

interface Offering {
  readonly chat: Pick<Chat, 'commands' | 'suggest'>
  readonly clock: WallClock
  readonly interaction: APIApplicationCommandAutocompleteInteraction
  readonly reply: Pick<InteractionReply, 'offer'>
}

/** Offers values to somebody who is typing: none rather than late ones. In a list it is the last word that is being typed. */
export async function offerValues({ chat, clock, interaction, reply }: Offering): Promise<void> {
  const { name: command } = readSlash(interaction.data)
  const typing = typedInto(interaction.data)
  const caller = callerOf(interaction, true)
  if (caller === undefined || typing === undefined) return
  const options = chat.commands.find(({ name }) => name === command)?.options ?? []
  const isList = options.some(({ name, kind }) => name === typing.option && kind === 'list')
  const before = isList ? (WORDS_BEFORE.exec(typing.typed)?.[0] ?? '') : ''
  const late = untilLate(clock)
  const suggested = chat.suggest({ command, option: typing.option, typed: typing.typed.slice(before.length) }, caller)
  const values = await Promise.race([suggested, late.nothing])
  late.release()
  const offers = values.map((value) => `${before}${value}`).filter(({ length }) => length <= OFFER_CHARS_MAX)
  await reply.offer(offers.map((value) => ({ name: value, value })))
}

function untilLate(clock: WallClock): { readonly nothing: Promise<readonly string[]>; readonly release: () => void } {
  let release = (): void => undefined
  const nothing = new Promise<readonly string[]>((resolve) => {
    release = clock.after(OFFER_MS_MAX, () => resolve([]))
  })
  return { nothing, release: () => release() }
}
