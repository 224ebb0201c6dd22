import { z } from 'zod'
import { type Block, type Button, fields, table, text } from '../../basics/reply.ts'
import { showAge, showPrice } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import type { KeptSignal } from '../../signals/signal.ts'
import type { WatchedMarket } from '../../signals/signal-ports.ts'
import { lookOf } from '../company.ts'
import { csv, timeframe } from '../inputs.ts'
import { command, type Services } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { leftOut } from './left-out.ts'
import { confidence, direction, source } from './signal-inputs.ts'
import { signalsFile } from './signals-file.ts'

const LISTED_MAX = 200
const SHOWN_MAX = 15
const OFFERED_MAX = 3

export const signalsList = command({
  name: 'signals list',
  summary: 'List the signals that are open now, the surest first',
  group: 'analysis',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  menu: true,
  cost: 4,
  input: z.strictObject({ timeframe, direction, confidence, source, csv }),
  examples: ['/signals', '/signals list 4h long 60', '/signals list from ema-cross csv'],

  async run({ timeframe, direction, confidence, source, csv: wantsFile }, context) {
    const { signals, market } = context.services
    const { markets, silent } = await lookedAt(context)
    const wish = { timeframe, direction, minConfidence: confidence, source }
    const listed = await signals.list({ markets, ...wish, open: true, limit: LISTED_MAX })
    const surest = listed.toSorted((one, other) => other.confidence - one.confidence || other.at - one.at)
    const { zone } = await lookOf(context)
    const more = surest.length - SHOWN_MAX
    return {
      title: `${surest.length === 0 ? 'No' : surest.length} open ${surest.length === 1 ? 'signal' : 'signals'}`,
      blocks: [
        ...(surest.length === 0
          ? [text(nothingWords(markets.length))]
          : [signalTable(surest.slice(0, SHOWN_MAX), { markets, now: signals.now() })]),
        ...(more > 0 ? [text(`${more} more are in the file: add the word csv.`)] : []),
        ...(silent.length === 0 ? [] : [text(`No candles came of ${silent.join(', ')}.`)]),
        text('Signals are what indicators and patterns say, and no advice. How they did: /record.'),
        fields({ Markets: String(markets.length), Source: sourceWords(market, zone) }),
        ...(wantsFile ? [signalsFile(surest)] : []),
      ],
      buttons: surest.slice(0, OFFERED_MAX).map((signal) => offer(signal, markets)),
    }
  },
})

/** The markets that are watched for all, after a look at whatever closed since the last one. */
export async function lookedAt(
  context: Pick<Context<Services>, 'services' | 'signal' | 'progress'>,
): Promise<{ readonly markets: readonly WatchedMarket[]; readonly silent: readonly string[] }> {
  const { services, signal, progress } = context
  const markets = await services.signals.watched(signal)
  const silent: string[] = []
  await services.signals.matrix({
    markets,
    signal,
    progress: (done, of) => progress(done, of, 'Looking at closed candles'),
    failed: leftOut(silent),
  })
  return { markets, silent }
}

/** Signals of several markets, at most 34 columns wide. */
export function signalTable(
  signals: readonly KeptSignal[],
  { markets, now }: { readonly markets: readonly WatchedMarket[]; readonly now: number },
): Block {
  const byId = new Map(markets.map((market) => [market.id, market]))
  return table(
    [
      { title: 'Signal', align: 'left' },
      { title: 'Sure', align: 'right' },
      { title: 'Entry', align: 'right' },
      { title: 'Old', align: 'right' },
    ],
    signals.map(({ marketId, timeframe, direction, confidence, entry, at }) => {
      const market = byId.get(marketId)
      return [
        `${market?.base ?? marketId} ${timeframe} ${direction}`,
        String(confidence),
        showPrice(entry, market?.tick),
        showAge(now - at).replace(' ', ''),
      ]
    }),
  )
}

export function offer({ marketId, timeframe, direction, code }: KeptSignal, markets: readonly WatchedMarket[]): Button {
  const name = markets.find(({ id }) => id === marketId)?.base ?? marketId
  return { kind: 'run', label: `${name} ${timeframe} ${direction}`, command: 'signals show', input: { which: code } }
}

function nothingWords(markets: number): string {
  if (markets === 0) return 'There are no markets to look at yet.'
  return `In ${markets} ${markets === 1 ? 'market' : 'markets'} nothing is worth saying right now. /matrix shows how each looks; /scan finds what you describe.`
}
