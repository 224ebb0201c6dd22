import type { Chat } from '../../src/chat/chat.ts'
import type { Call } from '../../src/chat/chat-ports.ts'
import type { CommandInfo } from '../../src/chat/command-info.ts'
import { isPositional, keywordsOf } from '../../src/chat/option.ts'

const ASKED_OPTIONS_MAX = 3
const LAST_WORD = /\S*$/

/** What the Tab key offers: names while the command is typed, then the values and words of its options. Returns the offers and the part of the line that they replace. */
export async function complete(chat: Chat, line: string, { caller }: Call): Promise<[string[], string]> {
  const typed = line.trimStart().replace(/^\//, '')
  const names = chat.commands.map(({ name }) => name).filter((name) => name.startsWith(typed.toLowerCase()) && name !== typed)
  if (names.length > 0) return [names.map((name) => `/${name} `), line]
  const command = commandIn(chat, typed)
  const word = LAST_WORD.exec(typed)?.[0] ?? ''
  if (command === undefined) return [[], word]
  const asked = command.options.filter((option) => isPositional(option) || option.anywhere).slice(0, ASKED_OPTIONS_MAX)
  const values = await Promise.all(asked.map(({ name }) => chat.suggest({ command: command.name, option: name, typed: word }, caller)))
  const offers = [...values.flat(), ...command.options.flatMap(keywordsOf)]
  return [[...new Set(offers)].filter((offer) => offer.toLowerCase().startsWith(word.toLowerCase())), word]
}

function commandIn(chat: Chat, typed: string): CommandInfo | undefined {
  const line = `${typed.toLowerCase()} `
  return chat.commands.find(({ name, aliases }) => line.startsWith(`${name} `) || aliases.some(({ word }) => line.startsWith(`${word} `)))
}
