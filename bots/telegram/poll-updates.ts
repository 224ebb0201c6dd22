import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { WallClock } from '../../src/basics/clock.ts'
import { pause } from './patience.ts'
import { POLL_SECONDS } from './telegram-api.ts'
import { failureOf, type TelegramFailure } from './telegram-failure.ts'
import type { UpdateLanes } from './update-lanes.ts'

/** The kinds of updates we ask for. Edited messages are none: an edit never does anything. */
export const UPDATE_KINDS = ['message', 'channel_post', 'callback_query', 'inline_query'] as const

const BATCH_MAX = 100
const GLANCE_MS = 200
const GLANCE_MS_MAX = 1000
const RETRY_MS = 1000
const RETRY_MS_MAX = 30_000
/** A poll that breaks off now and then is nothing to speak of. */
const FAILURES_QUIET_MAX = 3

interface PollingParts {
  readonly api: Api
  readonly lanes: UpdateLanes
  readonly clock: WallClock
  /** Told once when Telegram stops answering, and once when it does again. */
  readonly onReachable: (reachable: boolean) => void
  /** Told when polling ends for good: the token is void, or somebody else polls. */
  readonly onEnd: (failure: TelegramFailure) => void
}

export interface Polling {
  /** Fetches no more, waits until `settled` resolves, and tells Telegram what was handled. */
  stop(settled: Promise<unknown>): Promise<void>
}

/**
 * Fetches updates until it is stopped. Telegram forgets an update once a later offset is asked for, so the offset stops at the oldest one that is still being handled: whatever a crash cuts off is delivered again, and the inbox makes it count once.
 * While something is open Telegram answers at once with what we know already; then we look again after a short pause.
 */
export function startPolling({ api, lanes, clock, onReachable, onEnd }: PollingParts): Polling {
  const stopping = new AbortController()
  let offset = 0
  const running = poll()

  return {
    async stop(settled) {
      stopping.abort()
      await running
      await settled
      const handled = Math.min(offset, ...lanes.open.keys())
      if (handled > 0) await api.getUpdates({ offset: handled, limit: 1, timeout: 0 }).catch(onFailedFarewell)
    },
  }

  async function poll(): Promise<void> {
    let glanceMs = GLANCE_MS
    // Updates that were handled while an older one was still open; Telegram delivers them until that is done too.
    let settled = new Set<number>()
    while (!stopping.signal.aborted) {
      const from = Math.min(offset, ...lanes.open.keys())
      settled = new Set([...settled].filter((id) => id >= from))
      const updates = await fetchFrom(from)
      if (updates === undefined) return
      const fresh = updates.filter(({ update_id: id }) => !lanes.open.has(id) && !settled.has(id))
      for (const update of fresh) {
        offset = Math.max(offset, update.update_id + 1)
        void lanes.run(update).then(() => settled.add(update.update_id))
      }
      glanceMs = fresh.length > 0 ? GLANCE_MS : Math.min(glanceMs * 2, GLANCE_MS_MAX)
      if (lanes.open.size > 0) await untilSettled(glanceMs)
    }
  }

  /** Until all that is open is done, but not for longer than so. */
  function untilSettled(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve)
      void Promise.all(lanes.open.values()).then(() => {
        cancel()
        resolve()
      })
    })
  }

  /** Undefined when polling is over. */
  async function fetchFrom(from: number): Promise<readonly Update[] | undefined> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        const timeout = lanes.open.size > 0 ? 0 : POLL_SECONDS
        const about = { offset: from, limit: BATCH_MAX, timeout, allowed_updates: UPDATE_KINDS }
        const updates = await api.getUpdates(about, stopping.signal as Parameters<Api['getUpdates']>[1])
        onReachable(true)
        return updates
      } catch (error) {
        const waitMs = waitAfter(error, failures)
        if (waitMs === undefined) return undefined
        await pause(clock, waitMs, stopping.signal)
      }
    }
    return undefined
  }

  /** How long to wait before the next attempt; undefined when there is none. */
  function waitAfter(error: unknown, failures: number): number | undefined {
    if (stopping.signal.aborted) return undefined
    const failure = failureOf(error, 'getUpdates')
    if (failure.kind === 'wait') return failure.retryAfterMs
    if (failure.kind === 'token' || failure.kind === 'conflict') {
      onEnd(failure)
      return undefined
    }
    if (failures + 1 === FAILURES_QUIET_MAX) onReachable(false)
    return Math.min(RETRY_MS * 2 ** failures, RETRY_MS_MAX)
  }
}

/** Then Telegram delivers the last updates again, and the inbox knows them. */
function onFailedFarewell(): void {}
