import type { Decimal } from '../../basics/money.ts'
import { showPrice } from '../../basics/show.ts'
import type { Order } from '../../trading/orders/order.ts'
import type { Position } from '../../trading/positions/position.ts'
import type { Level, OrderChange, PositionView, Size } from '../../trading/trading.ts'
import { gainWords } from '../portfolio-words.ts'
import { awayWords, dealWords, entryOf, partWords, placeWords } from './trade-words.ts'

/** Stop, targets and trail of a position, as they are and as they would be. */
export function exitsBeforeAndAfter({ position, market, quote, stopNow }: PositionView, after: Position): Readonly<Record<string, string>> {
  const entry = entryOf(position)
  const stop = (level: Decimal | undefined): string =>
    level === undefined
      ? 'none'
      : `${showPrice(level, market.tick)} (${gainWords(level.minus(entry).times(position.quantity), market.quote)})`
  const targets = ({ targets: all }: Position): string =>
    all.length === 0 ? 'none' : all.map(({ price }) => `${showPrice(price, market.tick)} (${awayWords(price, entry)})`).join(' and ')
  const trail = (share: Decimal | undefined): string => (share === undefined ? 'none' : partWords(share))
  const lines = {
    Stop: [stop(stopNow), stop(after.stop)],
    Targets: [targets(position), targets(after)],
    Trail: [trail(position.trail), trail(after.trail)],
  }
  return {
    ...Object.fromEntries(
      Object.entries(lines).map(([name, [before, now]]) => [name, before === now ? `${before}, unchanged` : `${before} becomes ${now}`]),
    ),
    Entry: showPrice(entry, market.tick),
    ...(quote === undefined ? {} : { Price: showPrice(quote.last, market.tick) }),
  }
}

/** What is to be different of an order. */
export function orderChangeWords(
  { price, size, stop, targets, trail }: OrderChange,
  { order, tick }: ChangedOrder,
): Readonly<Record<string, string>> {
  const words = (level: Level, where: string): string =>
    'price' in level ? showPrice(level.price, tick) : `${partWords(level.away)} ${where}`
  const side = order.side === 'buy' ? 'below' : 'above'
  return {
    'As it is': `${dealWords(order)} ${placeWords(order, tick)}`,
    ...(price === undefined ? {} : { 'New price': words(price, `${side} the price of now`) }),
    ...(size === undefined ? {} : { 'New size': sizeWords(size) }),
    ...(stop === undefined ? {} : { 'New stop': stop === 'none' ? 'none' : words(stop, 'below the entry') }),
    ...(targets === undefined
      ? {}
      : { 'New targets': targets === 'none' ? 'none' : targets.map(({ level }) => words(level, 'above the entry')).join(' and ') }),
    ...(trail === undefined ? {} : { 'New trail': trail === 'none' ? 'none' : partWords(trail) }),
  }
}

interface ChangedOrder {
  readonly order: Order
  readonly tick: string | undefined
}

function sizeWords(size: Size): string {
  if (size.kind === 'max') return 'all that is there'
  if ('share' in size) return partWords(size.share)
  return size.kind === 'money' ? `$${size.amount.toFixed()}` : size.amount.toFixed()
}
