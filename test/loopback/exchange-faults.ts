import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import type { Answered } from './binance-answers.ts'

const HUGE_BYTES = 50_000_000
const PIECE = Buffer.alloc(1_000_000, '[')
const BOMB = gzipSync(Buffer.alloc(HUGE_BYTES, '['), { level: 1 })
const HTML = '<!doctype html><html><title>Please log in</title><body>64000</body></html>'

/** What a venue can do instead of answering well. `limit` is 429 or 418. */
export type ExchangeFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'body'; readonly text: string }
  | { readonly kind: 'html' | 'cut' | 'cut-json' | 'silence' | 'reset' | 'huge' | 'bomb' | 'redirect' }
  | { readonly kind: 'slow'; readonly delayMs: number }

/** Answers the way the fault says; `good` is what would have been said. */
export function answerBadly(fault: ExchangeFault, response: ServerResponse, good: Answered): void {
  const json = JSON.stringify(good.body)
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end(HTML)
      return
    case 'body':
      response.writeHead(200, { 'content-type': 'application/json' }).end(fault.text)
      return
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end(HTML)
      return
    case 'cut':
      response.writeHead(200, { 'content-length': Buffer.byteLength(json) })
      response.write(json.slice(0, json.length / 2), () => response.destroy())
      return
    case 'cut-json':
      response.writeHead(200).end(json.slice(0, json.length / 2))
      return
    case 'silence':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' })
      Readable.from(hugeBody()).pipe(response)
      return
    case 'bomb':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB)
      return
    case 'redirect':
      response.writeHead(302, { location: '/login' }).end()
      return
    case 'slow':
      setTimeout(() => response.writeHead(good.status).end(json), fault.delayMs)
      return
  }
}

function* hugeBody(): Generator<Buffer> {
  for (let sent = 0; sent < HUGE_BYTES; sent += PIECE.length) yield PIECE
}
