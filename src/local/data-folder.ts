import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Refusal } from '../basics/refusal.ts'

/** Makes the data folder, for this user alone, if it is not there. Throws `Refusal('unavailable')` when nothing can be written in it. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(resolve(folder))
    accessSync(`${folder}/.`, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Refusal('unavailable', `The folder ${folder} cannot be written to.`, { hint: 'Name another one with DATA_DIR.', cause })
  }
}

/** Level by level: where the system lets nobody make a folder, such as in /proc, Node's own way of making several never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
