import { MessageChannel } from 'node:worker_threads'
import type { BacktestPool } from '../../src/backtest/backtest-pool.ts'
import { type BacktestTasks, backtest, monteCarlo, search, type WorkerOutcome, walkForward } from '../../src/backtest/backtest-worker.ts'

const WORK = { backtest, monteCarlo, search, walkForward }

/** Does what the threads do in this one, on copies as they would come through the wall between them. */
export function directPool(): BacktestPool {
  return {
    async run(name, prepare, { signal, progress }) {
      const { port1: port, port2 } = new MessageChannel()
      const task = structuredClone(await prepare(signal))
      await progress(0, 1)
      const work = WORK[name] as (task: object) => WorkerOutcome<BacktestTasks[typeof name]['result']>
      const outcome = structuredClone(work({ ...task, port }))
      port.close()
      port2.close()
      if ('refused' in outcome) throw new Error(`Refused: ${outcome.refused.message}`)
      return outcome.result
    },
    cancel: () => 0,
    threads: () => 0,
    stop: async () => {},
  }
}
