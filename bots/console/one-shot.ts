import type { Answer } from '../../src/basics/reply.ts'
import type { Chat } from '../../src/chat/chat.ts'
import { type JsonAnswer, type KeepFile, toJsonAnswer } from '../../src/chat/json-answer.ts'
import { consoleCall, sayOrPress } from './console-call.ts'
import { drawAnswer } from './render.ts'

interface Saying {
  readonly chat: Chat
  readonly lines: readonly string[]
  readonly userId: string
  /** The market time that the lines are said at, milliseconds; undefined for now. */
  readonly at: number | undefined
  readonly keepFile: KeepFile
}

interface Said {
  readonly answers: readonly JsonAnswer[]
  readonly text: string
  /** 0, 1 when an answer was a refusal, 2 when something failed. */
  readonly exitCode: 0 | 1 | 2
}

/** Says lines one after the other as a console user, for `npm run say`. */
export async function sayLines({ chat, lines, userId, at, keepFile }: Saying): Promise<Said> {
  const call = consoleCall(userId, at === undefined ? {} : { at })
  const answers: JsonAnswer[] = []
  const texts: string[] = []
  let exitCode: Said['exitCode'] = 0
  let before: Answer | undefined
  for (const line of lines) {
    const answer = await sayOrPress(chat, line, { call, before })
    if (answer === undefined) continue
    before = answer
    answers.push(await toJsonAnswer(numbered(answer), keepFile))
    texts.push(await drawAnswer(answer, { colours: false, keepFile }))
    exitCode = worse(exitCode, answer)
  }
  return { answers, text: texts.join('\n\n'), exitCode }
}

/** Buttons go by the number that `!1` presses: that is all a script can do with them, and the same call prints the same JSON. */
function numbered(answer: Answer): Answer {
  let count = 0
  return { ...answer, buttons: answer.buttons.map((button) => (button.kind === 'press' ? { ...button, id: String(++count) } : button)) }
}

function worse(exitCode: Said['exitCode'], { refusal }: Answer): Said['exitCode'] {
  if (refusal === undefined || exitCode === 2) return exitCode
  return refusal.code === 'failure' ? 2 : 1
}
