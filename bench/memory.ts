import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOfTree, startDesk, temporaryFolder } from './desk-process.ts'
import { print } from './rounds.ts'

const IDLE_MS = 15_000
const EMBEDDED_MIB_MAX = 400
const SERVER_MIB_MAX = 180

/** Idle memory of the whole process tree of `npm start`, on an embedded database that exists and, where BENCH_DATABASE_URL names one, on a server. */
export async function benchMemory(): Promise<void> {
  const folder = temporaryFolder()
  await (await startDesk({ DATA_DIR: folder.path })).stop()
  await measure('embedded', EMBEDDED_MIB_MAX, { DATA_DIR: folder.path })
  const url = process.env.BENCH_DATABASE_URL
  if (url === undefined) print('server: skipped, BENCH_DATABASE_URL names none')
  else await measure('server', SERVER_MIB_MAX, { DATA_DIR: folder.path, DATABASE_URL: url })
  folder.remove()
}

async function measure(name: string, goal: number, variables: Readonly<Record<string, string>>): Promise<void> {
  const desk = await startDesk(variables)
  await sleep(IDLE_MS)
  const { totalMib, parts } = memoryOfTree(desk.pid)
  await desk.stop()
  print(`${name}: ${totalMib.toFixed(0)} MiB resident (goal ≤ ${goal}): ${parts.join(', ')}`)
}
