import { historyFor, type StudyRequest, type StudyResult } from '../analysis/study.ts'
import { type Candles, candleAt, sliceCandles } from '../basics/candles.ts'
import { Refusal } from '../basics/refusal.ts'
import { type Block, fields, picture, text } from '../basics/reply.ts'
import { showPercent, showPrice } from '../basics/show.ts'
import type { Timeframe } from '../basics/timeframe.ts'
import {
  CANDLES_SHOWN_MAX,
  type ChartStyle,
  OVERLAYS_MAX,
  PANES_MAX,
  type PaletteName,
  type PriceBox,
  type PriceMark,
  type Study,
} from '../charts/charts.ts'
import type { Context } from '../chat/command.ts'
import type { Market } from '../market/market-ports.ts'
import type { CandleSeries } from '../market/market-service.ts'
import { candleNotes } from './candle-words.ts'
import type { Services } from './services.ts'

/** What to draw, the same for every timeframe. */
export interface ChartWish {
  readonly market: Market
  readonly studies: readonly StudyRequest[]
  readonly style: ChartStyle
  readonly log: boolean
  readonly zone: string
  readonly palette: PaletteName
  /** Levels to draw. */
  readonly marks: readonly PriceMark[]
  /** What to draw behind the candles, the most important first. */
  readonly boxes?: readonly PriceBox[]
  /** The word that the picture must carry. */
  readonly badge: string | undefined
}

type PanelContext = Pick<Context<Services>, 'services' | 'signal'>

/** One picture with its numbers in words, and the change over it as a ratio. */
export async function chartPanel(wish: ChartWish, timeframe: Timeframe, context: PanelContext) {
  const { market, studies } = wish
  const limit = CANDLES_SHOWN_MAX + historyFor(studies, timeframe)
  return seriesPanel(wish, await context.services.market.candles({ market, timeframe, limit, forming: true }, context.signal), context)
}

/** The same of candles that are there already: of `CANDLES_SHOWN_MAX` and what its indicators need before them. */
export async function seriesPanel(wish: ChartWish, series: CandleSeries, context: PanelContext) {
  const { market, studies, style, log, zone, palette, marks, boxes = [], badge } = wish
  const { market: service, charts } = context.services
  const { candles, forming } = series
  const drawing = await charts.candles(
    {
      symbol: market.symbol,
      venue: market.venue,
      ...(badge === undefined ? {} : { badge }),
      candles,
      forming,
      tick: market.tick,
      style,
      log,
      studies: studies.map((study) => drawnStudy(study, series)),
      marks,
      boxes,
      zone,
      palette,
      at: service.now(),
    },
    context.signal,
  )
  const { words, change } = inWords(series, candles.timeframe, service.now())
  return { blocks: [picture(drawing), ...words], change }
}

/** Refuses more indicators than a phone can show. */
export function checkRoom(studies: readonly StudyRequest[]): void {
  const over = studies.filter(({ pane }) => pane === 'price').length
  if (over > OVERLAYS_MAX) throw tooMany(`At most ${OVERLAYS_MAX} indicators fit over the price; these are ${over}.`)
  const below = studies.length - over
  if (below > PANES_MAX) throw tooMany(`At most ${PANES_MAX} indicators fit below the price; these are ${below}.`)
}

function tooMany(message: string): Refusal {
  return new Refusal('over-limit', message, { hint: 'Ask for two pictures. For example: /chart BTC 4h ema bb rsi macd' })
}

/** An indicator of the closed candles; over the one that is still forming it has no value. */
function closedResult(study: StudyRequest, { candles, forming }: Pick<CandleSeries, 'candles' | 'forming'>): StudyResult {
  const result = study.compute(forming ? sliceCandles(candles, 0, candles.time.length - 1) : candles)
  return { ...result, outputs: result.outputs.map((output) => ({ ...output, values: extend(output.values, candles) })) }
}

function extend(values: Float64Array, candles: Candles): Float64Array {
  if (values.length === candles.time.length) return values
  const extended = new Float64Array(candles.time.length).fill(Number.NaN)
  extended.set(values)
  return extended
}

function drawnStudy(study: StudyRequest, series: CandleSeries): Study {
  const { label, pane, levels, outputs } = closedResult(study, series)
  return { label, pane, levels, plots: outputs.map(({ label: name, values, shape }) => ({ label: name, values, shape })) }
}

function inWords(series: CandleSeries, timeframe: Timeframe, now: number): { readonly words: readonly Block[]; readonly change: number } {
  const { market, candles } = series
  const shown = sliceCandles(candles, Math.max(0, candles.time.length - CANDLES_SHOWN_MAX))
  const price = (value: number): string => showPrice(value, market.tick)
  const last = candleAt(shown, shown.time.length - 1)?.close ?? Number.NaN
  const change = last / (shown.open[0] ?? Number.NaN) - 1
  const notes = candleNotes(series, now)
  return {
    change,
    words: [
      fields({
        [`Last ${timeframe}`]: `${price(last)} ${market.quote}`,
        Change: `${showPercent(change)} over ${shown.time.length} ${shown.time.length === 1 ? 'candle' : 'candles'}`,
        Range: `${price(Math.min(...shown.low))} to ${price(Math.max(...shown.high))} ${market.quote}`,
      }),
      ...(notes === '' ? [] : [text(notes)]),
    ],
  }
}
