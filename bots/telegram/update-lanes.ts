import type { Update } from 'grammy/types'
import type { WallClock } from '../../src/basics/clock.ts'
import { pause } from './patience.ts'
import type { Handled } from './telegram-talk.ts'

const BUSY_PAUSE_MS = 10_000
/** The inbox hands a delivery out again after a minute; this is a little more. */
const BUSY_TRIES_MAX = 8

interface LanesParts {
  /** It calls `goOn` when it will take a while, so that others need not wait for it. */
  readonly handle: (update: Update, goOn: () => void) => Promise<Handled>
  readonly clock: WallClock
}

export interface UpdateLanes {
  /** Settles when the update needs no more care. The same update at the same time is one. Never rejects. */
  run(update: Update): Promise<void>
  /** The updates that are being cared for. */
  readonly open: ReadonlyMap<number, Promise<void>>
}

/** Updates of one chat go one after the other, but for those that say they take a while; those of different chats go side by side. */
export function createUpdateLanes({ handle, clock }: LanesParts): UpdateLanes {
  const open = new Map<number, Promise<void>>()
  const ends = new Map<string, Promise<unknown>>()

  return {
    open,
    run(update) {
      const known = open.get(update.update_id)
      if (known !== undefined) return known
      const work = care(update).finally(() => open.delete(update.update_id))
      open.set(update.update_id, work)
      return work
    },
  }

  async function care(update: Update): Promise<void> {
    for (let tries = 1; tries <= BUSY_TRIES_MAX; tries++) {
      if ((await inLane(update)) === 'done') return
      await pause(clock, BUSY_PAUSE_MS)
    }
  }

  function inLane(update: Update): Promise<Handled> {
    const lane = laneOf(update)
    let goOn = (): void => undefined
    const goneOn = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const handled = (ends.get(lane) ?? Promise.resolve()).then(() => handle(update, goOn))
    const end = Promise.race([handled, goneOn])
    ends.set(lane, end)
    return handled.finally(() => {
      if (ends.get(lane) === end) ends.delete(lane)
    })
  }
}

/** Searches need no order: each is answered by its own id. */
function laneOf({ message, channel_post: post, callback_query: query, update_id: id }: Update): string {
  const chat = message?.chat ?? post?.chat ?? query?.message?.chat
  return chat === undefined ? `update ${id}` : `chat ${chat.id}`
}
