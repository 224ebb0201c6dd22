import { z } from 'zod'
import { findPatterns } from '../../analysis/find-patterns.ts'
import type { Finding } from '../../analysis/finding.ts'
import { type Candles, sliceCandles } from '../../basics/candles.ts'
import { type Block, fields, type Tone, text } from '../../basics/reply.ts'
import { CANDLES_SHOWN_MAX } from '../../charts/charts.ts'
import { option } from '../../chat/option.ts'
import { LOOK_CANDLES } from '../../signals/look-at.ts'
import { seriesPanel } from '../chart-panel.ts'
import { lookOf } from '../company.ts'
import { csv, marketText, timeframe } from '../inputs.ts'
import { command } from '../services.ts'
import { badgeOf, sourceWords } from '../source-words.ts'
import { timeframeButtons } from '../timeframe-buttons.ts'
import { usualTimeframe } from '../usual-timeframe.ts'
import { findingBoxes } from './finding-boxes.ts'
import { findingFile } from './finding-file.ts'
import { findingSummary, meaningWords, structureOf } from './finding-summary.ts'
import { findingTables } from './finding-tables.ts'
import { type NearPrice, nearPrice, type Window } from './near-price.ts'

/** Fewer candles than these hold little structure, and an answer says so. */
const CANDLES_FEW = 60

export const patterns = command({
  name: 'patterns',
  summary: 'Show patterns, zones and levels of a market in a picture',
  group: 'analysis',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  cost: 3,
  input: z.strictObject({
    market: option(marketText, { about: 'The market, such as BTC or ETH/BTC' }),
    timeframe,
    csv,
  }),
  examples: ['/patterns BTC', '/patterns eth 4h', '/patterns BTC 1h csv'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe: asked, csv: wantsFile }, context) {
    const { market: service } = context.services
    const market = await service.find(name, context.signal)
    const timeframe = asked ?? usualTimeframe(service, market)
    const { zone, palette } = await lookOf(context)
    // One more than is looked at: the last may be forming, and nothing is found in that.
    const series = await service.candles({ market, timeframe, limit: LOOK_CANDLES + 1, forming: true }, context.signal)
    const { candles, forming } = series
    const closed = sliceCandles(candles, 0, candles.time.length - (forming ? 1 : 0))
    const findings = findPatterns(closed)
    const window = windowOf(candles)
    const near = nearPrice(findings, window)
    const wish = { market, studies: [], style: 'candles', log: false, zone, palette, marks: [], badge: badgeOf(service) } as const
    const panel = await seriesPanel({ ...wish, boxes: findingBoxes(near) }, series, context)
    const situation = { last: window.last, timeframe, zone, tick: market.tick, now: service.now() }
    const same = { market: market.id, timeframe }
    return {
      title: `${market.symbol} ${timeframe} patterns`,
      tone: toneOf(findings),
      blocks: [
        ...panel.blocks,
        ...(findings.length === 0 ? [] : [text(findingSummary(findings, near, situation))]),
        ...findingTables(near, situation),
        ...meaningOf(near),
        ...coverage(findings, closed),
        fields({ Source: `${market.venue}, ${sourceWords(service, zone)}` }),
        ...(wantsFile ? [findingFile(market, timeframe, findings)] : []),
      ],
      buttons: [
        ...timeframeButtons(service.timeframes(market), 'patterns', (each) => ({ ...same, timeframe: each })),
        ...(wantsFile || findings.length === 0
          ? []
          : [{ kind: 'run', label: 'As a file', command: 'patterns', input: { ...same, csv: true } } as const]),
      ],
    }
  },
})

/** What is drawn of these candles. */
function windowOf(candles: Candles): Window {
  const { time, low, high, close } = sliceCandles(candles, Math.max(0, candles.time.length - CANDLES_SHOWN_MAX))
  return { from: time[0] ?? 0, low: Math.min(...low), high: Math.max(...high), last: close.at(-1) ?? Number.NaN }
}

function toneOf(findings: readonly Finding[]): Tone {
  const direction = structureOf(findings)?.direction
  return direction === undefined ? 'neutral' : ({ up: 'good', down: 'bad' } as const)[direction]
}

/** What the latest of them means, for whoever sees it for the first time. */
function meaningOf({ candlesticks, events }: NearPrice): readonly Block[] {
  const words = meaningWords([...candlesticks, ...events])
  return words === '' ? [] : [text(words)]
}

/** What was looked at, and why there may be so little. */
function coverage(findings: readonly Finding[], { time }: Candles): readonly Block[] {
  const count = `${time.length} closed ${time.length === 1 ? 'candle' : 'candles'}`
  if (findings.length === 0)
    return [
      text(
        `Nothing was found in ${count}: ${time.length < CANDLES_FEW ? 'too few to see a structure. Try a shorter timeframe' : 'they hardly move. Try a longer timeframe'}.`,
      ),
    ]
  if (time.length < CANDLES_FEW)
    return [text(`There are only ${count} yet, so zones and levels may be missing. A shorter timeframe has more.`)]
  return [text(`Found in ${count}: ${findings.length}, of which ${findings.filter(({ state }) => state === 'active').length} are active.`)]
}
