import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { type Button, fields, picture, table, text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { Cell, WatchedMarket } from '../../signals/signal-ports.ts'
import { fieldsOf, type Matrix } from '../../signals/signals.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { command, type Services } from '../services.ts'
import { badgeOf, sourceWords } from '../source-words.ts'
import { biasWords, seenWords } from './bias-words.ts'
import { leftForLater, leftOut } from './left-out.ts'

const ROWS_USUAL = 30
const ROWS_MAX = 50
/** How many of the most telling cells are said in words, and offered as pictures. */
const TOLD_MAX = 5
const OFFERED_MAX = 3

export const matrix = command({
  name: 'matrix',
  summary: 'Show how all markets look in all timeframes, in one picture',
  group: 'analysis',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  cost: 5,
  input: z.strictObject({
    count: option(z.int().min(1).max(ROWS_MAX).default(ROWS_USUAL), { about: `How many markets, at most ${ROWS_MAX}` }),
    mine: option(z.boolean().default(false), { about: 'Only the markets on your watchlist' }),
    csv,
  }),
  examples: ['/matrix', '/matrix 10', '/matrix csv'],

  async run({ count, mine, csv: wantsFile }, context) {
    const { services, signal } = context
    const markets = mine ? await ownMarkets(context) : await services.signals.watched(signal)
    const silent: string[] = []
    const found = await services.signals.matrix({
      markets: markets.slice(0, count),
      signal,
      progress: (done, of) => context.progress(done, of, 'Looking at closed candles'),
      failed: leftOut(silent),
    })
    const { zone, palette } = await lookOf(context)
    const told = mostTelling(found)
    const badge = badgeOf(services.market)
    const drawing = await services.charts.matrix(
      {
        title: mine ? 'Your markets' : 'Markets',
        ...(badge === undefined ? {} : { badge }),
        columns: found.timeframes,
        rows: found.rows.map(({ market, cells }) => ({
          label: market.base,
          cells: found.timeframes.map((timeframe) => drawnCell(cells.get(timeframe))),
        })),
        zone,
        palette,
        at: services.signals.now(),
      },
      signal,
    )
    return {
      title: `Matrix of ${found.rows.length} ${found.rows.length === 1 ? 'market' : 'markets'}`,
      blocks: [
        picture(drawing),
        ...(told.length === 0 ? [text('No candles have closed yet that could be looked at.')] : [tellingTable(told)]),
        text(
          'From -100, all speaks for falling, to +100, all speaks for rising: trend, momentum and structure of closed candles. It is no advice.',
        ),
        ...leftForLater(found.left, fieldsOf(found)),
        ...(silent.length === 0 ? [] : [text(`No candles came of ${silent.join(', ')}.`)]),
        fields({ Source: sourceWords(services.market, zone) }),
        ...(wantsFile ? [cellsFile(found)] : []),
      ],
      buttons: [
        ...told.slice(0, OFFERED_MAX).map(offer),
        { kind: 'run', label: 'Refresh', command: 'matrix', input: { count, mine }, replaces: true },
      ],
    }
  },
})

/** Those on the caller's watchlist that the market knows. In company nobody's list is shown. */
async function ownMarkets({ account, place, services, signal }: Context<Services>): Promise<readonly WatchedMarket[]> {
  if (!place.private)
    throw new Refusal('not-here', 'Your watchlist is yours: ask me for it in private.', { hint: 'Here you can ask for /matrix.' })
  const watched = await services.watchlists.list(account.id, services.market, signal)
  const markets = watched.flatMap(({ market }) => market ?? [])
  if (markets.length === 0) throw new Refusal('not-found', 'Your watchlist is empty.', { hint: 'Follow a market: /watchlist add BTC' })
  return markets
}

interface Told {
  readonly market: WatchedMarket
  readonly cell: Cell
}

/** The cells that say most, the loudest first. */
function mostTelling({ rows }: Matrix): readonly Told[] {
  return rows
    .flatMap(({ market, cells }) => [...cells.values()].map((cell) => ({ market, cell })))
    .sort((one, other) => Math.abs(other.cell.bias) - Math.abs(one.cell.bias))
    .slice(0, TOLD_MAX)
}

function drawnCell(cell: Cell | undefined) {
  if (cell === undefined) return undefined
  const note = cell.finding === undefined ? {} : { note: seenWords(cell.finding) }
  return { value: cell.bias / 100, words: biasWords(cell.bias), ...note }
}

function tellingTable(told: readonly Told[]) {
  return table(
    [
      { title: 'Most telling', align: 'left' },
      { title: 'Bias', align: 'right' },
      { title: 'Seen', align: 'left' },
    ],
    told.map(({ market, cell }) => [`${market.base} ${cell.timeframe}`, biasWords(cell.bias), seenWords(cell.finding)]),
  )
}

function offer({ market, cell }: Told): Button {
  return {
    kind: 'run',
    label: `${market.base} ${cell.timeframe}`,
    command: 'patterns',
    input: { market: market.id, timeframe: cell.timeframe },
  }
}

function cellsFile({ rows }: Matrix) {
  const cells = rows.flatMap((row) => [...row.cells.values()])
  return csvFile(
    'matrix.csv',
    ['market', 'timeframe', 'bias', 'finding', 'direction', 'candle_ms', 'closed_ms', 'version'],
    cells.map(({ marketId, timeframe, bias, finding, candle, at, version }) => [
      marketId,
      timeframe,
      String(bias),
      finding?.kind ?? '',
      finding?.direction ?? '',
      String(candle),
      String(at),
      String(version),
    ]),
  )
}
