import { showPercent, showPrice, showTime } from '../basics/show.ts'
import { boxesShown } from './boxes-shown.ts'
import type {
  BacktestPicture,
  CandlePicture,
  CardPicture,
  EquityPicture,
  MatrixPicture,
  PictureFigure,
  PriceBox,
  RiskPicture,
} from './charts.ts'

const STYLE_WORDS = { candles: 'candle chart', line: 'line chart', 'heikin-ashi': 'Heikin-Ashi chart' } as const

/** Says what a picture shows, for those who cannot see it. The candles are those that are drawn. */
export function candleWords(spec: CandlePicture): string {
  const { candles, studies, marks, tick, zone } = spec
  const first = candles.open[0] ?? 0
  const last = candles.close.at(-1) ?? 0
  const count = candles.time.length
  const lines = [
    `${badgeWords(spec.badge)}${spec.symbol} ${candles.timeframe} on ${spec.venue}: ${STYLE_WORDS[spec.style]} of ${count} ${count === 1 ? 'candle' : 'candles'}`,
    `from ${showTime(candles.time[0] ?? 0, zone)} to ${showTime(candles.time.at(-1) ?? 0, zone)}`,
    `last price ${showPrice(last, tick)}, ${showPercent(last / first - 1)} over the picture`,
    `high ${showPrice(extreme(candles.high, Math.max), tick)}, low ${showPrice(extreme(candles.low, Math.min), tick)}`,
  ]
  const shown = studies.map(({ label }) => label)
  const marked = marks.map(({ label, price }) => `${label} ${showPrice(price, tick)}`)
  const boxed = boxesShown(spec).map((box) => boxWords(box, tick))
  const listed = (head: string, words: readonly string[]): readonly string[] => (words.length > 0 ? [`${head} ${words.join(', ')}`] : [])
  return `${[...lines, ...listed('with', shown), ...listed('marked:', marked), ...listed('drawn:', boxed)].join('; ')}.`
}

function boxWords({ label, top, bottom, faded }: PriceBox, tick: string): string {
  const prices = top === bottom ? showPrice(top, tick) : `${showPrice(bottom, tick)} to ${showPrice(top, tick)}`
  return `${label} ${prices}${faded ? ' (no longer counts)' : ''}`
}

export function equityWords({ title, badge, curve, currency, figures, zone }: EquityPicture): string {
  const [first, last] = [curve[0], curve.at(-1)]
  const deepest = curve.reduce((least, { drawdown }) => Math.min(least, drawdown), 0)
  const lines = [
    `${badgeWords(badge)}${title} with its drawdown from ${showTime(first?.at ?? 0, zone)} to ${showTime(last?.at ?? 0, zone)}`,
    `from ${showPrice(first?.equity ?? 0)} to ${showPrice(last?.equity ?? 0)} ${currency}`,
    `deepest drawdown ${showPercent(deepest)}`,
    ...figures.map(figureWords),
  ]
  return `${lines.join('; ')}.`
}

export function riskWords({ badge, equity, gauges, parts }: RiskPicture): string {
  const lines = [
    `${badgeWords(badge)}Risk of an account of ${equity}`,
    ...gauges.map(({ label, words }) => `${label} ${words}`),
    ...parts.map(({ label, share }) => `${label} ${(share * 100).toFixed(1)}%`),
  ]
  return `${lines.join('; ')}.`
}

/** Row for row: "BTC/USDT 1h +62, 4h +10". */
export function matrixWords({ title, badge, columns, rows, at, zone }: MatrixPicture): string {
  const lines = rows.map(
    ({ label, cells }) => `${label} ${columns.map((column, index) => `${column} ${cells[index]?.words ?? 'unknown'}`).join(', ')}`,
  )
  return `${[`${badgeWords(badge)}${title} at ${showTime(at, zone)}`, ...lines].join('; ')}.`
}

/** "RSI reversion, BTC/USDT 2h from … to …: +12.00%; 40 entries and 40 exits; Sharpe 1.20; …" */
export function backtestWords({ title, badge, change, times, fills, figures, words, zone }: BacktestPicture): string {
  const sold = fills.filter(({ side }) => side === 'sell').length
  const lines = [
    `${badgeWords(badge)}${title} from ${showTime(times[0] ?? 0, zone)} to ${showTime(times.at(-1) ?? 0, zone)}: ${showPercent(change)}`,
    `${fills.length - sold} entries and ${sold} exits`,
    ...figures.map(figureWords),
  ]
  return `${lines.join('; ')}. ${words}`
}

export function cardWords({ badge, symbol, status, change, amount, figures }: CardPicture): string {
  const result = amount === undefined ? showPercent(change) : `${showPercent(change)}, ${amount}`
  return `${[`${badgeWords(badge)}${symbol}, ${status}: ${result}`, ...figures.map(figureWords)].join('; ')}.`
}

function badgeWords(badge: string | undefined): string {
  return badge === undefined ? '' : `${badge}. `
}

function figureWords({ label, value }: PictureFigure): string {
  return `${label} ${value}`
}

function extreme(values: Float64Array, choose: (a: number, b: number) => number): number {
  return values.reduce((best, value) => choose(best, value), values[0] ?? 0)
}
