import { Decimal } from '../basics/money.ts'
import { showTime } from '../basics/show.ts'
import { DAY_MS, HOUR_MS } from '../basics/timeframe.ts'
import type { RiskLimits, RiskRuling, RiskStanding } from './risk-ports.ts'
import { shareWords } from './risk-words.ts'

const LOSSES_LOCK_MS = HOUR_MS

export const LOCK_RULES = ['daily-loss', 'drawdown', 'losses-in-row', 'trades-a-day'] as const
export type LockRule = (typeof LOCK_RULES)[number]

/** A rule that stops all entries once its limit is reached. */
export interface Lock {
  readonly rule: LockRule
  readonly title: string
  readonly state: 'off' | 'on' | 'lifted'
  readonly limit: string
  readonly value: string
  readonly words: string
  /** What it is called when somebody lifts it; undefined where nobody can. Another day, or another loss, has another name. */
  readonly name: string | undefined
  /** Market time at which it ends by itself; undefined when only the market can end it. */
  readonly until: number | undefined
}

/** All locks, whether they stand or not. */
export function locksOf(standing: RiskStanding, limits: RiskLimits, lifted: ReadonlySet<string>): readonly Lock[] {
  return [dailyLossLock(standing, limits), drawdownLock(standing, limits), lossesLock(standing, limits), tradesLock(standing, limits)].map(
    (lock) => (lock.state === 'on' && lock.name !== undefined && lifted.has(lock.name) ? { ...lock, state: 'lifted' } : lock),
  )
}

export function lockRuling({ rule, state, limit, value, words }: Lock, quantity: Decimal): RiskRuling {
  const passed = state !== 'on'
  return { rule, passed, limit, value, words, passes: passed ? quantity : undefined }
}

/** What equity has fallen by since midnight UTC. */
export function lossToday({ dayStart, equity }: RiskStanding): Decimal {
  return Decimal.max(0, dayStart.minus(equity))
}

export function drawdownOf({ peak, equity }: RiskStanding): Decimal {
  return peak.gt(0) ? Decimal.max(0, peak.minus(equity).div(peak)) : new Decimal(0)
}

function dailyLossLock(standing: RiskStanding, { dailyLossMax }: RiskLimits): Lock {
  const { dayStart, now } = standing
  const lost = dayStart.gt(0) ? lossToday(standing).div(dayStart) : new Decimal(0)
  const until = nextMidnight(now)
  return {
    rule: 'daily-loss',
    title: 'Daily loss',
    state: lost.gte(dailyLossMax) ? 'on' : 'off',
    limit: shareWords(dailyLossMax),
    value: shareWords(lost),
    words: `Today cost ${shareWords(lost)} of equity and a day may cost ${shareWords(dailyLossMax)}: no entries until ${showTime(until)}.`,
    name: undefined,
    until,
  }
}

function drawdownLock(standing: RiskStanding, { drawdownMax }: RiskLimits): Lock {
  const drawdown = drawdownOf(standing)
  return {
    rule: 'drawdown',
    title: 'Drawdown',
    state: drawdown.gte(drawdownMax) ? 'on' : 'off',
    limit: shareWords(drawdownMax),
    value: shareWords(drawdown),
    words: `Equity is ${shareWords(drawdown)} below its peak and ${shareWords(drawdownMax)} is the limit: no entries until it recovers.`,
    name: `drawdown:${dayOf(standing.now)}`,
    until: undefined,
  }
}

function lossesLock({ lossesInRow, lastLossAt, now }: RiskStanding, { lossesInRowMax }: RiskLimits): Lock {
  const until = lastLossAt === undefined ? now : lastLossAt + LOSSES_LOCK_MS
  return {
    rule: 'losses-in-row',
    title: 'Losses in a row',
    state: lossesInRow >= lossesInRowMax && now < until ? 'on' : 'off',
    limit: String(lossesInRowMax),
    value: String(lossesInRow),
    words: `${lossesInRow} losses in a row, and after ${lossesInRowMax} entries pause for an hour: none until ${showTime(until)}.`,
    name: `losses-in-row:${lastLossAt ?? 0}`,
    until,
  }
}

function tradesLock({ entriesToday, now }: RiskStanding, { tradesADayMax }: RiskLimits): Lock {
  const until = nextMidnight(now)
  return {
    rule: 'trades-a-day',
    title: 'Entries today',
    state: entriesToday >= tradesADayMax ? 'on' : 'off',
    limit: String(tradesADayMax),
    value: String(entriesToday),
    words: `Entries today: ${entriesToday}, and a day may have ${tradesADayMax}. No more until ${showTime(until)}.`,
    name: `trades-a-day:${dayOf(now)}`,
    until,
  }
}

function nextMidnight(now: number): number {
  return (Math.floor(now / DAY_MS) + 1) * DAY_MS
}

/** "2021-05-19" */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
