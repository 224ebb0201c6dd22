import { DAY_MS } from '../../basics/timeframe.ts'

const DAYS_A_YEAR = 365
/** With fewer days, a figure for a year would be made of chance. */
const DAYS_MIN = 10

/** Equity at a moment, corrected for deposits. */
export interface CurvePoint {
  /** Market time, in milliseconds. */
  readonly at: number
  readonly equity: number
}

/** What a curve of equity says, as ratios. What cannot be said of so few days is missing. */
export interface EquityMetrics {
  /** Over the whole curve. */
  readonly change: number
  /** The deepest fall from a peak; 0 or below. */
  readonly drawdown: number
  /** The longest time that equity stayed below a peak, in milliseconds. */
  readonly drawdownMs: number
  /** Of daily returns, for a year of 365 days, over a riskless return of zero. */
  readonly sharpe: number | undefined
  /** The same, with days of gain not counted as risk. */
  readonly sortino: number | undefined
  /** The return of a year over the deepest drawdown. */
  readonly calmar: number | undefined
}

/** Measures a curve, oldest first. Days end at midnight UTC; one without a point stands where the day before ended. */
export function equityMetrics(curve: readonly CurvePoint[]): EquityMetrics {
  const first = curve[0]?.equity ?? 0
  const last = curve.at(-1)?.equity ?? 0
  const change = first > 0 ? last / first - 1 : 0
  const falls = drawdowns(curve)
  const drawdown = falls.reduce((deepest, { depth }) => Math.min(deepest, depth), 0)
  const returns = dailyReturns(curve)
  const enough = returns.length >= DAYS_MIN
  const mean = meanOf(returns)
  const spread = Math.sqrt(returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, returns.length - 1))
  const downside = Math.sqrt(meanOf(returns.map((each) => Math.min(each, 0) ** 2)))
  const yearly = (1 + change) ** (DAYS_A_YEAR / Math.max(1, returns.length)) - 1
  return {
    change,
    drawdown,
    drawdownMs: falls.reduce((longest, { lastedMs }) => Math.max(longest, lastedMs), 0),
    sharpe: enough && spread > 0 ? (mean / spread) * Math.sqrt(DAYS_A_YEAR) : undefined,
    sortino: enough && downside > 0 ? (mean / downside) * Math.sqrt(DAYS_A_YEAR) : undefined,
    calmar: enough && drawdown < 0 ? yearly / -drawdown : undefined,
  }
}

/** Of each point how far it lies below the highest before it, and for how long it has been below. */
export function drawdowns(curve: readonly CurvePoint[]): readonly { readonly depth: number; readonly lastedMs: number }[] {
  let peak = curve[0] ?? { at: 0, equity: 0 }
  return curve.map((point) => {
    if (point.equity >= peak.equity) peak = point
    const depth = peak.equity > 0 ? point.equity / peak.equity - 1 : 0
    return { depth, lastedMs: depth < 0 ? point.at - peak.at : 0 }
  })
}

/** From the end of each day to the end of the next. */
function dailyReturns(curve: readonly CurvePoint[]): readonly number[] {
  const ends = new Map(curve.map(({ at, equity }) => [Math.floor(at / DAY_MS), equity]))
  const days = [...ends.keys()]
  const [first = 0] = days
  const count = (days.at(-1) ?? first) - first
  let before = ends.get(first) ?? 0
  return Array.from({ length: count }, (_, index) => {
    const end = ends.get(first + index + 1) ?? before
    const change = before > 0 ? end / before - 1 : 0
    before = end
    return change
  })
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
