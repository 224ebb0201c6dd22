import type { Button } from './reply.ts'

export const REFUSAL_CODES = [
  'unknown-command',
  'bad-input',
  'not-linked',
  'not-allowed',
  'not-here',
  'not-found',
  'conflict',
  'over-limit',
  'expired',
  'unavailable',
  'timeout',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

/**
 * A "no" that the user can do something about. `message` and `hint` are shown as they stand, so they are plain words without markup or secrets; `buttons` do what would work.
 *
 * Anything else that is thrown is a bug or an outage: it is logged with a reference and the user is told only the reference.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly hint: string | undefined
  readonly buttons: readonly Button[]
  /** For whoever asks too fast: after how many milliseconds the same is welcome. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: RefusalCode,
    message: string,
    options: { hint?: string | undefined; retryAfterMs?: number; cause?: unknown; buttons?: readonly Button[] } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.hint = options.hint
    this.buttons = options.buttons ?? []
    this.retryAfterMs = options.retryAfterMs
  }
}
