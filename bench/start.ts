import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startDesk, temporaryFolder } from './desk-process.ts'
import { median, print } from './rounds.ts'

const ROUNDS = 5

/** From `npm start` to "ready": the very first time (nothing built, no database), and later. */
export async function benchStart(): Promise<void> {
  const folder = temporaryFolder()
  for (const made of ['dist', 'src/storage/generated']) rmSync(join(import.meta.dirname, '..', made), { recursive: true, force: true })
  const first = await startDesk({ DATA_DIR: folder.path })
  await first.stop()
  print(`the very first time: ${(first.readyMs / 1000).toFixed(2)} s (goal ≤ 8)`)
  const later: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const desk = await startDesk({ DATA_DIR: folder.path })
    later.push(desk.readyMs / 1000)
    await desk.stop()
  }
  print(`later: ${median(later).toFixed(2)} s [${Math.min(...later).toFixed(2)}–${Math.max(...later).toFixed(2)}] (goal ≤ 2)`)
  folder.remove()
}
