import { z } from 'zod'
import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import { picture, text } from '../../basics/reply.ts'
import { showPrice, showTime } from '../../basics/show.ts'
import { lengthOf } from '../../basics/timeframe.ts'
import { CANDLES_SHOWN_MAX } from '../../charts/charts.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import { isMeant } from '../../trading/choose.ts'
import { lookOf } from '../company.ts'
import { accountBadge, gainWords, heldWords, reasonWords } from '../portfolio-words.ts'
import { command, type Services } from '../services.ts'
import { toneOf } from '../source-words.ts'

const NAME_CHARS_MAX = 60

/** What a card tells of, whether it is over or not. Money is in the quote currency. */
interface Outcome {
  readonly marketId: string
  readonly symbol: string
  readonly status: string
  readonly cost: Decimal
  readonly quantity: Decimal
  readonly leaving: Decimal
  /** "Exit", or "Now" while it is open. */
  readonly leavingLabel: string
  readonly profit: Decimal
  readonly quote: string
  readonly from: number
  readonly to: number
}

export const card = command({
  name: 'card',
  summary: 'Make a picture of a result that you can share',
  group: 'portfolio',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  cost: 5,
  input: z.strictObject({
    name: option(z.string().trim().max(NAME_CHARS_MAX).optional(), {
      about: 'A position or a trade, by its code or market; else the position that is open, or the last trade',
    }),
    amount: option(z.boolean().default(false), { about: 'Show the money too, not just the percentage' }),
  }),
  examples: ['/card', '/card BTC amount'],

  async run({ name, amount }, context) {
    const { charts, market } = context.services
    const { zone, palette } = await lookOf(context)
    const outcome = await findOutcome(name, context)
    const { cost, quantity, leaving, leavingLabel, profit, quote, symbol, status, from, to } = outcome
    const { tick } = await market.find(outcome.marketId, context.signal)
    const change = cost.gt(0) ? profit.div(cost).toNumber() : 0
    const winRate = (await context.services.portfolio.results(context.account.id, undefined)).metrics.winRate
    const drawing = await charts.card(
      {
        badge: accountBadge(context.services),
        symbol,
        status,
        change,
        ...(amount ? { amount: gainWords(profit, quote) } : {}),
        figures: [
          { label: 'Entry', value: showPrice(cost.div(quantity), tick) },
          { label: leavingLabel, value: showPrice(leaving, tick) },
          { label: 'Held', value: heldWords(to - from) },
          ...(winRate === undefined ? [] : [{ label: 'Win rate', value: `${(winRate * 100).toFixed(0)}%` }]),
        ],
        prices: await pricesOf(outcome, context),
        foot: `Paper trade · ${showTime(to, zone)} · not financial advice`,
        palette,
      },
      context.signal,
    )
    return {
      title: `${symbol}, ${status.toLowerCase()}`,
      tone: toneOf(change),
      blocks: [
        picture(drawing),
        text(
          amount
            ? 'The picture shows your money: think before you share it.'
            : 'The picture shows no amounts, so it is safe to share. To have them in it: /card amount',
        ),
      ],
    }
  },
})

/** The open position or the closed trade that is meant. */
async function findOutcome(name: string | undefined, context: Context<Services>): Promise<Outcome> {
  const { trading, portfolio, market } = context.services
  const isWanted = (thing: Parameters<typeof isMeant>[1]): boolean => name === undefined || isMeant(name, thing)
  const open = (await trading.positions(context.account.id)).find(({ position }) => isWanted(position))
  if (open?.quote !== undefined && open.profit !== undefined) {
    const { position, quote, profit, market: traded } = open
    return {
      ...position,
      symbol: traded.symbol,
      status: 'LONG',
      leaving: quote.last,
      leavingLabel: 'Now',
      profit,
      from: position.openedAt,
      to: market.now(),
    }
  }
  const closed = (await portfolio.trades(context.account.id, TRADES_MAX)).find(({ trade, ...names }) =>
    isWanted({ ...names, marketId: trade.marketId }),
  )
  if (closed === undefined) throw noOutcome(name)
  const { trade, symbol, quote } = closed
  return {
    ...trade,
    symbol,
    quote,
    status: `CLOSED, ${reasonWords(trade).toUpperCase()}`,
    leaving: trade.proceeds.div(trade.quantity),
    leavingLabel: 'Exit',
    profit: trade.pnl,
    from: trade.openedAt,
    to: trade.closedAt,
  }
}

const TRADES_MAX = 1000

function noOutcome(name: string | undefined): Refusal {
  return name === undefined
    ? new Refusal('not-found', 'There is no result to show yet.', { hint: 'Open a position first: /buy BTC $100' })
    : new Refusal('not-found', `No position or trade of yours is called ${name}.`, { hint: 'Yours: /positions, /trades' })
}

/** The closes from the entry to the end, in the finest candles that fit; none where there are none. */
async function pricesOf({ marketId, from, to }: Outcome, { services, signal }: Context<Services>): Promise<readonly number[]> {
  const market = await services.market.find(marketId, signal)
  const fitting = services.market.timeframes(market).find((each) => (to - from) / lengthOf(each) < CANDLES_SHOWN_MAX)
  if (fitting === undefined) return []
  const limit = Math.max(2, Math.ceil((to - from) / lengthOf(fitting)))
  const { candles } = await services.market.candles({ market, timeframe: fitting, limit, to }, signal)
  return [...candles.close]
}
