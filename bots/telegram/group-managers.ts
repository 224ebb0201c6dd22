import type { Api } from 'grammy'
import type { WallClock } from '../../src/basics/clock.ts'

const FRESH_MS = 60_000
const KEPT_MAX = 1000

export interface GroupManagers {
  /** Whether Telegram says that this person owns or administers the group. No when it does not answer. */
  manages(chatId: string, userId: string): Promise<boolean>
}

/** Asks Telegram at most once a minute for each person and group. */
export function createGroupManagers({
  api,
  clock,
  recordFailure,
}: {
  readonly api: Api
  readonly clock: Pick<WallClock, 'elapsed'>
  readonly recordFailure: (error: unknown) => void
}): GroupManagers {
  const known = new Map<string, { readonly manages: boolean; readonly until: number }>()
  return {
    async manages(chatId, userId) {
      const key = `${chatId} ${userId}`
      const before = known.get(key)
      if (before !== undefined && before.until > clock.elapsed()) return before.manages
      try {
        const { status } = await api.getChatMember(chatId, Number(userId))
        const manages = status === 'creator' || status === 'administrator'
        known.delete(key)
        known.set(key, { manages, until: clock.elapsed() + FRESH_MS })
        for (const oldest of known.keys()) if (known.size > KEPT_MAX) known.delete(oldest)
        return manages
      } catch (error) {
        recordFailure(error)
        return false
      }
    },
  }
}
