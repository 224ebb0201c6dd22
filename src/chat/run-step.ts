import { type TimeLimitError, timeLimit, type WallClock } from '../basics/clock.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Answer, progress, type Reply } from '../basics/reply.ts'
import type { Sink } from './chat-ports.ts'
import type { Command, Context } from './command.ts'

const SECOND_MS = 1000

/** One step of a command, asking or doing, and what it stands in. */
export interface Step<Services> {
  readonly command: Command<Services>
  readonly work: (context: Context<Services>) => Promise<Reply>
  readonly context: Pick<Context<Services>, 'account' | 'place' | 'managesServer' | 'callId' | 'origin' | 'permit'>
  readonly services: () => Promise<Services>
  readonly clock: WallClock
  readonly sink: Sink | undefined
  /** Makes the buttons that stand under its progress. */
  readonly offer: () => Promise<Answer['buttons']>
  readonly recordFailure: (error: unknown) => void
}

/** Does one step under the command's time limit. Throws a `Refusal` ("timeout") when that is over; the step is told through its signal. */
export async function runStep<Services>({ command, work, context, services, clock, ...telling }: Step<Services>): Promise<Reply> {
  const limit = timeLimit(clock, command.limitMs)
  const watcher = showProgress({ title: command.summary, ...telling })
  const perform = async (): Promise<Reply> => {
    const reply = await work({ ...context, services: await services(), clock, signal: limit.signal, progress: watcher.progress })
    await watcher.settled()
    return reply
  }
  try {
    return await Promise.race([perform(), whenAborted(limit.signal)])
  } catch (error) {
    if (limit.signal.aborted && !(error instanceof Refusal)) throw tookTooLong(command, error)
    throw error
  } finally {
    watcher.close()
    limit.release()
  }
}

/** Rejects when the signal aborts, with its reason. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as TimeLimitError), { once: true })
  })
}

function tookTooLong<Services>({ limitMs, effect }: Command<Services>, cause: unknown): Refusal {
  const hint = effect === 'reads' ? 'Please try again in a moment.' : 'It may still have been done: look before you try again.'
  return new Refusal('timeout', `That took longer than ${limitMs / SECOND_MS} s, so I stopped waiting.`, { hint, cause })
}

/** Shows progress through the sink until it is closed, so that nothing late overwrites the answer. What goes wrong there never breaks the command. */
function showProgress({ title, sink, offer, recordFailure }: Pick<Step<never>, 'sink' | 'offer' | 'recordFailure'> & { title: string }) {
  let open = true
  let offered: ReturnType<typeof offer> | undefined
  let last: Promise<void> = Promise.resolve()
  return {
    progress(done: number, of: number, label: string): Promise<void> {
      if (!open || sink === undefined) return Promise.resolve()
      const show = async (): Promise<void> => {
        offered ??= offer()
        await sink.show({ title, blocks: [progress(done, of, label)], buttons: await offered })
      }
      last = last.then(show).catch(recordFailure)
      return last
    },
    settled: () => last,
    close() {
      open = false
    },
  }
}
