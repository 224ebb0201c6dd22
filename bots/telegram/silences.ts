import type { WallClock } from '../../src/basics/clock.ts'
import { TelegramFailure } from './telegram-failure.ts'

/** Keeps still in a chat for as long as Telegram asked for: whatever is to be done there meanwhile fails at once, with what is left of the time. */
export type KeepSilence = <Result>(chatId: string, work: () => Promise<Result>) => Promise<Result>

export function createSilences({ clock }: { readonly clock: Pick<WallClock, 'elapsed'> }): KeepSilence {
  const endsAt = new Map<string, number>()

  return async (chatId, work) => {
    const leftMs = (endsAt.get(chatId) ?? 0) - clock.elapsed()
    if (leftMs > 0) throw new TelegramFailure('wait', 'Telegram asked for silence in this chat', { retryAfterMs: leftMs })
    try {
      return await work()
    } catch (error) {
      if (error instanceof TelegramFailure && error.kind === 'wait') begin(chatId, error.retryAfterMs)
      throw error
    }
  }

  function begin(chatId: string, forMs: number): void {
    for (const [chat, end] of endsAt) if (end <= clock.elapsed()) endsAt.delete(chat)
    endsAt.set(chatId, clock.elapsed() + forMs)
  }
}
