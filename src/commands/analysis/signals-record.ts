import { z } from 'zod'
import { type Block, fields, table, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import { DAY_MS } from '../../basics/timeframe.ts'
import { option } from '../../chat/option.ts'
import type { RecordRow } from '../../signals/signal-ports.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv, timeframe } from '../inputs.ts'
import { command } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { rWords } from './signal-card.ts'
import { anyMarket, source } from './signal-inputs.ts'
import { lookedAt } from './signals-list.ts'

const SINCE_DAYS_MAX = 3650
/** Fewer results than this say next to nothing. */
const FEW = 30
/** What is longer is cut, so that the table fits a phone; the file has it whole. */
const NAME_CHARS_MAX = 14

export const signalsRecord = command({
  name: 'signals record',
  aliases: ['record'],
  summary: 'Show how the signals of each source have done',
  group: 'analysis',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  cost: 4,
  input: z.strictObject({
    market: anyMarket,
    timeframe,
    source,
    days: option(z.int().min(1).max(SINCE_DAYS_MAX).optional(), {
      about: 'Only signals of so many days; all when left out',
      words: ['days', 'last'],
    }),
    csv,
  }),
  examples: ['/record', '/signals record BTC 4h last 90', '/record from ema-cross', '/record csv'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe, source, days, csv: wantsFile }, context) {
    const { signals, market } = context.services
    const found = name === undefined ? undefined : await market.find(name, context.signal)
    const notes = found === undefined ? (await lookedAt(context)).notes : []
    if (found !== undefined) await signals.matrix({ markets: [found], signal: context.signal })
    const rows = await signals.record({
      ...(found && { marketId: found.id }),
      ...(timeframe && { timeframe }),
      ...(source !== undefined && { source }),
      ...(days !== undefined && { since: signals.now() - days * DAY_MS }),
    })
    const { zone } = await lookOf(context)
    const said = rows.filter(({ live }) => live)
    const past = rows.filter(({ live }) => !live)
    return {
      title: `Track record${found === undefined ? '' : ` in ${found.symbol}`}${timeframe === undefined ? '' : ` ${timeframe}`}`,
      blocks: [
        ...recordBlocks('Said as it happened', said, zone),
        ...recordBlocks('Found in the past', past, zone),
        ...(rows.length === 0 ? [text('No signal was said yet: they come with closed candles.')] : [text(HOW)]),
        ...notes,
        ...(rows.some(({ decided }) => decided < FEW) ? [text(`Fewer than ${FEW} results say next to nothing.`)] : []),
        fields({
          Signals: days === undefined ? 'all that are kept' : `of ${days} ${days === 1 ? 'day' : 'days'}`,
          Source: sourceWords(market, zone),
        }),
        ...(wantsFile ? [recordFile(rows)] : []),
      ],
    }
  },
})

const HOW =
  'n: how many were decided. Won: ended with a profit. R: the mean result in multiples of what was risked, after fees of 0.1% a side. First touch of stop or first target counts; where one candle touched both, it counts as stopped.'

function recordBlocks(title: string, rows: readonly RecordRow[], zone: string): readonly Block[] {
  if (rows.length === 0) return []
  const ambiguous = rows.reduce((sum, row) => sum + row.ambiguous, 0)
  const open = rows.reduce((sum, row) => sum + row.open, 0)
  const period = [Math.min(...rows.map(({ firstAt }) => firstAt)), Math.max(...rows.map(({ lastAt }) => lastAt))].map((at) =>
    showTime(at, zone),
  )
  return [
    text(`${title}, ${period.join(' to ')}: ${open} open${ambiguous === 0 ? '' : `, ${ambiguous} decided by a candle that touched both`}.`),
    table(
      [
        { title: 'Source', align: 'left' },
        { title: 'n', align: 'right' },
        { title: 'Won', align: 'right' },
        { title: 'R', align: 'right' },
      ],
      rows.toSorted((one, other) => other.decided - one.decided).map(cellsOf),
    ),
  ]
}

function cellsOf({ source, decided, winners, averageR }: RecordRow): readonly string[] {
  const name = source.length <= NAME_CHARS_MAX ? source : `${source.slice(0, NAME_CHARS_MAX - 1)}…`
  if (decided === 0) return [name, '0', '', '']
  return [name, String(decided), `${Math.round((100 * winners) / decided)}%`, rWords(averageR).slice(0, -2)]
}

function recordFile(rows: readonly RecordRow[]) {
  const header = [
    'source',
    'version',
    'live',
    'decided',
    'winners',
    'targets',
    'stops',
    'expired',
    'ambiguous',
    'open',
    'average_r',
    'first_ms',
    'last_ms',
  ] as const
  return csvFile(
    'record.csv',
    header,
    rows.map((row) => [
      row.source,
      String(row.version),
      row.live ? 'yes' : 'no',
      ...[row.decided, row.winners, row.targets, row.stops, row.expired, row.ambiguous, row.open].map(String),
      row.decided === 0 ? '' : String(row.averageR),
      ...[row.firstAt, row.lastAt].map(String),
    ]),
  )
}
