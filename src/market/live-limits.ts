/** How long the live market waits, keeps and rests. All in milliseconds but the counts. */
export interface LiveLimits {
  /** A price younger than this is not asked for again. */
  readonly priceFreshMs: number
  /** A price older than this is never shown. */
  readonly priceAgeMsMax: number
  readonly marketsFreshMs: number
  readonly tickersMsMax: number
  readonly marketsMsMax: number
  readonly candlesMsMax: number
  /** How long the other venues together may take when a venue fails. */
  readonly failOverMsMax: number
  readonly retryDelayMs: number
  /** After so many failures in a row a venue rests for `restMs`. */
  readonly failuresMax: number
  readonly restMs: number
  readonly watchedMax: number
  readonly watchedMsMax: number
}

export const LIVE_LIMITS: LiveLimits = {
  priceFreshMs: 5000,
  priceAgeMsMax: 600_000,
  marketsFreshMs: 3_600_000,
  tickersMsMax: 4000,
  marketsMsMax: 12_000,
  candlesMsMax: 8000,
  failOverMsMax: 10_000,
  retryDelayMs: 200,
  failuresMax: 4,
  restMs: 15_000,
  watchedMax: 50,
  watchedMsMax: 600_000,
}
