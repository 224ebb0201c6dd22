import { z } from 'zod'
import { type Reply, text } from '../../basics/reply.ts'
import { showAmount, showTime } from '../../basics/show.ts'
import { DAY_MS, MINUTE_MS } from '../../basics/timeframe.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { NamedTrade } from '../../trading/portfolio/portfolio.ts'
import { sumOf } from '../../trading/portfolio/valuation.ts'
import { lookOf } from '../company.ts'
import { csvFile } from '../csv.ts'
import { csv } from '../inputs.ts'
import { gainTone, gainWords, titled } from '../portfolio-words.ts'
import { command, type Services } from '../services.ts'
import { sourceWords } from '../source-words.ts'
import { shareOf, tradeList } from '../trade-list.ts'

const ROWS_SHOWN_MAX = 10
const TRADES_MAX = 10_000
const TRADE_HEADER =
  'code,market,quantity,entry_price,exit_price,cost,proceeds,fees,pnl,pnl_percent,currency,opened_at_ms,closed_at_ms,held_minutes,exit_reason,tag,owner,note'.split(
    ',',
  )
const LOT_HEADER = 'asset,currency,quantity,bought_at_ms,sold_at_ms,days_held,cost,proceeds,gain'.split(',')

export const trades = command({
  name: 'trades',
  aliases: ['th'],
  summary: 'List your closed trades, or the lots behind them for your taxes',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({
    lots: option(z.boolean().default(false), { about: 'Match sales with purchases, first in, first out' }),
    csv,
  }),
  examples: ['/trades', '/trades csv', '/trades lots csv'],

  run: ({ lots, csv: wantsFile }, context) => (lots ? listLots(wantsFile, context) : listTrades(wantsFile, context)),
})

async function listTrades(wantsFile: boolean, context: Context<Services>): Promise<Reply> {
  const { portfolio, market, journal } = context.services
  const { zone } = await lookOf(context)
  const found = await portfolio.trades(context.account.id, wantsFile ? TRADES_MAX : ROWS_SHOWN_MAX)
  if (found.length === 0)
    return {
      title: titled('No trades yet', context.services),
      blocks: [text('A trade is listed here once its position, or a part of it, is sold: /sell, /close, a stop or a target.')],
    }
  const notes = new Map((wantsFile ? await journal.list(context.account.id) : []).map(({ tradeId, words }) => [tradeId, words]))
  return {
    title: titled(found.length === 1 ? 'Your trade' : `Your last ${Math.min(found.length, ROWS_SHOWN_MAX)} trades`, context.services),
    tone: gainTone(sumOf(found.slice(0, ROWS_SHOWN_MAX).map(({ trade }) => trade.pnl))),
    blocks: [
      tradeList(found.slice(0, ROWS_SHOWN_MAX), zone),
      text(
        `Results are net of fees. Source: ${sourceWords(market, zone)}. A note on one: /journal add what I learned trade ${found[0]?.code}`,
      ),
      ...(wantsFile
        ? [
            csvFile(
              'trades.csv',
              TRADE_HEADER,
              found.map((each) => cellsOf(each, notes.get(each.trade.id))),
            ),
          ]
        : []),
    ],
    buttons: wantsFile ? [] : [{ kind: 'run', label: 'As a file', command: 'trades', input: { csv: true } }],
  }
}

function cellsOf({ trade, code, symbol, quote }: NamedTrade, note = ''): readonly string[] {
  const { quantity, cost, proceeds, fees, pnl, openedAt, closedAt, reason, tag = '', owner } = trade
  const price = (money: NamedTrade['trade']['cost']): string => money.div(quantity).toSignificantDigits(12).toFixed()
  return [
    code,
    symbol,
    quantity.toFixed(),
    price(cost),
    price(proceeds),
    ...[cost, proceeds, fees, pnl].map((money) => money.toFixed()),
    (shareOf(trade) * 100).toFixed(4),
    quote,
    String(openedAt),
    String(closedAt),
    String(Math.round((closedAt - openedAt) / MINUTE_MS)),
    reason,
    tag,
    owner,
    note,
  ]
}

async function listLots(wantsFile: boolean, context: Context<Services>): Promise<Reply> {
  const { zone } = await lookOf(context)
  const { sold, open } = await context.services.portfolio.lots(context.account.id)
  const file = csvFile(
    'lots.csv',
    LOT_HEADER,
    [...sold, ...open.map((lot) => ({ ...lot, soldAt: undefined, proceeds: undefined, gain: undefined }))].map((lot) => [
      lot.base,
      lot.quote,
      lot.quantity.toFixed(),
      String(lot.boughtAt),
      lot.soldAt === undefined ? '' : String(lot.soldAt),
      lot.soldAt === undefined ? '' : String(Math.floor((lot.soldAt - lot.boughtAt) / DAY_MS)),
      lot.cost.toFixed(18),
      lot.proceeds?.toFixed(18) ?? '',
      lot.gain?.toFixed(18) ?? '',
    ]),
  )
  if (sold.length + open.length === 0)
    return {
      title: titled('No lots yet', context.services),
      blocks: [text('A lot is what one purchase brought. Nothing was bought so far.')],
    }
  return {
    title: titled(`${sold.length} sold and ${open.length} open ${open.length === 1 ? 'lot' : 'lots'}`, context.services),
    blocks: [
      ...(sold.length === 0
        ? []
        : [
            {
              kind: 'fields',
              fields: sold.slice(-ROWS_SHOWN_MAX).map(({ quantity, base, quote, boughtAt, gain }) => ({
                label: `${showAmount(quantity, base)} of ${showTime(boughtAt, zone)}`,
                value: gainWords(gain, quote),
              })),
            } as const,
          ]),
      text('First in, first out, with fees, for each pair of currencies. This is no tax advice.'),
      ...(wantsFile ? [file] : []),
    ],
    buttons: wantsFile ? [] : [{ kind: 'run', label: 'As a file', command: 'trades', input: { lots: true, csv: true } }],
  }
}
