import type { Decimal } from '../../basics/money.ts'
import { showPercent, showPrice } from '../../basics/show.ts'
import type { Order } from '../../trading/orders/order.ts'
import type { Position } from '../../trading/positions/position.ts'
import type { Level, OrderChange, PositionView, Size } from '../../trading/trading.ts'
import { gainWords } from '../portfolio-words.ts'
import { awayWords, dealWords, entryOf, placeWords } from './trade-words.ts'

/** Stop, targets and trail of a position, as they are and as they would be. */
export function exitsBeforeAndAfter({ position, market, quote, stopNow }: PositionView, after: Position): Readonly<Record<string, string>> {
  const entry = entryOf(position)
  const stop = (level: Decimal | undefined): string =>
    level === undefined
      ? 'none'
      : `${showPrice(level, market.tick)} (${gainWords(level.minus(entry).times(position.quantity), market.quote)})`
  const targets = ({ targets: all }: Position): string =>
    all.length === 0 ? 'none' : all.map(({ price }) => `${showPrice(price, market.tick)} (${awayWords(price, entry)})`).join(' and ')
  const trail = (share: Decimal | undefined): string => (share === undefined ? 'none' : percent(share))
  const lines = {
    Stop: [stop(stopNow), stop(after.stop)],
    Targets: [targets(position), targets(after)],
    Trail: [trail(position.trail), trail(after.trail)],
  }
  return {
    ...Object.fromEntries(
      Object.entries(lines).map(([name, [before, now]]) => [name, before === now ? `${before}, as it is` : `${before} becomes ${now}`]),
    ),
    Entry: showPrice(entry, market.tick),
    ...(quote === undefined ? {} : { Price: showPrice(quote.last, market.tick) }),
  }
}

export function orderBeforeAndAfter(order: Order, tick: string | undefined): Readonly<Record<string, string>> {
  return { 'As it is': `${dealWords(order)} ${placeWords(order, tick)}` }
}

/** What is to be different of an order. */
export function changeWords(
  { price, size, stop, targets, trail }: OrderChange,
  tick: string | undefined,
): Readonly<Record<string, string>> {
  return {
    ...(price === undefined ? {} : { Price: levelWords(price, tick) }),
    ...(size === undefined ? {} : { Size: sizeWords(size) }),
    ...(stop === undefined ? {} : { Stop: stop === 'none' ? 'none' : levelWords(stop, tick) }),
    ...(targets === undefined
      ? {}
      : { Targets: targets === 'none' ? 'none' : targets.map(({ level }) => levelWords(level, tick)).join(' and ') }),
    ...(trail === undefined ? {} : { Trail: trail === 'none' ? 'none' : percent(trail) }),
  }
}

function levelWords(level: Level, tick: string | undefined): string {
  return 'price' in level ? showPrice(level.price, tick) : `${percent(level.away)} away`
}

function sizeWords(size: Size): string {
  if (size.kind === 'max') return 'all that is there'
  if ('share' in size) return percent(size.share)
  return size.kind === 'money' ? `$${size.amount.toFixed()}` : size.amount.toFixed()
}

function percent(share: Decimal): string {
  return showPercent(share.toNumber()).replace('+', '')
}
