import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import busboy from 'busboy'

/** A file that came along. */
export interface TelegramUpload {
  readonly name: string
  readonly bytes: Buffer
}

export type Payload = Readonly<Record<string, unknown>>

/** Reads the parameters of a call as JSON, urlencoded, multipart or from the address, which are the four ways Telegram takes them. Structured ones may be JSON in a text. */
export async function readCall(
  request: IncomingMessage,
  search: URLSearchParams,
): Promise<{ payload: Payload; files: ReadonlyMap<string, TelegramUpload> }> {
  const type = request.headers['content-type'] ?? ''
  const fields: Record<string, unknown> = Object.fromEntries(search)
  const files = new Map<string, TelegramUpload>()
  if (type.startsWith('multipart/form-data')) await readMultipart(request, fields, files)
  else {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    if (type.startsWith('application/json')) Object.assign(fields, JSON.parse(body))
    else Object.assign(fields, Object.fromEntries(new URLSearchParams(body)))
  }
  return { payload: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, unpack(value)])), files }
}

async function readMultipart(request: IncomingMessage, fields: Record<string, unknown>, files: Map<string, TelegramUpload>): Promise<void> {
  const form = busboy({ headers: request.headers })
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (name, stream, { filename }) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => files.set(name, { name: filename, bytes: Buffer.concat(chunks) }))
  })
  request.pipe(form)
  await once(form, 'close')
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'string' || !/^(?:[[{]|true$|false$|\d{1,15}$)/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
