import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'

/** Unknown channel, guild, member, user; no access; cannot send to this user; no permission to send there; no server in common. */
const GONE = new Set([10003, 10004, 10007, 10013, 50001, 50007, 50013, 50278])
/** Unknown message or interaction. */
const OVER = new Set([10008, 10062])
/** Unknown webhook, or a token that is too old: nothing can be said by this interaction any more. */
const EXPIRED = new Set([10015, 50027])
const ACKNOWLEDGED = 40060
const UNAUTHORISED = 401
/** No connection was made, so not a byte was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/**
 * What became of a request. 'over': there is nothing left to answer. 'expired': there is, but not by the token of the interaction.
 * 'unreached': nothing arrived, for sure. 'lost': whether it arrived is not known.
 */
export type Trouble =
  | {
      readonly kind: 'over' | 'expired' | 'acknowledged' | 'gone' | 'refused' | 'unreached' | 'lost' | 'unauthorised'
      readonly reason: string
    }
  | { readonly kind: 'limited'; readonly retryAfterMs: number; readonly everywhere: boolean; readonly reason: string }

/** Reads what a request to Discord threw. The reason holds no address and no content: tokens and texts are in there. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof RateLimitError)
    return { kind: 'limited', retryAfterMs: waitOf(error), everywhere: error.global, reason: 'Discord wants a pause' }
  if (error instanceof DiscordAPIError)
    return { kind: kindOf(error), reason: `Discord answered ${error.status}, code ${error.code}: ${error.message}` }
  if (error instanceof HTTPError) return { kind: 'lost', reason: `Discord answered ${error.status}` }
  if (error instanceof Error && error.message.startsWith('Expected token'))
    return { kind: 'unauthorised', reason: 'Discord has refused the token' }
  const code = codeOf(error)
  const name = error instanceof Error ? error.name : 'unknown'
  return { kind: NEVER_SENT.has(code) ? 'unreached' : 'lost', reason: `Discord did not answer: ${`${name} ${code}`.trim()}` }
}

function waitOf({ retryAfter, sublimitTimeout, timeToReset }: RateLimitError): number {
  return Math.max(1, Math.ceil(Math.max(retryAfter, sublimitTimeout, Math.min(timeToReset, retryAfter))))
}

function kindOf({ code, status }: DiscordAPIError): Exclude<Trouble['kind'], 'limited'> {
  if (EXPIRED.has(Number(code))) return 'expired'
  if (status === UNAUTHORISED) return 'unauthorised'
  if (code === ACKNOWLEDGED) return 'acknowledged'
  if (OVER.has(Number(code))) return 'over'
  return GONE.has(Number(code)) ? 'gone' : 'refused'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** An error to be written down in place of the one that was thrown, which holds texts and tokens. */
export class DiscordTrouble extends Error {
  override readonly name = 'DiscordTrouble'
}
