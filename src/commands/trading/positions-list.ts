import { z } from 'zod'
import { Decimal } from '../../basics/money.ts'
import { type Button, text } from '../../basics/reply.ts'
import type { PositionView } from '../../trading/trading.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { gainTone, gainWords, titled } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'
import { closedLately } from '../trade-list.ts'
import { positionBlocks } from './position-card.ts'
import { entryOf } from './trade-words.ts'

const CLOSE_BUTTONS_MAX = 3
const HEADER = [
  'code',
  'market',
  'owner',
  'quantity',
  'entry',
  'price',
  'value',
  'profit',
  'stop',
  'targets',
  'tag',
  'opened_ms',
  'price_at_ms',
]

export const positionsList = command({
  name: 'positions list',
  aliases: ['status'],
  summary: 'Show your open positions and how they stand',
  group: 'trading',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  menu: true,
  input: z.strictObject({ csv }),
  examples: ['/positions', '/status csv'],

  async run({ csv: wantsFile }, context) {
    const { trading, portfolio, market } = context.services
    const [views, { zone }] = await Promise.all([trading.positions(context.account.id), lookOf(context)])
    const lately = await closedLately(context.account.id, { portfolio, market, zone, open: views.length })
    const profit = profitOf(views)
    const ages = views.flatMap(({ quote }) => quote?.at ?? [])
    return {
      title: titled(titleOf(views, profit), context.services),
      tone: profit === undefined ? 'neutral' : gainTone(profit),
      blocks: [
        ...(views.length === 0 ? [text('For example: /buy btc $100')] : positionBlocks(views, market)),
        ...lately,
        text(
          `${ages.length === 0 ? '' : `The oldest of these prices is ${ageWords(market, Math.min(...ages))} old. `}Source: ${sourceWords(market, zone)}.`,
        ),
        ...(wantsFile ? [csvFile('positions.csv', HEADER, views.map(cellsOf))] : []),
      ],
      buttons: buttonsFor(views),
    }
  },
})

/** Of all together; undefined when they are not in one currency, or one has no price. */
function profitOf(views: readonly PositionView[]): Decimal | undefined {
  const isOne = new Set(views.map(({ position }) => position.quote)).size === 1
  if (!isOne || views.some(({ profit }) => profit === undefined)) return undefined
  return views.reduce((sum, { profit }) => sum.plus(profit ?? 0), new Decimal(0))
}

function titleOf(views: readonly PositionView[], profit: Decimal | undefined): string {
  if (views.length === 0) return 'You have no open positions'
  const count = views.length === 1 ? 'Your open position' : `Your ${views.length} open positions`
  return profit === undefined ? count : `${count}: ${gainWords(profit, views[0]?.position.quote ?? '')}`
}

function buttonsFor(views: readonly PositionView[]): readonly Button[] {
  return [
    ...views
      .slice(0, CLOSE_BUTTONS_MAX)
      .map(({ position: { code, base } }): Button => ({ kind: 'run', label: `Close ${base}`, command: 'close', input: { which: code } })),
    ...(views.length > 1 ? [{ kind: 'run', label: 'Close all', command: 'close', input: { which: 'all' } } as const] : []),
    { kind: 'run', label: 'Orders', command: 'orders list', input: {} },
    { kind: 'run', label: 'Refresh', command: 'positions list', input: {}, replaces: true },
  ]
}

function cellsOf({ position, quote, value, profit, stopNow }: PositionView): readonly string[] {
  const { code, marketId, owner, quantity, targets, tag, openedAt } = position
  return [
    code,
    marketId,
    owner,
    quantity.toFixed(),
    entryOf(position).toSignificantDigits(18).toFixed(),
    ...[quote?.last, value, profit, stopNow].map((amount) => amount?.toFixed() ?? ''),
    targets.map(({ price }) => price.toFixed()).join(' '),
    tag ?? '',
    String(openedAt),
    quote === undefined ? '' : String(quote.at),
  ]
}
