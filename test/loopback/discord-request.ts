import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import busboy from 'busboy'

export interface UploadedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** A request as Discord reads it: JSON, or a form with the JSON in `payload_json` and files beside it. */
export interface DiscordRequest {
  readonly method: string
  /** Decoded, without the query. */
  readonly path: string
  readonly query: string
  readonly authorization: string | undefined
  readonly body: unknown
  readonly files: readonly UploadedFile[]
}

export async function readDiscordRequest(incoming: IncomingMessage): Promise<DiscordRequest> {
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const { body, files } = await readBody(incoming)
  const { authorization } = incoming.headers
  return { method: incoming.method ?? 'GET', path: decodeURIComponent(pathname), query: search, authorization, body, files }
}

async function readBody(incoming: IncomingMessage): Promise<Pick<DiscordRequest, 'body' | 'files'>> {
  if (incoming.headers['content-type']?.startsWith('multipart/form-data')) return readForm(incoming)
  const words = await text(incoming)
  return { body: words === '' ? undefined : JSON.parse(words), files: [] }
}

async function readForm(incoming: IncomingMessage): Promise<Pick<DiscordRequest, 'body' | 'files'>> {
  const form = busboy({ headers: incoming.headers })
  const files: UploadedFile[] = []
  const reading: Promise<void>[] = []
  let body: unknown
  form.on('field', (name, value) => {
    if (name === 'payload_json') body = JSON.parse(value)
  })
  form.on('file', (field, stream, { filename, mimeType }) => {
    const at = Number(/^files\[(\d+)\]$/.exec(field)?.[1])
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    reading.push(
      once(stream, 'end').then(() => {
        files[at] = { name: filename, mime: mimeType, bytes: Buffer.concat(chunks) }
      }),
    )
  })
  incoming.pipe(form)
  await once(form, 'close')
  await Promise.all(reading)
  return { body, files }
}
