import { showPercent, showPrice, showTime } from '../basics/show.ts'
import type { CandlePicture } from './charts.ts'

const STYLE_WORDS = { candles: 'candle chart', line: 'line chart', 'heikin-ashi': 'Heikin-Ashi chart' } as const

/** Says what a picture shows, for those who cannot see it. The candles are those that are drawn. */
export function candleWords(spec: CandlePicture): string {
  const { candles, studies, marks, tick, zone } = spec
  const first = candles.open[0] ?? 0
  const last = candles.close.at(-1) ?? 0
  const count = candles.time.length
  const lines = [
    `${spec.badge === undefined ? '' : `${spec.badge}. `}${spec.symbol} ${candles.timeframe} on ${spec.venue}: ${STYLE_WORDS[spec.style]} of ${count} ${count === 1 ? 'candle' : 'candles'}`,
    `from ${showTime(candles.time[0] ?? 0, zone)} to ${showTime(candles.time.at(-1) ?? 0, zone)}`,
    `last price ${showPrice(last, tick)}, ${showPercent(last / first - 1)} over the picture`,
    `high ${showPrice(extreme(candles.high, Math.max), tick)}, low ${showPrice(extreme(candles.low, Math.min), tick)}`,
  ]
  const shown = studies.map(({ label }) => label)
  const marked = marks.map(({ label, price }) => `${label} ${showPrice(price, tick)}`)
  return `${[...lines, ...(shown.length > 0 ? [`with ${shown.join(', ')}`] : []), ...(marked.length > 0 ? [`marked: ${marked.join(', ')}`] : [])].join('; ')}.`
}

function extreme(values: Float64Array, choose: (a: number, b: number) => number): number {
  return values.reduce((best, value) => choose(best, value), values[0] ?? 0)
}
