import type { WallClock } from '../../basics/clock.ts'
import { VenueTrouble } from '../../market/live-ports.ts'
import type { RequestBudget } from './request-budget.ts'

const TOO_MANY_REQUESTS = 429
const BANNED = 418
const SERVER_FAULT = 500
const RETRY_AFTER_MS = 30_000
const RETRY_AFTER_BAN_MS = 120_000

export interface BoundedFetchOptions {
  readonly venue: string
  readonly clock: WallClock
  readonly budget: RequestBudget
  /** The most that an answer may have, unpacked. Asked for each time, because lists of markets may be longer. */
  readonly bytesMax: () => number
  /** Ends every request. */
  readonly stopping: AbortSignal
  /** Told the venue's own time of each answer, in milliseconds since 1970. */
  readonly onVenueTime: (at: number) => void
}

/** What ccxt reads of an answer. */
interface BoundedResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: Headers
  text(): Promise<string>
}

export type BoundedFetch = (url: string, init: RequestInit) => Promise<BoundedResponse>

/**
 * Fetches public data with a cap on the unpacked body, inside ccxt's time limit, without following redirects.
 * Throws `VenueTrouble`: 'limited' for 429 and 418, from when on the budget keeps still for as long as the venue asks; 'down' for 5xx and broken connections.
 */
export function createBoundedFetch(options: BoundedFetchOptions): BoundedFetch {
  return async (url, { method = 'GET', headers, signal }) => {
    if (method !== 'GET') throw new Error('Only public data is read here')
    const ends = AbortSignal.any(signal ? [signal, options.stopping] : [options.stopping])
    try {
      const response = await fetch(url, { headers: headers ?? {}, signal: ends, redirect: 'error' })
      noteTime(response, options)
      await refuseFailure(response, options)
      const text = await readBody(response, options)
      return { status: response.status, statusText: response.statusText, headers: response.headers, text: async () => text }
    } catch (error) {
      if (error instanceof VenueTrouble) throw error
      throw new VenueTrouble(signal?.aborted ? 'timeout' : 'down', `${options.venue} could not be read`, { cause: error })
    }
  }
}

function noteTime(response: Response, { onVenueTime }: BoundedFetchOptions): void {
  const at = Date.parse(response.headers.get('date') ?? '')
  if (Number.isFinite(at)) onVenueTime(at)
}

async function refuseFailure(response: Response, { venue, budget, clock }: BoundedFetchOptions): Promise<void> {
  const { status } = response
  if (status === TOO_MANY_REQUESTS || status === BANNED) {
    await response.body?.cancel()
    const byDefault = status === BANNED ? RETRY_AFTER_BAN_MS : RETRY_AFTER_MS
    const waitMs = readRetryAfter(response.headers.get('retry-after'), clock.now()) ?? byDefault
    throw new VenueTrouble('limited', `${venue} answered ${status}`, { retryAfterMs: budget.pause(waitMs) })
  }
  if (status < SERVER_FAULT) return
  await response.body?.cancel()
  throw new VenueTrouble('down', `${venue} answered ${status}`)
}

/** Reads "30" or an HTTP date (RFC 9110, section 10.2.3); undefined when it is neither. */
function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isFinite(at) ? Math.max(0, at - now) : undefined
}

async function readBody(response: Response, { venue, bytesMax }: BoundedFetchOptions): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.byteLength
    if (bytes > bytesMax()) throw new VenueTrouble('wrong', `${venue} sent more than ${bytesMax()} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
