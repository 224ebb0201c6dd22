import { DAY_MS, lengthOf, type Timeframe } from '../basics/timeframe.ts'

const DAYS_A_YEAR = 365
const WEEKDAYS_A_YEAR = 252
const PERIODS_A_YEAR: Partial<Record<Timeframe, number>> = { '3d': DAYS_A_YEAR / 3, '1w': 52, '1M': 12 }
/** With fewer returns, a figure for a year would be made of chance. */
const RETURNS_MIN = 10
/** Of seven days two are at a weekend; with no more than this part of them, the market rests then. */
const WEEKENDS_MIN = 0.6 * (2 / 7)

export interface EquityCurve {
  /** Closes in market time, oldest first, as long as `equity`. */
  readonly times: Float64Array
  readonly equity: Float64Array
  readonly timeframe: Timeframe
}

/** Figures for a year; undefined with fewer than ten returns, or where there was no risk to divide by. */
export interface YearlyRatios {
  /** The geometric mean of the returns, compounded over a year. */
  readonly annualReturn: number | undefined
  /** The annual return over the annual volatility, both compounded; the riskless return is 0. */
  readonly sharpe: number | undefined
  /** The annual return over the root of the mean squared loss, times the root of the periods of a year; gains count as 0. */
  readonly sortino: number | undefined
}

/**
 * The ratios of a curve as backtesting.py has them. Returns are from the last equity of each day (UTC) to that of the next; days without a candle are left
 * out. A year has 365 of them, or 252 where the market rests at weekends. Candles longer than a day are a period each: 52 weeks, 12 months.
 * Unlike there, three-day candles do not count as days.
 */
export function yearlyRatios(curve: EquityCurve): YearlyRatios {
  const ends = periodEnds(curve)
  if (ends.length <= RETURNS_MIN) return { annualReturn: undefined, sharpe: undefined, sortino: undefined }
  const returns = changes(ends.map((end) => curve.equity[end] ?? Number.NaN))
  const isWeekdays = restsAtWeekends(ends.map((end) => curve.times[end] ?? Number.NaN))
  const periods = PERIODS_A_YEAR[curve.timeframe] ?? (isWeekdays ? WEEKDAYS_A_YEAR : DAYS_A_YEAR)
  const growth = geometricMean(returns)
  const annualReturn = growth ** periods - 1
  const mean = meanOf(returns)
  const variance = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (returns.length - 1)
  const volatility = Math.sqrt((variance + growth ** 2) ** periods - growth ** (2 * periods))
  const downside = Math.sqrt(meanOf(returns.map((each) => Math.min(each, 0) ** 2)) * periods)
  return { annualReturn: said(annualReturn), sharpe: said(annualReturn / volatility), sortino: said(annualReturn / downside) }
}

/** A number, or undefined where a division or a root had nothing to work on. */
export function said(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The index of the last candle of each period, oldest first. */
function periodEnds({ times, timeframe }: EquityCurve): readonly number[] {
  const isLong = lengthOf(timeframe) >= DAY_MS
  const ends: number[] = []
  let day = dayOf(times[0])
  for (let index = 0; index < times.length; index++) {
    const nextDay = dayOf(times[index + 1])
    if (isLong || nextDay !== day) ends.push(index)
    day = nextDay
  }
  return ends
}

function changes(values: readonly number[]): readonly number[] {
  return values.slice(1).map((value, index) => value / (values[index] ?? Number.NaN) - 1)
}

/** The day that a candle ended in: one that closes at midnight belongs to the day before. */
function dayOf(close = Number.NaN): number {
  return Math.floor((close - 1) / DAY_MS)
}

function restsAtWeekends(closes: readonly number[]): boolean {
  return closes.filter((close) => isWeekend(dayOf(close))).length <= WEEKENDS_MIN * closes.length
}

/** Day 0, the first of 1970, was a Thursday. */
function isWeekend(day: number): boolean {
  return day % 7 === 2 || day % 7 === 3
}

/** Of 1 + return; 1 where something was lost altogether, as backtesting.py says. */
function geometricMean(returns: readonly number[]): number {
  if (returns.some((each) => each <= -1)) return 1
  return Math.exp(meanOf(returns.map((each) => Math.log1p(each))))
}
