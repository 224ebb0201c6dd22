/**
 * Who caused a change, and by which call. Whatever changes writes one audit row from it in its own transaction.
 *
 * `callId` is unique among audit rows, so a call that comes twice (a message delivered again after a crash) changes once: the second attempt ends in `AlreadyDone`.
 */
export interface Origin {
  readonly userId: string
  readonly callId: string
  /** What was asked, such as "settings set". */
  readonly action: string
  readonly platform: string
}

/** This call has made its change before; nothing was changed now. */
export class AlreadyDone extends Error {
  override readonly name = 'AlreadyDone'
}
