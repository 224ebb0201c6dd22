import type { WallClock } from '../basics/clock.ts'
import type { Pace } from '../chat/messenger.ts'
import type { Pacing } from './pacing.ts'

/** Counts answers together with all else that is sent. */
export function createAnswerPace({ pacing, clock }: { readonly pacing: Pacing; readonly clock: Pick<WallClock, 'elapsed'> }): Pace {
  return {
    take(chat) {
      const now = clock.elapsed()
      const freeAt = pacing.freeAt(chat, 'answer', now)
      if (freeAt <= now) pacing.take(chat, 'answer', now)
      return freeAt - now
    },
  }
}
