import type { WallClock } from '../../src/basics/clock.ts'
import { TelegramFailure } from './telegram-failure.ts'

/** Together with the longest command this stays below the lease of the inbox, so no delivery is handed out twice. */
const PATIENCE_MS = 20_000
const AGAIN_MS = 1000

/** Does work for a chat: waits as long as Telegram asks for, follows the chat to its new id, and tries once more where nothing arrived for sure. Throws the failure that none of this mends. */
export async function withPatience<Result>(
  clock: WallClock,
  firstChatId: string,
  work: (chatId: string) => Promise<Result>,
): Promise<Result> {
  const until = clock.elapsed() + PATIENCE_MS
  let chatId = firstChatId
  let isAgain = false
  for (;;) {
    try {
      return await work(chatId)
    } catch (error) {
      const pauseMs = error instanceof TelegramFailure ? pauseAfter(error, isAgain) : undefined
      if (!(error instanceof TelegramFailure) || pauseMs === undefined || clock.elapsed() + pauseMs > until) throw error
      if (error.kind === 'moved') chatId = error.chatId
      isAgain ||= error.kind !== 'wait'
      await pause(clock, pauseMs)
    }
  }
}

/** How long to wait before trying again; undefined where a second time would be no better, or could be one too many. */
function pauseAfter({ kind, retryAfterMs }: TelegramFailure, isAgain: boolean): number | undefined {
  if (kind === 'wait') return retryAfterMs
  if (isAgain) return undefined
  if (kind === 'moved') return 0
  return kind === 'unreached' ? AGAIN_MS : undefined
}

/** Waits; not for longer than until the signal aborts. */
export function pause(clock: Pick<WallClock, 'after'>, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(ms, end)
    signal?.addEventListener('abort', end, { once: true })
  })
}
