import { at } from '../analysis/indicators/column.ts'
import { activeAt, latestAt, type PlacedFinding, type SeriesReading } from './series-reading.ts'

/** One thing that speaks for rising (up to 1) or falling (down to −1) prices; NaN where it cannot be known yet. */
export interface Measure {
  readonly name: string
  readonly weight: number
  readonly value: number
  readonly words: () => string
}

const SLOPE_BARS = 10
const BREAK_FADES_BARS = 100
const PATTERN_BARS = 3

/** Everything the bias is made of. Distances are in ATRs, so that it is the same at every price level. */
export function measuresAt(reading: SeriesReading, index: number): readonly Measure[] {
  return [trend, momentum, structure, position, pattern].map((measure) => measure(reading, index))
}

/** Where the price is against EMA 50, that against EMA 200, and which way it goes. Before EMA 200 is known the rest speaks alone. */
export function trend({ candles, ema50, ema200, atr14 }: SeriesReading, index: number): Measure {
  const range = at(atr14, index)
  const fast = at(ema50, index)
  const over = within((at(candles.close, index) - fast) / (2 * range))
  const order = within((fast - at(ema200, index)) / (4 * range))
  const slope = within((fast - at(ema50, index - SLOPE_BARS)) / (2 * range))
  return {
    name: 'trend',
    weight: 0.3,
    value: Number.isNaN(order) ? (over + slope) / 2 : 0.35 * over + 0.35 * order + 0.3 * slope,
    words() {
      const way = slope > 0.1 ? 'rising' : slope < -0.1 ? 'falling' : 'flat'
      return Number.isNaN(order)
        ? `price ${side(over)} a ${way} EMA 50`
        : `EMA 50 ${side(order)} EMA 200 and ${way}, price ${side(over)} it`
    },
  }
}

function momentum({ rsi14, macdHist, atr14 }: SeriesReading, index: number): Measure {
  const strength = at(rsi14, index)
  const turn = within(at(macdHist, index) / (0.3 * at(atr14, index)))
  return {
    name: 'momentum',
    weight: 0.25,
    value: 0.5 * within((strength - 50) / 25) + 0.5 * turn,
    words: () => `RSI ${Math.round(strength)}, MACD histogram ${side(turn)} 0`,
  }
}

/** The last break of structure or change of character, which means less with every candle after it. */
function structure(reading: SeriesReading, index: number): Measure {
  const broken = latestBreak(reading, index)
  const ago = index - (broken?.known ?? index)
  const fade = Math.max(0, 1 - ago / BREAK_FADES_BARS)
  return {
    name: 'structure',
    weight: 0.2,
    value: broken === undefined ? Number.NaN : directionSign(broken) * fade,
    words() {
      const what = broken?.finding.kind === 'choch' ? 'change of character' : 'break of structure'
      return `${what} ${broken?.finding.direction === 'up' ? 'upwards' : 'downwards'} ${ago === 0 ? 'now' : `${ago} candles ago`}`
    },
  }
}

/** Near support it speaks for rising prices, near resistance for falling ones. */
function position(reading: SeriesReading, index: number): Measure {
  const { candles, atr14 } = reading
  const close = at(candles.close, index)
  const range = at(atr14, index)
  const nearest = (placed: readonly PlacedFinding[], distance: (one: PlacedFinding) => number): number =>
    placed.reduce(
      (least, one) => (activeAt(one, index) && distance(one) >= 0 ? Math.min(least, distance(one)) : least),
      Number.POSITIVE_INFINITY,
    )
  const below = nearest(reading.placed('support'), ({ finding }) => close - finding.bottom) / range
  const above = nearest(reading.placed('resistance'), ({ finding }) => finding.top - close) / range
  const words = (distance: number, level: string): string =>
    Number.isFinite(distance) ? `${distance.toFixed(1)} ATR to ${level}` : `no ${level} known`
  return {
    name: 'position',
    weight: 0.15,
    value: below === Number.POSITIVE_INFINITY && above === Number.POSITIVE_INFINITY ? Number.NaN : near(below) - near(above),
    words: () => `${words(below, 'support')}, ${words(above, 'resistance')}`,
  }
}

/** Candlestick patterns of the last three candles. */
function pattern(reading: SeriesReading, index: number): Measure {
  const seen = reading
    .seenBetween(index - PATTERN_BARS + 1, index)
    .filter(({ finding }) => finding.kind.startsWith('cdl_') && finding.direction !== 'none')
  const sum = seen.reduce((total, one) => total + directionSign(one) * one.finding.strength, 0)
  return {
    name: 'patterns',
    weight: 0.1,
    value: seen.length === 0 ? Number.NaN : within(sum / 2),
    words: () =>
      `candlesticks of the last ${PATTERN_BARS} candles: ${seen.length === 1 ? '1 pattern' : `${seen.length} patterns`}, together ${sum > 0 ? 'bullish' : sum < 0 ? 'bearish' : 'undecided'}`,
  }
}

function latestBreak(reading: SeriesReading, index: number): PlacedFinding | undefined {
  const bos = latestAt(reading.placed('bos'), index)
  const choch = latestAt(reading.placed('choch'), index)
  return (choch?.known ?? -1) > (bos?.known ?? -1) ? choch : bos
}

export function directionSign({ finding }: PlacedFinding): number {
  return { up: 1, down: -1, none: 0 }[finding.direction]
}

/** 1 at a level, 0 from three ATRs away on. */
function near(distance: number): number {
  return Math.max(0, 1 - distance / 3)
}

function within(value: number): number {
  return Math.max(-1, Math.min(1, value))
}

function side(value: number): string {
  return value > 0 ? 'above' : value < 0 ? 'below' : 'at'
}
