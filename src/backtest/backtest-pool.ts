import { MessageChannel, type MessagePort, type Transferable } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import { CANDLE_COLUMNS, type Candles } from '../basics/candles.ts'
import { Refusal } from '../basics/refusal.ts'
import { threadEntry } from '../basics/thread-entry.ts'
import type { BacktestTasks, WorkerOutcome } from './backtest-worker.ts'
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

export interface PoolLimits {
  readonly threadsMax: number
  readonly idleMs?: number
  /** How many may wait beside those that run. */
  readonly queueMax?: number
}

export interface BacktestPool {
  /**
   * Prepares one task, such as by loading its candles, and does it in a thread. Candles are handed over: whoever gave them cannot read them any more.
   * Throws a `Refusal`: 'over-limit' for a third one of a person, 'unavailable' when too many wait or the thread has no room, 'conflict' when it was called off.
   */
  run<Name extends keyof BacktestTasks>(
    name: Name,
    prepare: (signal: AbortSignal) => Promise<BacktestTasks[Name]['task']>,
    waiting: Waiting,
  ): Promise<BacktestTasks[Name]['result']>
  /** Calls off all that somebody waits for, and says how many those were. */
  cancel(userId: string): number
  threads(): number
  stop(): Promise<void>
}

/** Threads for backtests, which begin when they are needed and end when nothing was asked for `idleMs`. */
export function createBacktestPool({ threadsMax, idleMs = IDLE_MS, queueMax = QUEUE_MAX }: PoolLimits): BacktestPool {
  const people = createTurns(threadsMax + queueMax)
  let opening: Promise<Piscina> | undefined
  let pool: Piscina | undefined
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
    async run(name, prepare, { userId, signal, progress }) {
      const turn = people.begin(userId)
      const { port1, port2 } = new MessageChannel()
      tellOneByOne(port1, progress)
      try {
        const anySignal = AbortSignal.any([signal, turn.calledOff])
        const task = await prepare(anySignal)
        anySignal.throwIfAborted()
        opening ??= open()
        const transferList = [port2, ...columnsOf(task.markets)]
        const outcome: WorkerOutcome<BacktestTasks[typeof name]['result']> = await (await opening).run(
          { ...task, port: port2 },
          { name, signal: anySignal, transferList },
        )
        if ('refused' in outcome) throw new Refusal(outcome.refused.code, outcome.refused.message, { hint: outcome.refused.hint })
        return outcome.result
      } catch (error) {
        throw turn.calledOff.aborted && !signal.aborted ? cancelled() : withoutRoom(error)
      } finally {
        port1.close()
        turn.end()
      }
    },
    cancel: people.callOff,
    threads: () => pool?.threads.length ?? 0,
    async stop() {
      await (await opening)?.destroy()
      opening = undefined
      pool = undefined
    },
  }
}

/** Who is at it, so that nobody takes more than their share. */
function createTurns(countMax: number) {
  const turns = new Map<string, Set<AbortController>>()
  let count = 0
  return {
    begin(userId: string): { readonly calledOff: AbortSignal; end(): void } {
      const mine = turns.get(userId) ?? new Set()
      if (mine.size >= AT_ONCE_A_PERSON_MAX) throw tooMany()
      if (count >= countMax) throw busy()
      const turn = new AbortController()
      turns.set(userId, mine.add(turn))
      count += 1
      return {
        calledOff: turn.signal,
        end() {
          count -= 1
          mine.delete(turn)
          if (mine.size === 0) turns.delete(userId)
        },
      }
    },
    callOff(userId: string): number {
      const mine = [...(turns.get(userId) ?? [])]
      for (const turn of mine) turn.abort()
      return mine.length
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
