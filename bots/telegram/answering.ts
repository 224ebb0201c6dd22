import type { WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Sink } from '../../src/chat/chat-ports.ts'
import type { Shown } from './letters.ts'
import type { PostOffice } from './post-office.ts'
import type { Target } from './read-update.ts'
import { TelegramFailure } from './telegram-failure.ts'

const PATIENT = { patient: true }
const IN_PASSING = { patient: false, silent: true }

interface AnsweringParts {
  readonly office: PostOffice
  readonly clock: WallClock
  readonly target: Target
  /** The message whose button was pressed. */
  readonly under?: Shown | undefined
  /** At least this long between two edits; only the newest of what came meanwhile is shown. */
  readonly pauseMs: number
  /** Takes the answer when Telegram wants silence for longer than a call may last. */
  readonly sendLater: (answer: Answer) => Promise<void>
  readonly recordFailure: (error: unknown) => void
}

/** One call's way back to its chat. */
interface Answering {
  /** Showing never holds up the command: it only says what is newest, and the message follows. */
  readonly sink: Sink
  /** Puts the answer where it belongs: in the place of the progress, or of the message whose button was pressed, or below. */
  deliver(answer: Answer): Promise<void>
}

export function createAnswering(parts: AnsweringParts): Answering {
  const { office, clock, target, under, pauseMs, sendLater, recordFailure } = parts
  let shown: Shown | undefined
  let newest: Answer | undefined
  let quietUntil = clock.elapsed()
  let cancelTimer: (() => void) | undefined
  let line: Promise<void> = Promise.resolve()

  return {
    sink: {
      async show(answer) {
        newest = answer
        if (cancelTimer !== undefined) return
        const waitMs = quietUntil - clock.elapsed()
        if (waitMs <= 0) flushInLine()
        else cancelTimer = clock.after(waitMs, flushInLine)
      },
    },
    async deliver(answer) {
      cancelTimer?.()
      newest = undefined
      await line
      const place = answer.replaces ? under : undefined
      if (place !== undefined) await removeProgress()
      try {
        await put(answer, place ?? shown, PATIENT)
      } catch (error) {
        if (!needsRoom(error)) throw error
        await sendLater(answer)
        await removeProgress()
      }
    },
  }

  function flushInLine(): void {
    cancelTimer = undefined
    quietUntil = clock.elapsed() + pauseMs
    line = line.then(flush).catch(recordFailure)
  }

  async function flush(): Promise<void> {
    const answer = newest
    newest = undefined
    if (answer === undefined) return
    try {
      shown = await put(answer, shown, IN_PASSING)
    } catch (error) {
      // Progress that has no room is not worth waiting for.
      if (!needsRoom(error)) throw error
    }
  }

  async function removeProgress(): Promise<void> {
    const progress = shown
    shown = undefined
    if (progress !== undefined) await office.remove(target, progress).catch(recordFailure)
  }

  async function put(answer: Answer, place: Shown | undefined, options: typeof PATIENT): Promise<Shown> {
    if (place === undefined) return office.send(target, answer, options)
    const put = await office.replace({ target, shown: place }, answer, options)
    // An album, say, stands below the progress it could not take the place of.
    if (place === shown && put.messageId !== place.messageId) await office.remove(target, place).catch(recordFailure)
    return put
  }
}

function needsRoom(error: unknown): boolean {
  return error instanceof TelegramFailure && error.kind === 'wait'
}
