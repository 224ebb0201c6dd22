import { z } from 'zod'
import { candleAt } from '../../basics/candles.ts'
import { fields, table, text } from '../../basics/reply.ts'
import { showCompact, showPercent, showPrice } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import { CANDLE_HEADER, candleCells, candleNotes, openingWords } from '../candle-words.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv, marketText, timeframe } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'

const ROWS_SHOWN_MAX = 10
const CANDLES_MAX = 100_000
const CANDLES_USUAL = 500

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
    count: option(z.int().min(1).max(CANDLES_MAX).default(CANDLES_USUAL), {
      about: `How many candles go into the file, at most ${CANDLES_MAX}`,
    }),
    csv,
  }),
  examples: ['/candles BTC 4h', '/candles ETH 1d 30 csv'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe, count, csv: wantsFile }, context) {
    const { market: service } = context.services
    const market = await service.find(name, context.signal)
    const { zone } = await lookOf(context)
    const limit = wantsFile ? count : Math.min(count, ROWS_SHOWN_MAX)
    const series = await service.candles({ market, timeframe, limit, forming: !wantsFile }, context.signal)
    const rows = Array.from(series.candles.time, (_, index) => candleAt(series.candles, index)).filter((each) => each !== undefined)
    const last = rows.at(-1)
    const title = `${market.symbol} ${timeframe} candles`
    const source = `${market.venue}, ${sourceWords(service, zone)}`
    if (last === undefined) return { title, blocks: [text('There are none yet.'), fields({ Source: source })] }

    const price = (value: number): string => showPrice(value, market.tick)
    const notes = candleNotes(series)
    const shown = table(
      [
        { title: 'Opens', align: 'left' },
        { title: 'Close', align: 'right' },
        { title: 'Change', align: 'right' },
      ],
      rows
        .slice(-ROWS_SHOWN_MAX)
        .map(({ time, open, close }) => [openingWords(time, timeframe, zone), price(close), showPercent(close / open - 1)]),
    )
    const button = { kind: 'run', label: 'As a file', command: 'candles', input: { market: market.id, timeframe, csv: true } } as const
    return {
      title,
      blocks: [
        fields({
          'Last open': price(last.open),
          'Last high': price(last.high),
          'Last low': price(last.low),
          'Last close': `${price(last.close)} ${market.quote}`,
          'Last volume': `${showCompact(last.volume)} ${market.base}`,
          Times: zone,
          Source: source,
        }),
        shown,
        ...(notes === '' ? [] : [text(notes)]),
        ...(wantsFile
          ? [csvFile(`${market.venue}_${market.base}_${market.quote}_${timeframe}.csv`, CANDLE_HEADER, rows.map(candleCells))]
          : []),
      ],
      buttons: wantsFile ? [] : [button],
    }
  },
})
