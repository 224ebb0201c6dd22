import type { WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import { MINUTE_MS } from '../../src/basics/timeframe.ts'

/** Says whether an answer is worth the little room that a group has: that it asks too much is told once a minute, and not after each command. */
export function createGroupRefusals({
  clock,
}: {
  readonly clock: Pick<WallClock, 'elapsed'>
}): (chatId: string, answer: Answer) => boolean {
  const quietUntil = new Map<string, number>()

  return (chatId, { refusal }) => {
    if (refusal?.retryAfterMs === undefined) return true
    const now = clock.elapsed()
    for (const [chat, end] of quietUntil) if (end <= now) quietUntil.delete(chat)
    if (quietUntil.has(chatId)) return false
    quietUntil.set(chatId, now + MINUTE_MS)
    return true
  }
}
