import { z } from 'zod'
import { type Candle, type Candles, candleAt } from '../../basics/candles.ts'
import { type Block, fields, table, text } from '../../basics/reply.ts'
import { showCompact, showPercent, showPrice } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { Market } from '../../market/market-ports.ts'
import type { CandleSeries } from '../../market/market-service.ts'
import { CANDLE_HEADER, candleCells, candleNotes, openingWords } from '../candle-words.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv, marketText, timeframe } from '../inputs.ts'
import { FILE_CANDLES_MAX, manyCandles, usualCount } from '../many-candles.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { usualTimeframe } from '../usual-timeframe.ts'

const ROWS_SHOWN_MAX = 10

export const candles = command({
  name: 'candles',
  summary: 'Show candles of a market, and give them as a file',
  group: 'market',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  cost: 2,
  input: z.strictObject({
    market: option(marketText, { about: 'The market, such as BTC or ETH/BTC' }),
    timeframe,
    count: option(z.int().min(1).max(FILE_CANDLES_MAX).optional(), {
      about: 'How many candles; in a replay all go into the file, when left out',
    }),
    csv,
  }),
  examples: ['/candles BTC 4h', '/candles ETH 1d 30 csv'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe: asked, count, csv: wantsFile }, context) {
    const { market: service } = context.services
    const market = await service.find(name, context.signal)
    const timeframe = asked ?? usualTimeframe(service, market)
    const { zone } = await lookOf(context)
    const limit = Math.min(count ?? ROWS_SHOWN_MAX, ROWS_SHOWN_MAX)
    const series = await service.candles({ market, timeframe, limit, forming: true }, context.signal)
    const file = wantsFile
      ? [candleFile(market, await manyCandles(service, { market, timeframe, count: count ?? usualCount(service) }, context.signal))]
      : []
    const again = { market: market.id, timeframe, ...(count === undefined ? {} : { count }), csv: true }
    return {
      title: `${market.symbol} ${timeframe} candles`,
      blocks: [
        ...inWords(series, { zone, now: service.now() }),
        fields({ Times: zone, Source: `${market.venue}, ${sourceWords(service, zone)}` }),
        ...file,
      ],
      buttons: wantsFile ? [] : [{ kind: 'run', label: 'As a file', command: 'candles', input: again }],
    }
  },
})

function inWords(series: CandleSeries, { zone, now }: { readonly zone: string; readonly now: number }): readonly Block[] {
  const { market, candles } = series
  const { timeframe } = candles
  const last = candleAt(candles, candles.time.length - 1)
  if (last === undefined) return [text('There are none yet.')]
  const price = (value: number): string => showPrice(value, market.tick)
  const notes = candleNotes(series, now)
  return [
    fields({
      'Last open': price(last.open),
      'Last high': price(last.high),
      'Last low': price(last.low),
      'Last close': `${price(last.close)} ${market.quote}`,
      'Last volume': `${showCompact(last.volume)} ${market.base}`,
    }),
    table(
      [
        { title: 'Opens', align: 'left' },
        { title: 'Close', align: 'right' },
        { title: 'Change', align: 'right' },
      ],
      rowsOf(candles).map(({ time, open, close }) => [openingWords(time, timeframe, zone), price(close), showPercent(close / open - 1)]),
    ),
    ...(notes === '' ? [] : [text(notes)]),
  ]
}

/** Closed candles only, in the form that `npm run import` reads and a replay takes. */
function candleFile({ venue, base, quote }: Market, candles: Candles) {
  return csvFile(`${venue}_${base}_${quote}_${candles.timeframe}.csv`, CANDLE_HEADER, rowsOf(candles).map(candleCells))
}

function rowsOf(candles: Candles): readonly Candle[] {
  return Array.from(candles.time, (_, index) => candleAt(candles, index)).filter((candle) => candle !== undefined)
}
