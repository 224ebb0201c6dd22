import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Answered } from './binance-answers.ts'

const HUGE_BYTES = 50_000_000
const PIECE = Buffer.alloc(1_000_000, '[')
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
      void sendHuge(response)
      return
    case 'bomb':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(HUGE_BYTES, '[')))
      return
    case 'redirect':
      response.writeHead(302, { location: '/login' }).end()
      return
    case 'slow':
      setTimeout(() => response.writeHead(good.status).end(json), fault.delayMs)
      return
  }
}

async function sendHuge(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  for (let sent = 0; sent < HUGE_BYTES && !response.destroyed; sent += PIECE.length) {
    if (!response.write(PIECE)) await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve))
  }
  response.end()
}
