import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { REFUSAL_CODES, Refusal } from '../basics/refusal.ts'

/** The kernel cuts longer addresses off. */
const PATH_BYTES_MAX = 100
const MESSAGE_CHARS_MAX = 64 * 1024 * 1024

/** What a running desk does for other commands of the same user on the same machine. */
export type DeskHandlers = Readonly<Record<string, (params: unknown) => Promise<unknown>>>

interface Response {
  readonly result?: unknown
  readonly refusal?: { readonly code: string; readonly message: string; readonly hint?: string }
}

/** Where the desk of this data folder listens: a socket inside it, or one beside it when the path is too long for the kernel. */
export function socketPathOf(dataDir: string): string {
  const folder = realpathSync(dataDir)
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\parley-${name}`
  const inside = join(folder, 'desk.sock')
  if (Buffer.byteLength(inside) <= PATH_BYTES_MAX) return inside
  const beside = join(tmpdir(), `parley-${process.getuid?.() ?? 0}`)
  mkdirSync(beside, { recursive: true, mode: 0o700 })
  return join(beside, `${name}.sock`)
}

/** Answers one JSON line with another. Call it only while holding the lock of the data folder: it takes over a socket that a crash left behind. */
export async function serveDesk(
  dataDir: string,
  handlers: DeskHandlers,
  recordFailure: (error: unknown, about: { readonly part: string }) => void,
): Promise<{ stop(): Promise<void> }> {
  const path = socketPathOf(dataDir)
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    const leave = (): unknown => socket.destroy()
    socket.once('close', () => open.delete(socket)).on('error', leave)
    // readline passes on the error of who leaves before the answer; unheard, it would end the desk.
    const lines = createInterface({ input: socket }).on('error', leave)
    lines.on('line', async (line) => {
      const response = await respond(line, handlers, recordFailure)
      if (socket.writable) socket.write(`${JSON.stringify(response)}\n`)
    })
  })
  server.listen(path)
  await once(server, 'listening')
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return {
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Asks the desk that runs on this data folder; undefined when none does. Throws the `Refusal` that it answers with. */
export async function askDesk(dataDir: string, method: string, params: unknown): Promise<{ readonly result: unknown } | undefined> {
  const socket = await connect(socketPathOf(dataDir))
  if (socket === undefined) return undefined
  socket.write(`${JSON.stringify({ method, params })}\n`)
  try {
    for await (const line of createInterface({ input: socket })) {
      const { result, refusal } = JSON.parse(line) as Response
      if (refusal === undefined) return { result }
      const code = REFUSAL_CODES.find((known) => known === refusal.code) ?? 'unavailable'
      throw new Refusal(code, refusal.message, { hint: refusal.hint })
    }
    throw cutShort()
  } catch (error) {
    throw error instanceof Refusal ? error : cutShort(error)
  } finally {
    socket.destroy()
  }
}

function cutShort(cause?: unknown): Refusal {
  return new Refusal('unavailable', 'The desk that runs on this data folder stopped before it answered.', { hint: 'Try again.', cause })
}

async function connect(path: string): Promise<Socket | undefined> {
  const socket = createConnection(path)
  try {
    await once(socket, 'connect')
    return socket
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined
    throw error
  }
}

async function respond(line: string, handlers: DeskHandlers, recordFailure: Parameters<typeof serveDesk>[2]): Promise<Response> {
  if (line.length > MESSAGE_CHARS_MAX) return { refusal: { code: 'bad-input', message: 'That is too long.' } }
  try {
    const { method, params } = JSON.parse(line) as { method: string; params: unknown }
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
    if (handler === undefined)
      throw new Refusal('unknown-command', 'The desk that runs here is of another version.', { hint: 'Restart it.' })
    return { result: await handler(params) }
  } catch (error) {
    if (!(error instanceof Refusal)) {
      recordFailure(error, { part: 'socket' })
      return { refusal: { code: 'unavailable', message: 'The desk could not do that. Its log says why.' } }
    }
    const { code, message, hint } = error
    return { refusal: hint === undefined ? { code, message } : { code, message, hint } }
  }
}
