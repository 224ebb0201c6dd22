import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const PAGE_KIB = 4

/** `npm start` as a child, with a data folder of its own and a fixed market; its standard output is a pipe, so it does not talk. */
export async function startDesk(variables: Readonly<Record<string, string>>) {
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HTTP_PORT: '0', MARKET_SOURCE: 'simulated', LOG_LEVEL: 'info', ...variables },
  })
  let heard = ''
  for await (const chunk of child.stdout) {
    heard += String(chunk)
    if (heard.includes('"msg":"ready"')) break
  }
  return {
    readyMs: performance.now() - started,
    pid: child.pid ?? 0,
    async stop() {
      process.kill(-(child.pid ?? 0), 'SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Resident memory of a process and all below it, in MiB (Linux). Pages that several share count for each, so it is an upper bound. */
export function memoryOfTree(pid: number): { readonly totalMib: number; readonly parts: readonly string[] } {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  )
  const family = new Set([pid])
  for (let grown = true; grown; ) {
    grown = false
    for (const [child, parent] of parents) {
      if (!family.has(child) && family.has(parent)) grown = family.add(child).size > 0
    }
  }
  const parts = [...family].map((each) => ({ name: nameOf(each), mib: residentMib(each) })).filter(({ mib }) => mib > 0)
  return { totalMib: parts.reduce((sum, { mib }) => sum + mib, 0), parts: parts.map(({ name, mib }) => `${name} ${mib.toFixed(0)}`) }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
}

function nameOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').slice(0, 4).join(' ').slice(-40)
}

function residentMib(pid: number): number {
  return (Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * PAGE_KIB) / 1024
}

/** Empty for a process that has gone meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
