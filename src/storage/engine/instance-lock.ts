import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Refusal } from '../../basics/refusal.ts'

export interface InstanceLock {
  release(): Promise<void>
}

const NAME_CHARS = 32

/**
 * Makes sure that one process at a time works in this folder: two on one embedded database would silently lose what the other wrote.
 * The kernel lets go of it however the process ends. The folder is there already. Throws `Refusal('conflict')` when another process has it.
 */
export async function lockInstance(directory: string, platform: NodeJS.Platform = process.platform): Promise<InstanceLock> {
  const name = `parley-${createHash('sha256').update(realpathSync.native(directory)).digest('hex').slice(0, NAME_CHARS)}`
  if (platform === 'linux') return listenOn(`\0${name}`, directory)
  if (platform === 'win32') return listenOn(`\\\\.\\pipe\\${name}`, directory)
  return writePid(join(directory, 'parley.pid'), directory)
}

/** A name to listen on has one owner, and no file that a crash could leave behind. */
function listenOn(name: string, directory: string): Promise<InstanceLock> {
  const server = createServer((socket) => socket.destroy())
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? inUse(directory) : error))
    server.listen(name, () => resolve({ release: () => new Promise((done) => server.close(() => done())) }))
  })
}

/** Where sockets without a file do not exist: a file with the number of the process, void once that process is gone. */
async function writePid(file: string, directory: string): Promise<InstanceLock> {
  const take = (): boolean => {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      throw error
    }
  }
  if (!take()) {
    if (lives(Number(readFileSync(file, 'utf8')))) throw inUse(directory)
    rmSync(file, { force: true })
    if (!take()) throw inUse(directory)
  }
  return {
    async release() {
      rmSync(file, { force: true })
    },
  }
}

function lives(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function inUse(directory: string): Refusal {
  return new Refusal('conflict', `Another Parley is already running on ${directory}.`, {
    hint: 'Stop that one first, or give this one a folder of its own with DATA_DIR.',
  })
}
