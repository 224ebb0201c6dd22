import type { WallClock } from '../basics/clock.ts'

/** How much may be asked at once, and how fast that comes back. */
interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

const PERSON: Allowance = { burst: 30, perSecond: 1 }
const ROOM: Allowance = { burst: 60, perSecond: 2 }
const BUCKETS_MAX = 20_000
const SECOND_MS = 1000

interface Bucket {
  left: number
  at: number
}

interface Asker {
  readonly place: { readonly platform: string; readonly chatId: string; readonly private: boolean }
}

export interface CommandBudget {
  /** Takes `cost` from the budgets of the person and of the room they speak in; returns 0, or the milliseconds to wait. What is refused takes nothing. */
  admit(caller: Asker, account: { readonly id: string }, cost: number): Promise<number>
}

/** Token buckets, in memory: after a restart everybody begins with a full one. The machine's own terminal has no limit. */
export function createCommandBudget({ clock }: { clock: Pick<WallClock, 'elapsed'> }): CommandBudget {
  const buckets = new Map<string, Bucket>()

  return {
    async admit({ place }, account, cost) {
      if (place.platform === 'console') return 0
      const now = clock.elapsed()
      const purses = [purse(`person ${account.id}`, PERSON, now)]
      if (!place.private) purses.push(purse(`room ${place.platform} ${place.chatId}`, ROOM, now))
      const waitMs = Math.max(...purses.map(({ bucket, allowance }) => waitFor(bucket, allowance, cost)))
      if (waitMs > 0) return waitMs
      for (const { bucket, allowance } of purses) bucket.left -= Math.min(cost, allowance.burst)
      return 0
    },
  }

  /** The bucket as it has filled up by now; the one that was used longest ago makes room. */
  function purse(key: string, allowance: Allowance, now: number): { bucket: Bucket; allowance: Allowance } {
    const before = buckets.get(key) ?? { left: allowance.burst, at: now }
    const bucket = { left: Math.min(allowance.burst, before.left + ((now - before.at) / SECOND_MS) * allowance.perSecond), at: now }
    buckets.delete(key)
    buckets.set(key, bucket)
    const oldest = buckets.size > BUCKETS_MAX ? buckets.keys().next().value : undefined
    if (oldest !== undefined) buckets.delete(oldest)
    return { bucket, allowance }
  }
}

function waitFor({ left }: Bucket, { burst, perSecond }: Allowance, cost: number): number {
  const missing = Math.min(cost, burst) - left
  return missing <= 0 ? 0 : Math.ceil((missing / perSecond) * SECOND_MS)
}
