import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readImportWords, readSayWords, type SayWords } from './assembly/command-line.ts'
import { type Desk, openDesk } from './assembly/desk.ts'
import { importFile, showImport } from './assembly/import-file.ts'
import { runDesk, sayAt } from './assembly/run-desk.ts'
import { machineClock } from './basics/clock.ts'
import { createIds } from './basics/ids.ts'
import { Refusal } from './basics/refusal.ts'
import { machineRandom } from './basics/rng.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { appSecret } from './local/app-secret.ts'
import { makeDataFolder } from './local/data-folder.ts'
import { askDesk } from './local/desk-socket.ts'
import { createLog, type Log } from './log.ts'

/** How long one-shot commands wait for whoever has the data folder. */
const WAIT_MS_MAX = 15_000
const WAIT_STEP_MS = 200

const EXIT = { fine: 0, refused: 1, failed: 2, conflict: 3 } as const

/** Runs one command of the package: start, say or import. Returns the exit code; what went wrong is said on standard error, in a sentence. */
export async function main(command: string, words: readonly string[]): Promise<number> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
    const config = readConfig(process.env)
    makeDataFolder(config.dataDir)
    if (command === 'start') return await start(config)
    if (command === 'say') return await say(config, readSayWords(words))
    if (command === 'import') return await importCandles(config, words)
    throw new Refusal('unknown-command', 'I can start, say or import.')
  } catch (error) {
    if (error instanceof ConfigError) return complain(error.message, EXIT.failed)
    if (!(error instanceof Refusal)) throw error
    const code = error.code === 'conflict' ? EXIT.conflict : EXIT.failed
    return complain(error.hint === undefined ? error.message : `${error.message}\n${error.hint}`, code)
  }
}

async function start(config: Config): Promise<number> {
  const talks = process.stdin.isTTY === true && process.stdout.isTTY === true
  const log = createLog({ level: config.logLevel, to: talks ? join(config.dataDir, 'parley.log') : 'stdout', secrets: config.secrets })
  failLoudly(log)
  const terminal = talks
    ? { input: process.stdin, output: process.stdout, plain: process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '' }
    : undefined
  await runDesk({ ...partsOf(config, log), terminal })
  return EXIT.fine
}

async function say(config: Config, words: SayWords): Promise<number> {
  const { answers, text, exitCode } = await askOrDo(config, { method: 'say', params: words }, (desk) => sayAt(desk, words))
  process.stdout.write(words.json ? `${JSON.stringify(answers, null, 2)}\n` : `${text}\n`)
  return exitCode
}

async function importCandles(config: Config, words: readonly string[]): Promise<number> {
  const read = readImportWords(words)
  const wanted = { ...read, file: resolve(read.file) }
  const report = await askOrDo(config, { method: 'import', params: wanted }, (desk) => importFile(desk, wanted))
  process.stdout.write(`${showImport(report)}\n`)
  return EXIT.fine
}

/** Lets the desk that runs on this data folder do it, or does it itself where none runs. Whoever else is at the folder, a desk that is starting or another one-shot, is waited for. */
async function askOrDo<Result>(
  config: Config,
  { method, params }: { readonly method: string; readonly params: unknown },
  work: (desk: Desk) => Promise<Result>,
): Promise<Result> {
  const log = createLog({ level: config.logLevel === 'info' ? 'warn' : config.logLevel, to: 'stderr', secrets: config.secrets })
  failLoudly(log)
  for (const giveUpAt = machineClock.elapsed() + WAIT_MS_MAX; ; await pause(WAIT_STEP_MS)) {
    const asked = config.databaseUrl === undefined ? await askDesk(config.dataDir, method, params) : undefined
    if (asked !== undefined) return asked.result as Result
    const desk = await openDesk(partsOf(config, log)).catch((error: unknown) => {
      const isTaken = error instanceof Refusal && error.code === 'conflict'
      if (!isTaken || machineClock.elapsed() >= giveUpAt) throw error
      return undefined
    })
    if (desk === undefined) continue
    try {
      return await work(desk)
    } finally {
      await desk.close()
    }
  }
}

/** For what nobody foresaw: the log gets all of it but secrets, people get a sentence. */
function failLoudly(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopped by a failure nobody caught')
    process.exit(complain('Parley stopped because of a failure on its own side. The log says which.', EXIT.failed))
  })
}

function partsOf(config: Config, log: Log) {
  const secret = appSecret({ given: config.appSecret, dataDir: config.dataDir, random: machineRandom })
  const ids = createIds({ clock: machineClock, random: machineRandom })
  return { config, log, clock: machineClock, ids, secret, version: versionOf() }
}

/** From package.json, whether this runs from the sources or built. */
function versionOf(): string {
  const file = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url))
  const { version } = JSON.parse(file === undefined ? '{}' : readFileSync(file, 'utf8')) as { version?: string }
  return version ?? 'unknown'
}

function complain(sentence: string, exitCode: number): number {
  process.stderr.write(`${sentence}\n`)
  return exitCode
}
