import { z } from 'zod'
import { type Block, fields, table } from '../../basics/reply.ts'
import { showAge, showAmount, showPrice, showTime } from '../../basics/show.ts'
import { option } from '../../chat/option.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { Fill, Order } from '../../trading/orders/order.ts'
import { isOver } from '../../trading/orders/order-state.ts'
import { lookOf } from '../company.ts'
import { moneyWords, reasonWords, titled } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { STATE_WORDS } from './order-list.ts'
import { codeOrMarket } from './order-options.ts'
import { dealWords, filledAt, namesLike, placeWords, symbolOf, ticksOf } from './trade-words.ts'

const FILLS_SHOWN_MAX = 10

export const ordersShow = command({
  name: 'orders show',
  aliases: ['order'],
  summary: 'Show one order, also one that is over, with its fills',
  group: 'trading',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({ which: option(codeOrMarket, { about: 'Its code, or the market of an open one' }) }),
  examples: ['/orders show btc', '/order btc'],
  suggest: {
    which: async (typed, { services: { trading }, account }) => namesLike(typed, (await trading.book(account.id)).orders),
  },

  async run({ which }, context) {
    const { account, services, signal } = context
    const { trading, market } = services
    const [{ order, fills }, tickOf, { zone }] = await Promise.all([
      trading.order(account.id, which),
      ticksOf(market, signal),
      lookOf(context),
    ])
    const tick = tickOf(order.marketId)
    return {
      title: titled(`${symbolOf(order.marketId)}: ${dealWords(order)} ${placeWords(order, tick)}`, services),
      tone: order.state === 'filled' ? 'good' : 'neutral',
      blocks: [
        fields({ ...stateFields(order, market), ...fillFields(order, tick), ...timeFields(order, zone) }),
        ...fillsOf(fills, { market, tick }),
      ],
      buttons: [
        ...(isOver(order) ? [] : [{ kind: 'run', label: 'Cancel', command: 'cancel', input: { which: order.code } } as const]),
        { kind: 'run', label: 'Chart', command: 'chart', input: { market: order.marketId } },
        { kind: 'run', label: 'Refresh', command: 'orders show', input: { which: order.code }, replaces: true },
      ],
    }
  },
})

function stateFields({ code, state, reason, owner, placedAt, tag, note, postOnly }: Order, market: MarketService) {
  return {
    Order: code,
    State: `${STATE_WORDS[state]}, placed ${showAge(market.now() - placedAt)} ago`,
    Reason: reasonWords({ reason, owner }),
    ...(postOnly ? { Only: 'if it rests first' } : {}),
    ...(tag === undefined ? {} : { Tag: tag }),
    ...(note === undefined ? {} : { Note: note }),
  }
}

function fillFields(order: Order, tick: string | undefined) {
  const { filled, quantity, base, quote, turnover, fees, reserved, side, expected } = order
  const at = filledAt(order)
  return {
    Filled: `${showAmount(filled, base)} of ${showAmount(quantity, base)}`,
    ...(at === undefined
      ? {}
      : {
          Average: `${showPrice(at, tick)} ${quote}, ${showPrice(expected, tick)} was expected`,
          Turnover: moneyWords(turnover, quote),
          Fees: moneyWords(fees, quote),
        }),
    ...(reserved.gt(0) ? { 'Held for it': moneyWords(reserved, side === 'buy' ? quote : base) } : {}),
  }
}

function timeFields({ expiresAt, placedAt }: Order, zone: string) {
  return { Placed: showTime(placedAt, zone), ...(expiresAt === undefined ? {} : { Expires: showTime(expiresAt, zone) }) }
}

function fillsOf(
  fills: readonly Fill[],
  { market, tick }: { readonly market: MarketService; readonly tick: string | undefined },
): readonly Block[] {
  if (fills.length === 0) return []
  return [
    table(
      [
        { title: 'Filled', align: 'right' },
        { title: 'Price', align: 'right' },
        { title: 'Ago', align: 'right' },
      ],
      fills
        .slice(0, FILLS_SHOWN_MAX)
        .map(({ quantity, price, at }) => [quantity.toDecimalPlaces(8).toFixed(), showPrice(price, tick), showAge(market.now() - at)]),
    ),
  ]
}
