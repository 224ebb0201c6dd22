import { Refusal } from '../../src/basics/refusal.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { Call } from '../../src/chat/chat-ports.ts'
import { refusalAnswer } from '../../src/chat/ready-answer.ts'

const NUMBER = /^\d{1,3}$/

/** A call from the terminal, where nobody else reads along. */
export function consoleCall(userId: string, about: Pick<Call, 'sink' | 'at'> = {}): Call {
  return { ...about, caller: { userId, displayName: userId, place: { platform: 'console', chatId: userId, private: true } } }
}

/** Says a line, or presses a button of the answer before: "!1" by its number, "!Confirm" by its label. */
export async function sayOrPress(
  chat: Chat,
  line: string,
  { call, before }: { call: Call; before: Answer | undefined },
): Promise<Answer | undefined> {
  if (!line.startsWith('!')) return chat.say(line, call)
  const buttons = (before?.buttons ?? []).filter((button) => button.kind === 'press')
  const wanted = line.slice(1).trim().toLowerCase()
  const button = NUMBER.test(wanted) ? buttons[Number(wanted) - 1] : buttons.find(({ label }) => label.toLowerCase() === wanted)
  if (button !== undefined) return chat.press(button.id, call)
  const labels = buttons.map(({ label }, at) => `!${at + 1} ${label}`).join(', ')
  const missed = refusalAnswer(
    new Refusal('not-found', 'The last answer has no such button.', {
      hint: labels === '' ? 'It has none to press.' : `It has ${labels}.`,
    }),
  )
  // The buttons stay where they were, so that a slip can be mended.
  return { ...missed, blocks: labels === '' ? missed.blocks : [], buttons: before?.buttons ?? [] }
}
