import type { WallClock } from '../../src/basics/clock.ts'
import type { Ids } from '../../src/basics/ids.ts'
import type { Account, Call, Caller, ChatPorts, Inbox, Press, PressStore } from '../../src/chat/chat-ports.ts'

const TRIES_MAX = 3

/** A clock that stands still until it is told to move; timers go off as it passes them. */
export function createFakeClock(startMs = 1_700_000_000_000): WallClock & { readonly move: (ms: number) => void } {
  let now = startMs
  let timers: { readonly at: number; readonly work: () => void }[] = []
  return {
    now: () => now,
    elapsed: () => now - startMs,
    after(delayMs, work) {
      const timer = { at: now + delayMs, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    move(ms) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { work } of due) work()
    },
  }
}

/** Ids that say what they are and in which order they came. */
export function createFakeIds(): Ids {
  let ids = 0
  let tokens = 0
  return { id: () => `id-${++ids}`, token: () => `token-${++tokens}` }
}

export function createFakePressStore(): PressStore {
  const kept = new Map<string, { readonly press: Press; takenBy: string | undefined }>()
  return {
    async keep(presses) {
      for (const { id, ...press } of presses) kept.set(id, { press, takenBy: undefined })
    },
    async take(id, { accountId, callId }, now) {
      const found = kept.get(id)
      if (found === undefined) return { outcome: 'unknown' }
      if (found.press.accountId !== accountId) return { outcome: 'not-yours' }
      if (found.takenBy !== undefined && found.takenBy !== callId) return { outcome: 'used' }
      if (found.takenBy === undefined && found.press.expiresAt <= now) return { outcome: 'expired' }
      found.takenBy = callId
      return { outcome: 'taken', press: found.press }
    },
  }
}

/** `leaseMs`: how long a delivery that was begun is left alone before it is handed out again. */
export function createFakeInbox({ clock, leaseMs }: { clock: Pick<WallClock, 'now'>; leaseMs: number }): Inbox {
  const deliveries = new Map<string, { tries: number; leasedUntil: number; done: boolean }>()
  const kept = new Map<string, { readonly platform: string; readonly payload: string }>()
  const keyOf = (platform: string, deliveryId: string): string => JSON.stringify([platform, deliveryId])
  return {
    async claim(platform, deliveryId) {
      const key = keyOf(platform, deliveryId)
      const { tries, leasedUntil, done } = deliveries.get(key) ?? { tries: 0, leasedUntil: 0, done: false }
      if (done) return 'done'
      if (leasedUntil > clock.now()) return 'running'
      if (tries >= TRIES_MAX) return 'poison'
      deliveries.set(key, { tries: tries + 1, leasedUntil: clock.now() + leaseMs, done })
      return 'fresh'
    },
    async finish(platform, deliveryId) {
      deliveries.set(keyOf(platform, deliveryId), { tries: 0, leasedUntil: 0, done: true })
      kept.delete(keyOf(platform, deliveryId))
    },
    async keep(platform, deliveryId, payload) {
      const key = keyOf(platform, deliveryId)
      if (!deliveries.has(key) && !kept.has(key)) kept.set(key, { platform, payload })
    },
    async unfinished(platform) {
      return [...kept.values()].filter((each) => each.platform === platform).map(({ payload }) => payload)
    },
  }
}

export const LEASE_MS = 60_000

type Observed = Parameters<ChatPorts['observe']>[0]

/** Ports for a chat in a test: what it wrote down can be looked at, and each port can be replaced. */
export function createFakeChatPorts(clock: Pick<WallClock, 'now'>, replaced: Partial<ChatPorts> = {}) {
  const failures: unknown[] = []
  const observed: Observed[] = []
  const ports: ChatPorts = {
    accountOf: async ({ userId }) => accountNamed(userId),
    presses: createFakePressStore(),
    inbox: createFakeInbox({ clock, leaseMs: LEASE_MS }),
    admit: async () => 0,
    recordFailure: (error) => `F${failures.push(error)}`,
    observe: (call) => void observed.push(call),
    ...replaced,
  }
  return { ports, failures, observed }
}

export function accountNamed(id: string, about: Partial<Account> = {}): Account {
  return { id, role: 'trader', status: 'active', displayName: id, isNew: false, ...about }
}

/** A call by somebody who is alone with us in the console. */
export function callBy(userId: string, about: Partial<Omit<Call, 'caller'>> & { readonly caller?: Partial<Caller> } = {}): Call {
  const { caller, ...call } = about
  return { ...call, caller: { userId, place: { platform: 'console', chatId: userId, private: true }, ...caller } }
}
