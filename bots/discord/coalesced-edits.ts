import type { WallClock } from '../../src/basics/clock.ts'
import type { Answer } from '../../src/basics/reply.ts'
import type { Sink } from '../../src/chat/chat-ports.ts'

const EDIT_EVERY_MS = 1200

export interface CoalescedEdits extends Sink {
  /** Nothing is shown any more; returns when what was on its way has arrived. */
  close(): Promise<void>
}

/** Shows the newest answer at most every 1.2 seconds, and never keeps the work waiting. */
export function coalesceEdits(clock: WallClock, edit: (answer: Answer) => Promise<void>): CoalescedEdits {
  let newest: Answer | undefined
  let onItsWay: Promise<void> = Promise.resolve()
  let callOff: (() => void) | undefined

  function next(): void {
    callOff = undefined
    const answer = newest
    newest = undefined
    if (answer === undefined) return
    callOff = clock.after(EDIT_EVERY_MS, next)
    onItsWay = onItsWay.then(() => edit(answer))
  }

  return {
    async show(answer) {
      newest = answer
      if (callOff === undefined) next()
    },
    close() {
      newest = undefined
      callOff?.()
      return onItsWay
    },
  }
}
