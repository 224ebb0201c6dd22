import { showDuration } from '../../basics/duration.ts'
import type { Decimal } from '../../basics/money.ts'
import { type Block, type Button, fields, type Reply } from '../../basics/reply.ts'
import { showAge, showAmount, showPercent, showPrice, showTime } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { Position } from '../../trading/positions/position.ts'
import type { PositionView } from '../../trading/trading.ts'
import { gainTone, gainWords, heldWords, moneyWords, titled } from '../portfolio-words.ts'
import type { Services } from '../services.ts'
import { ageWords } from '../source-words.ts'
import { awayWords, entryOf, isByHand, partWords, strategyWords, symbolOf } from './trade-words.ts'

/** Longer names would make the table too wide for a phone. */
const BASE_CHARS_MAX = 6

/** "0.002 BTC at 46,600.00, stop 45,668.00, target 48,464.00". */
export function positionLine({ quantity, cost, base, stop, targets, trail }: Position, tick: string | undefined): string {
  const price = (level: Decimal): string => showPrice(level, tick)
  return [
    `${showAmount(quantity, base)} at ${price(entryOf({ cost, quantity }))}`,
    stop === undefined ? 'no stop' : `stop ${price(stop)}`,
    ...(targets.length === 0
      ? []
      : [`${targets.length === 1 ? 'target' : 'targets'} ${targets.map((target) => price(target.price)).join(' and ')}`]),
    ...(trail === undefined ? [] : [`trail ${partWords(trail)}`]),
  ].join(', ')
}

/** Where and for whom a position is shown. */
interface ShownAt extends Pick<Services, 'market' | 'trading'> {
  readonly zone: string
}

/** One position, all that is known of it. */
export function positionCard(view: PositionView, at: ShownAt): Reply {
  const { market, zone } = at
  const { position, profit, profitShare } = view
  const share = profitShare === undefined ? '' : ` (${showPercent(profitShare.toNumber())})`
  const gain = profit === undefined ? 'no price now' : `${gainWords(profit, position.quote)}${share}`
  return {
    title: titled(`${symbolOf(position.marketId)} ${gain}`, at),
    tone: profit === undefined ? 'warning' : gainTone(profit),
    blocks: [fields({ ...holdingFields(view, market), ...exitFields(view, { market, zone }) })],
    buttons: [
      ...positionButtons(position, view.market.tick),
      { kind: 'run', label: 'Chart', command: 'chart', input: { market: position.marketId } },
      { kind: 'run', label: 'Refresh', command: 'positions show', input: { which: position.code }, replaces: true },
    ],
  }
}

/** What may be done with a position: each asks before it does. */
export function positionButtons({ code, cost, quantity, stop }: Position, tick: string | undefined): readonly Button[] {
  if (quantity.isZero()) return []
  const entry = tick === undefined ? undefined : entryOf({ cost, quantity }).toNearest(tick)
  return [
    { kind: 'run', label: 'Close half', command: 'close', input: { which: code, share: '50%' } },
    { kind: 'run', label: 'Close', command: 'close', input: { which: code } },
    ...(entry === undefined || stop?.gte(entry)
      ? []
      : [{ kind: 'run', label: 'Move stop to entry', command: 'modify', input: { what: code, sl: entry.toFixed() } } as const]),
  ]
}

function holdingFields({ position, market, quote, value }: PositionView, service: MarketService) {
  const { code, quantity, base, realised } = position
  const price = (level: Decimal): string => `${showPrice(level, market.tick)} ${market.quote}`
  return {
    Position: code,
    Size: showAmount(quantity, base),
    Entry: price(entryOf(position)),
    Price: quote === undefined ? 'none now' : `${price(quote.last)}, ${ageWords(service, quote.at)} old`,
    Worth: value === undefined ? 'unknown' : moneyWords(value, market.quote),
    Open: heldWords(service.now() - position.openedAt),
    ...(realised.isZero() ? {} : { 'Closed so far': gainWords(realised, market.quote) }),
    ...(position.tag === undefined ? {} : { [isByHand(position) ? 'Tag' : 'Strategy']: position.tag }),
  }
}

function exitFields(
  { position, market, quote, stopNow }: PositionView,
  { market: service, zone }: { market: MarketService; zone: string },
) {
  const { quantity, targets, trail, breakEven, closeAt } = position
  const entry = entryOf(position)
  const last = quote?.last ?? entry
  const at = (level: Decimal, part: Decimal): string =>
    `${showPrice(level, market.tick)} (${awayWords(level, last)} from here, ${gainWords(level.minus(entry).times(part), market.quote)})`
  return {
    Stop: stopNow === undefined ? 'none' : at(stopNow, quantity),
    ...Object.fromEntries(
      targets.map((target, index) => [
        targets.length === 1 ? 'Target' : `Target ${index + 1}`,
        `${at(target.price, target.quantity)} for ${showAmount(target.quantity, position.base)}`,
      ]),
    ),
    ...(trail === undefined ? {} : { Trail: `${partWords(trail)} below the peak of ${showPrice(position.peak, market.tick)}` }),
    ...(breakEven === undefined ? {} : { 'Break even': `after ${showPercent(breakEven.toNumber())}` }),
    ...(closeAt === undefined ? {} : { Closes: `${showTime(closeAt, zone)}, in ${showDuration(Math.max(0, closeAt - service.now()))}` }),
  }
}

/** Several positions, narrow enough for a phone: one line each, and what else there is to know below. */
export function positionBlocks(views: readonly PositionView[], service: MarketService): readonly Block[] {
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Coin', align: 'left' },
        { title: 'Profit', align: 'right' },
        { title: '%', align: 'right' },
        { title: 'Code', align: 'left' },
      ],
      rows: views.map(({ position, profit, profitShare }) => [
        position.base.slice(0, BASE_CHARS_MAX),
        profit === undefined ? '?' : (gainWords(profit, position.quote).split(' ')[0] ?? ''),
        profitShare === undefined ? '?' : showPercent(profitShare.toNumber()),
        position.code,
      ]),
    },
    fields(
      Object.fromEntries(
        views.map(({ position, market, value, stopNow }) => [
          `${position.base} ${position.code}`,
          `${strategyWords(position)}${positionLine({ ...position, stop: stopNow }, market.tick)}; worth ${value === undefined ? 'unknown' : moneyWords(value, market.quote)}, ${showAge(service.now() - position.openedAt)}`,
        ]),
      ),
    ),
  ]
}
