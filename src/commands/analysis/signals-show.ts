import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { type Block, fields, type Reply, table, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { Market } from '../../market/market-ports.ts'
import { type Agreement, agreementsOf } from '../../signals/agreement.ts'
import type { KeptSignal } from '../../signals/signal.ts'
import type { MatrixRow } from '../../signals/signals.ts'
import { lookOf } from '../company.ts'
import { csv, marketText, timeframe } from '../inputs.ts'
import { command, type Services } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { biasWords, seenWords } from './bias-words.ts'
import { outcomeWords, signalReply } from './signal-card.ts'
import { signalPicture } from './signal-picture.ts'
import { signalsFile } from './signals-file.ts'
import { offer, signalTable } from './signals-list.ts'

/** Of the last ones, and of those that are open, which may be older than many others. */
const LISTED_MAX = { last: 100, open: 2000, inFile: 2000 }
const PAST_SHOWN_MAX = 5
const OFFERED_MAX = 3
const CODE = /^[a-z2-7]{6}$/i

export const signalsShow = command({
  name: 'signals show',
  aliases: ['signal'],
  summary: 'Show the surest signal of a market, with picture and reasons',
  group: 'analysis',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  cost: 5,
  input: z.strictObject({
    which: option(marketText, { about: 'The market, such as BTC, or the code of a signal' }),
    timeframe,
    csv,
  }),
  examples: ['/signals show BTC', '/signal eth 4h', '/signals show BTC csv'],
  suggest: { which: (typed, { services: { market } }) => market.like(typed) },

  async run({ which, timeframe, csv: wantsFile }, context) {
    const coded = CODE.test(which) ? await context.services.signals.find(which) : undefined
    if (coded !== undefined) return shown(coded, await context.services.market.find(coded.marketId, context.signal), context)
    const market = await context.services.market.find(which, context.signal)
    const { signals } = context.services
    const { rows } = await signals.matrix({ markets: [market], signal: context.signal })
    const wish = { markets: [market], timeframe }
    const [open, last] = await Promise.all([
      signals.list({ ...wish, open: true, limit: LISTED_MAX.open }),
      signals.list({ ...wish, limit: wantsFile ? LISTED_MAX.inFile : LISTED_MAX.last }),
    ])
    const [first, ...others] = agreementsOf(open)
    const rest = { others, past: last.filter(({ outcome }) => outcome !== undefined), row: rows[0] }
    const reply = first === undefined ? await nothing(market, rest, context) : await shown(first.surest, market, context, rest)
    return wantsFile ? { ...reply, blocks: [...reply.blocks, signalsFile(last)] } : reply
  },
})

interface Rest {
  readonly others: readonly Agreement<KeptSignal>[]
  readonly past: readonly KeptSignal[]
  readonly row: MatrixRow | undefined
}

async function shown(signal: KeptSignal, market: Market, context: Context<Services>, rest?: Rest): Promise<Reply> {
  const { services } = context
  const { zone, palette } = await lookOf(context)
  const now = services.signals.now()
  const panel = await signalPicture(signal, {
    market,
    service: services.market,
    charts: services.charts,
    zone,
    palette,
    signal: context.signal,
  })
  const reply = signalReply({ signal, market, zone }, { blocks: panel, now })
  const others = rest === undefined ? [] : rest.others
  return {
    ...reply,
    blocks: [
      ...reply.blocks,
      ...(others.length === 0 ? [] : [text('Also open:'), signalTable(others.slice(0, PAST_SHOWN_MAX), { markets: [market], now })]),
      ...(rest === undefined ? [] : timeframeBlocks(rest.row)),
      fields({ Source: `${market.venue}, ${sourceWords(services.market, zone)}` }),
    ],
    buttons: [...(reply.buttons ?? []), ...others.slice(0, OFFERED_MAX).map(({ surest }) => offer(surest, [market]))],
  }
}

/** What to say where no signal is open: how the market looks, and what came of the last ones. */
async function nothing(market: Market, { past, row }: Rest, context: Context<Services>): Promise<Reply> {
  const { services } = context
  const { zone } = await lookOf(context)
  if (row === undefined || row.cells.size === 0)
    throw new Refusal('not-found', `There are no closed candles of ${market.symbol} to look at yet.`, {
      hint: `What there is: /info ${market.base}`,
    })
  return {
    title: `No open signal of ${market.symbol}`,
    blocks: [
      ...timeframeBlocks(row),
      ...(past.length === 0 ? [] : [text(`The last ones:\n${past.slice(0, PAST_SHOWN_MAX).map(pastWords).join('\n')}`)]),
      fields({ Source: `${market.venue}, ${sourceWords(services.market, zone)}` }),
    ],
    buttons: [
      { kind: 'run', label: 'Patterns', command: 'patterns', input: { market: market.id } },
      ...past.slice(0, OFFERED_MAX).map((signal) => offer(signal, [market])),
    ],
  }

  function pastWords(signal: KeptSignal): string {
    const { direction, timeframe, at, outcome } = signal
    const came = outcome === undefined ? 'time was over' : outcomeWords(outcome, { market, zone })
    return `${direction} ${timeframe} of ${showTime(at, zone)}: ${came}`
  }
}

/** How the market looks in each timeframe. */
function timeframeBlocks(row: MatrixRow | undefined): readonly Block[] {
  if (row === undefined || row.cells.size === 0) return []
  return [
    table(
      [
        { title: 'Candles', align: 'left' },
        { title: 'Bias', align: 'right' },
        { title: 'Seen', align: 'left' },
      ],
      [...row.cells.values()].map(({ timeframe, bias, finding }) => [timeframe, biasWords(bias), seenWords(finding)]),
    ),
  ]
}
