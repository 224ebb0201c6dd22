import { MessageChannel, type MessagePort, type Transferable } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import { CANDLE_COLUMNS, type Candles } from '../basics/candles.ts'
import { Refusal } from '../basics/refusal.ts'
import { threadEntry } from '../basics/thread-entry.ts'
import type { BacktestTasks } from './backtest-worker.ts'
import type { TrialProgress } from './trials/trial-progress.ts'
import type { TrialMarket } from './trials/trial-strategy.ts'

const IDLE_MS = 30_000
const QUEUE_MAX = 32
const AT_ONCE_A_PERSON_MAX = 2
const WORKER_HEAP_MB_MAX = 512

/** Who waits for a test. */
export interface Waiting {
  readonly userId: string
  readonly signal: AbortSignal
  /** Shows how far it is; the next word is said when this one was. */
  readonly progress: (done: number, of: number) => Promise<void>
}

export interface BacktestPool {
  /**
   * Does one task in a thread. Candles are handed over: whoever gave them cannot read them any more.
   * Throws a `Refusal`: 'over-limit' for a third one of a person, 'unavailable' when too many wait or the thread has no room, 'conflict' when it was called off.
   */
  run<Name extends keyof BacktestTasks>(
    name: Name,
    task: BacktestTasks[Name]['task'],
    waiting: Waiting,
  ): Promise<BacktestTasks[Name]['result']>
  /** Calls off all that somebody waits for, and says how many those were. */
  cancel(userId: string): number
  threads(): number
  stop(): Promise<void>
}

/** Threads for backtests, which begin when they are needed and end when nothing was asked for `idleMs`. */
export function createBacktestPool({
  threadsMax,
  idleMs = IDLE_MS,
  queueMax = QUEUE_MAX,
}: {
  readonly threadsMax: number
  readonly idleMs?: number
  readonly queueMax?: number
}): BacktestPool {
  const running = new Map<string, Set<AbortController>>()
  let opening: Promise<Piscina> | undefined
  let pool: Piscina | undefined
  let count = 0
  const open = async (): Promise<Piscina> => {
    const { Piscina: Pool } = await import('piscina')
    pool = new Pool({
      ...threadEntry('backtest-worker', import.meta.url),
      minThreads: 0,
      maxThreads: threadsMax,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB_MAX },
    })
    return pool
  }
  return {
    async run(name, task, { userId, signal, progress }) {
      const mine = running.get(userId) ?? new Set()
      if (mine.size >= AT_ONCE_A_PERSON_MAX) throw tooMany()
      if (count >= threadsMax + queueMax) throw busy()
      const calledOff = new AbortController()
      running.set(userId, mine.add(calledOff))
      count += 1
      const { port1, port2 } = new MessageChannel()
      tellOneByOne(port1, progress)
      try {
        opening ??= open()
        const outcome = await (await opening).run(
          { ...task, port: port2 },
          { name, signal: AbortSignal.any([signal, calledOff.signal]), transferList: [port2, ...columnsOf(task.markets)] },
        )
        if ('refused' in outcome) throw new Refusal(outcome.refused.code, outcome.refused.message, { hint: outcome.refused.hint })
        return outcome.result
      } catch (error) {
        throw calledOff.signal.aborted && !signal.aborted ? cancelled() : withoutRoom(error)
      } finally {
        port1.close()
        count -= 1
        mine.delete(calledOff)
        if (mine.size === 0) running.delete(userId)
      }
    },
    cancel(userId) {
      const mine = [...(running.get(userId) ?? [])]
      for (const each of mine) each.abort()
      return mine.length
    },
    threads: () => pool?.threads.length ?? 0,
    async stop() {
      await (await opening)?.destroy()
      opening = undefined
      pool = undefined
    },
  }
}

/** A word of progress that comes while another is being shown is not said. */
function tellOneByOne(port: MessagePort, progress: Waiting['progress']): void {
  let telling = false
  port.on('message', async ({ done, of }: TrialProgress) => {
    if (telling) return
    telling = true
    await progress(done, of)
    telling = false
  })
}

/** The memory of all candles, each once. */
function columnsOf(markets: readonly TrialMarket[]): readonly Transferable[] {
  const candles: readonly Candles[] = markets.flatMap(({ data }) => [data.candles, ...data.frames.values()])
  return [...new Set(candles.flatMap((each) => CANDLE_COLUMNS.map((name) => each[name].buffer as ArrayBuffer)))]
}

function withoutRoom(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'ERR_WORKER_OUT_OF_MEMORY') return error
  return new Refusal('unavailable', 'That test takes more memory than I have for one.', {
    hint: 'Take a shorter range or a longer timeframe.',
    cause: error,
  })
}

function tooMany(): Refusal {
  return new Refusal('over-limit', `You have ${AT_ONCE_A_PERSON_MAX} backtests running, and more are not run at once.`, {
    hint: 'Wait for one of them, or call them off: /backtest cancel',
  })
}

function busy(): Refusal {
  return new Refusal('unavailable', 'Too many backtests are waiting right now.', { hint: 'Try again in a minute.' })
}

function cancelled(): Refusal {
  return new Refusal('conflict', 'That backtest was called off.')
}
