import type { Decimal } from '../basics/money.ts'
import { showAge, showPercent, showTime } from '../basics/show.ts'
import { DAY_MS } from '../basics/timeframe.ts'
import type { Market, Ticker } from '../market/market-ports.ts'
import type { MarketService } from '../market/market-service.ts'

/** A price that is older than this is called stale; recorded ones come with their candles, and those may be as long as a day. */
const FRESH_LIVE_MS = 60_000
const FRESH_RECORDED_MS = DAY_MS

/** Where the numbers come from: "Live", "REPLAY at 2021-05-19 12:00 UTC", "SIMULATED at …", "PRACTICE at …". */
export function sourceWords({ kind, label, now }: Pick<MarketService, 'kind' | 'label' | 'now'>, zone: string): string {
  return kind === 'live' ? label : `${label.toUpperCase()} at ${showTime(now(), zone)}`
}

/** The word that a picture must carry when its candles are not today's. */
export function badgeOf({ kind, label }: Pick<MarketService, 'kind' | 'label'>): string | undefined {
  return kind === 'live' ? undefined : label.toUpperCase()
}

/** How old a price is, and whether that is too old to act on: "3 s", "STALE, 5 min". */
export function ageWords({ kind, now }: Pick<MarketService, 'kind' | 'now'>, at: number): string {
  const age = Math.max(0, now() - at)
  return age > (kind === 'live' ? FRESH_LIVE_MS : FRESH_RECORDED_MS) ? `STALE, ${showAge(age)}` : showAge(age)
}

/** Whose price it is: the market's own venue, or the one that answered for it. */
export function venueWords({ venue }: Pick<Market, 'venue'>, { answeredBy }: Pick<Ticker, 'answeredBy'>): string {
  return answeredBy === undefined ? venue : `${answeredBy}, since ${venue} does not answer`
}

/** The change from one price to another as a ratio; undefined where there is nothing to compare with. */
export function changeOf(last: Decimal, before: Decimal | undefined): number | undefined {
  return before === undefined || before.isZero() ? undefined : last.div(before).minus(1).toNumber()
}

export function changeWords(change: number | undefined): string {
  return change === undefined ? 'unknown' : showPercent(change)
}

export function toneOf(change: number | undefined): 'good' | 'bad' | 'neutral' {
  if (change === undefined || change === 0) return 'neutral'
  return change > 0 ? 'good' : 'bad'
}
