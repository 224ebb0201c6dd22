import { z } from 'zod'
import { type Block, type Button, fields, table, text } from '../../basics/reply.ts'
import { showAge } from '../../basics/show.ts'
import type { Context } from '../../chat/command.ts'
import { type Agreement, agreementsOf } from '../../signals/agreement.ts'
import type { KeptSignal } from '../../signals/signal.ts'
import type { WatchedMarket } from '../../signals/signal-ports.ts'
import { fieldsOf } from '../../signals/signals.ts'
import { lookOf } from '../company.ts'
import { csv, timeframe } from '../inputs.ts'
import { command, type Services } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { leftForLater, leftOut } from './left-out.ts'
import { confidence, direction, source } from './signal-inputs.ts'
import { signalsFile } from './signals-file.ts'

const LISTED_MAX = 2000
const SHOWN_MAX = 15
const NAME_CHARS_MAX = 8
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
    const { markets, notes } = await lookedAt(context)
    const wish = { timeframe, direction, minConfidence: confidence, source }
    const listed = await signals.list({ markets, ...wish, open: true, limit: LISTED_MAX })
    const told = agreementsOf(listed)
    const { zone } = await lookOf(context)
    const more = told.length - SHOWN_MAX
    return {
      title: `${told.length === 0 ? 'No' : told.length} open ${told.length === 1 ? 'signal' : 'signals'}`,
      blocks: [
        ...(told.length === 0
          ? [text(nothingWords(markets.length))]
          : [signalTable(told.slice(0, SHOWN_MAX), { markets, now: signals.now() }), text('By: how many sources say the same.')]),
        ...(more > 0 ? [text(`${more} more are in the file: add the word csv.`)] : []),
        ...notes,
        text('Signals are what indicators and patterns say, and no advice. How they did: /record.'),
        fields({ Markets: String(markets.length), Source: sourceWords(market, zone) }),
        ...(wantsFile ? [signalsFile(told.flatMap(({ surest, others }) => [surest, ...others]))] : []),
      ],
      buttons: told.slice(0, OFFERED_MAX).map(({ surest }) => offer(surest, markets)),
    }
  },
})

/** The markets that are watched for all, after a look at whatever closed since the last one; `notes` say what could not be looked at. */
export async function lookedAt(
  context: Pick<Context<Services>, 'services' | 'signal' | 'progress'>,
): Promise<{ readonly markets: readonly WatchedMarket[]; readonly notes: readonly Block[] }> {
  const { services, signal, progress } = context
  const markets = await services.signals.watched(signal)
  const silent: string[] = []
  const found = await services.signals.matrix({
    markets,
    signal,
    progress: (done, of) => progress(done, of, 'Looking at closed candles'),
    failed: leftOut(silent),
  })
  const silence = silent.length === 0 ? [] : [text(`No candles came of ${silent.join(', ')}.`)]
  return { markets, notes: [...leftForLater(found.left, fieldsOf(found)), ...silence] }
}

/** Signals of several markets, what says the same in one row, at most 34 columns wide. */
export function signalTable(
  told: readonly Agreement<KeptSignal>[],
  { markets, now }: { readonly markets: readonly WatchedMarket[]; readonly now: number },
): Block {
  const byId = new Map(markets.map((market) => [market.id, market]))
  return table(
    [
      { title: 'Signal', align: 'left' },
      { title: 'Sure', align: 'right' },
      { title: 'By', align: 'right' },
      { title: 'Old', align: 'right' },
    ],
    told.map(({ surest: { marketId, timeframe, direction, confidence, at, source }, others }) => {
      const name = (byId.get(marketId)?.base ?? marketId).slice(0, NAME_CHARS_MAX)
      const sources = new Set([source, ...others.map((other) => other.source)])
      return [`${name} ${timeframe} ${direction}`, String(confidence), String(sources.size), showAge(now - at).replace(' ', '')]
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
