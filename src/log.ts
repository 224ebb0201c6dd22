import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Logger, pino, stdTimeFunctions } from 'pino'

export type Log = Logger

const HIDDEN = '[hidden]'
/** A password inside an address, and the token in the addresses of Telegram's API. */
const LEAKS = [/(?<=:\/\/[^\s:/@"]{0,200}:)[^\s@/"]{1,500}(?=@)/g, /(?<=\/bot)\d{1,20}:[\w-]{20,100}/g]
const REDACTED_PATHS = ['password', 'token', 'secret', 'apiKey', 'authorization', 'cookie'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

interface LogOptions {
  readonly level: string
  /** A file, or one of the process's own streams. */
  readonly to: string | 'stdout' | 'stderr'
  /** Values that never reach the log, wherever they stand in a line. */
  readonly secrets: readonly string[]
}

/** Structured logs, one JSON object a line. Fields that are named like secrets are redacted, and known secrets are taken out of every finished line. */
export function createLog({ level, to, secrets }: LogOptions): Log {
  if (to !== 'stdout' && to !== 'stderr') mkdirSync(dirname(to), { recursive: true })
  const target = pino.destination({ dest: to === 'stdout' ? 1 : to === 'stderr' ? 2 : to, sync: true })
  return pino(
    { level, timestamp: stdTimeFunctions.isoTime, base: null, redact: { paths: REDACTED_PATHS, censor: HIDDEN } },
    { write: (line: string) => void target.write(hideSecrets(line, secrets)) },
  )
}

/** The text without any of these secrets, as they stand or as JSON writes them. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let hidden = text
  for (const secret of secrets) hidden = hidden.replaceAll(secret, HIDDEN).replaceAll(JSON.stringify(secret).slice(1, -1), HIDDEN)
  for (const leak of LEAKS) hidden = hidden.replace(leak, HIDDEN)
  return hidden
}
