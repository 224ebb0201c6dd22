import { MessageChannel } from 'node:worker_threads'
import type { BacktestPool } from '../../src/backtest/backtest-pool.ts'
import * as worker from '../../src/backtest/backtest-worker.ts'

/** Does what the threads do in this one, on copies as they would come through the wall between them. */
export function directPool(): BacktestPool {
  return {
    async run(name, prepare, { signal, progress }) {
      const { port1: port, port2 } = new MessageChannel()
      const task = structuredClone(await prepare(signal))
      await progress(0, 1)
      const work = worker[name] as (task: object) => worker.WorkerOutcome<worker.BacktestTasks[typeof name]['result']>
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
