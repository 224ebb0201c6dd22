import { createInterface, type Interface } from 'node:readline'
import { Refusal } from '../../src/basics/refusal.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Chat } from '../../src/chat/chat.ts'
import type { Sink } from '../../src/chat/chat-ports.ts'
import type { KeepFile } from '../../src/chat/json-answer.ts'
import { refusalAnswer } from '../../src/chat/ready-answer.ts'
import { complete } from './complete.ts'
import { consoleCall, sayOrPress } from './console-call.ts'
import { drawAnswer, drawProgress, harmless } from './render.ts'

const PROMPT = '> '
const CLEAR_LINE = '\r\u001b[2K'
const COLUMNS_DEFAULT = 80
const LEAVE = new Set(['/quit', '/exit', 'quit', 'exit'])

interface Terminal extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface ConsoleBotParts {
  readonly chat: Chat
  readonly input: NodeJS.ReadableStream
  readonly output: Terminal
  readonly keepFile: KeepFile
  /** Says no to colours, as NO_COLOR does; without a terminal there are none anyway. */
  readonly plain: boolean
  /** A line that is said at the start, such as "/start". */
  readonly opening?: string
  readonly userId?: string
}

export interface ConsoleBot {
  /** Talks until the input ends, or the user leaves with /quit or Ctrl-C twice. */
  start(): Promise<void>
  /** Says something that nobody asked for, above what is being typed. */
  announce(words: string): void
  stop(): void
}

/** Talks in the terminal. It needs no token, so it is the first bot that a newcomer meets. */
export function createConsoleBot({ chat, input, output, keepFile, plain, opening, userId = 'console' }: ConsoleBotParts): ConsoleBot {
  const isTerminal = output.isTTY === true
  const style = { colours: isTerminal && !plain, keepFile }
  const call = consoleCall(userId, { sink: createSink(output, style) })
  let lines: Interface | undefined
  let isOpen = true
  let before: Answer | undefined

  return {
    async start() {
      lines = createInterface({ input, output, terminal: isTerminal, prompt: PROMPT, completer })
      const leave = (): void => {
        isOpen = false
      }
      // A terminal that was closed can be neither read, written to nor set back: that is the end of the talk, and no failure.
      for (const part of [input, output, lines]) part.on('error', leave)
      lines.once('close', leave)
      leaveOnSecondInterrupt(lines, output)
      const entered = lines[Symbol.asyncIterator]()
      const nextLine = () => entered.next().catch(() => ({ done: true, value: '' }) as const)
      if (opening !== undefined) await answer(opening)
      prompt(lines)
      for (let next = await nextLine(); next.done !== true; next = await nextLine()) {
        const line = next.value.trim()
        if (LEAVE.has(line.toLowerCase())) break
        if (line !== '') await answer(line)
        prompt(lines)
      }
      lines.close()
      output.write('Good bye.\n')
    },
    announce(words) {
      output.write(`${isTerminal ? CLEAR_LINE : ''}${harmless(words)}\n`)
      lines?.prompt(true)
    },
    stop: () => lines?.close(),
  }

  function prompt(from: Interface): void {
    if (isOpen && isTerminal) from.prompt()
  }

  async function answer(line: string): Promise<void> {
    const said = await sayOrPress(chat, line, { call, before })
    if (said === undefined) return
    before = said
    const drawn = await drawAnswer(said, style).catch((error: unknown) => {
      if (error instanceof Refusal) return drawAnswer(refusalAnswer(error), style)
      throw error
    })
    output.write(`${isTerminal ? CLEAR_LINE : ''}${drawn}\n\n`)
  }

  function completer(line: string, offer: (error: Error | null, completed: [string[], string]) => void): void {
    complete(chat, line, call).then(
      (completed) => offer(null, completed),
      (error) => offer(error, [[], line]),
    )
  }
}

/** Progress is one line that is written over and over; without a terminal it is left out. Other answers are printed as they come. */
function createSink(output: Terminal, style: Parameters<typeof drawAnswer>[1]): Sink {
  return {
    async show(shown) {
      const block = shown.blocks.find(({ kind }) => kind === 'progress')
      if (block?.kind !== 'progress') output.write(`${await drawAnswer(shown, style)}\n`)
      else if (output.isTTY === true) {
        const bar = drawProgress(block.done, block.of, block.label).replaceAll('\n', ' ')
        output.write(`${CLEAR_LINE}${[...bar].slice(0, (output.columns ?? COLUMNS_DEFAULT) - 1).join('')}`)
      }
    },
  }
}

/** One Ctrl-C drops what was typed, a second one right after it leaves. */
function leaveOnSecondInterrupt(lines: Interface, output: Terminal): void {
  let interrupted = false
  lines.on('line', () => {
    interrupted = false
  })
  lines.on('SIGINT', () => {
    if (interrupted) {
      lines.close()
      return
    }
    interrupted = true
    output.write('\nCtrl-C again to leave.\n')
    lines.write(null, { ctrl: true, name: 'u' })
    lines.prompt()
  })
}
