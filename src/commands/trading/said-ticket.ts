import { showDuration } from '../../basics/duration.ts'
import type { Decimal } from '../../basics/money.ts'
import { Refusal } from '../../basics/refusal.ts'
import type { Side } from '../../trading/orders/order.ts'
import type { Level, Size, Ticket } from '../../trading/trading.ts'
import type { OrderWords, SaidOrder } from './order-options.ts'
import type { SaidLevel, SaidLine, SaidTarget } from './order-words.ts'

const CONTRADICTIONS: readonly (readonly [keyof SaidOrder, keyof SaidOrder])[] = [
  ['amount', 'risk'],
  ['sl', 'nostop'],
  ['tp', 'notarget'],
  ['grid', 'price'],
  ['grid', 'stop'],
]
const ONLY_FOR_BUYS: readonly (keyof SaidOrder)[] = ['sl', 'tp', 'trail', 'be', 'for', 'risk', 'grid']

/** What is to be traded: of which market, and which way. */
export interface Wish {
  readonly side: Side
  readonly marketId: string
}

/** The ticket that somebody's words come to. Refuses words that contradict each other, and an order of no size. */
export function ticketOf(said: SaidOrder, { side, marketId }: Wish): Ticket {
  checkAgreement(said, side)
  const { tp, trail, be, for: keepMs, rest: restMs, post, reduce, tag } = said
  const buys = side === 'buy'
  return {
    side,
    marketId,
    size: sizeOf(said, side),
    ...placeOf(said, side),
    ...(said.stop !== undefined && { trigger: levelOf('stop', said.stop, buys ? '+' : '-') }),
    ...(said.grid !== undefined && { grid: true }),
    ...stopOf(said),
    targets: said.notarget ? 'none' : (tp ?? []).map(targetOf),
    ...(trail !== undefined && { trail }),
    ...(be !== undefined && { breakEven: be }),
    ...(keepMs !== undefined && { keepMs }),
    ...(restMs !== undefined && { restMs }),
    ...(post && { postOnly: true }),
    ...(reduce && { reduceOnly: true }),
    ...(tag !== undefined && { tag }),
  }
}

/** The words that a ticket was read from, for a button that says them again. */
export function wordsOf(ticket: Ticket): OrderWords {
  const { size, trail, breakEven, keepMs, restMs, postOnly, reduceOnly, tag } = ticket
  return {
    ...sizeWords(size),
    ...placeWords(ticket),
    ...exitWords(ticket),
    ...(trail !== undefined && { trail: percentWords(trail) }),
    ...(breakEven !== undefined && { be: percentWords(breakEven) }),
    ...(keepMs !== undefined && { for: showDuration(keepMs) }),
    ...(restMs !== undefined && { rest: showDuration(restMs) }),
    ...(postOnly && { post: true }),
    ...(reduceOnly && { reduce: true }),
    ...(tag !== undefined && { tag }),
  }
}

function placeWords({ side, at, trigger, grid }: Ticket): OrderWords {
  const sign = side === 'buy' ? '-' : '+'
  const words = at && levelWords(at.from, sign) + (at.to === undefined ? '' : `..${levelWords(at.to, sign)}:${at.count}`)
  return {
    ...(words !== undefined && (grid ? { grid: words } : { price: words })),
    ...(trigger !== undefined && { stop: levelWords(trigger) }),
  }
}

function exitWords({ stop, targets }: Ticket): OrderWords {
  return {
    ...(stop === 'none' ? { nostop: true } : stop !== undefined && { sl: levelWords(stop) }),
    ...(targets === 'none' ? { notarget: true } : targets.length > 0 && { tp: targets.map(targetWords) }),
  }
}

function sizeWords(size: Size): Pick<OrderWords, 'amount' | 'risk'> {
  switch (size.kind) {
    case 'base':
      return { amount: size.amount.toFixed() }
    case 'money':
      return { amount: `$${size.amount.toFixed()}` }
    case 'share':
      return { amount: percentWords(size.share) }
    case 'risk':
      return { risk: percentWords(size.share) }
    case 'max':
      return { amount: 'max' }
  }
}

/** A level on the side where it must lie; a sign that says the other side is refused. */
export function levelOf(what: string, level: SaidLevel, sign: '+' | '-'): Level {
  if ('price' in level) return level
  if (level.sign === undefined || level.sign === sign) return { away: level.away }
  throw new Refusal('bad-input', `${what}: expected a distance ${sign === '+' ? 'above' : 'below'}.`, {
    hint: `For example: ${what} ${sign}${percentWords(level.away)}`,
  })
}

export function targetOf({ level, share }: SaidTarget): { readonly level: Level; readonly share?: Decimal } {
  return { level: levelOf('tp', level, '+'), ...(share !== undefined && { share }) }
}

function checkAgreement(said: SaidOrder, side: Side): void {
  const isSaid = (name: keyof SaidOrder): boolean => said[name] !== undefined && said[name] !== false
  const clash = CONTRADICTIONS.find(([first, second]) => isSaid(first) && isSaid(second))
  if (clash !== undefined) throw new Refusal('bad-input', `${clash.join(' and ')} contradict each other.`, { hint: 'Say one of them.' })
  if (said.post && said.price === undefined && said.grid === undefined)
    throw new Refusal('bad-input', 'Only an order with a price can rest first.', { hint: 'For example: @-1% post' })
  if (side === 'buy' && said.reduce)
    throw new Refusal('bad-input', 'A buy makes no position smaller.', { hint: 'For example: /sell btc 50%' })
  const exit = side === 'sell' ? ONLY_FOR_BUYS.find(isSaid) : undefined
  if (exit !== undefined)
    throw new Refusal('bad-input', `${exit} is for buys: a sell ends a position.`, { hint: 'To set the stop of one: /modify btc sl 58k' })
}

function sizeOf({ amount, risk }: SaidOrder, side: Side): Size {
  if (risk !== undefined) return { kind: 'risk', share: risk }
  if (amount !== undefined) return amount
  throw new Refusal('bad-input', `How much do you want to ${side}?`, { hint: 'For example: $100, 0.01, 10%, risk 1% or max' })
}

function placeOf({ price, grid }: SaidOrder, side: Side): Pick<Ticket, 'at'> {
  const sign = side === 'buy' ? '-' : '+'
  const lineOf = ({ from, to, count }: SaidLine) => ({ from: levelOf('@', from, sign), to: levelOf('@', to, sign), count })
  if (grid !== undefined) return { at: lineOf(grid) }
  if (price === undefined) return {}
  return { at: 'count' in price ? lineOf(price) : { from: levelOf('@', price, sign) } }
}

function stopOf({ sl, nostop }: SaidOrder): Pick<Ticket, 'stop'> {
  if (nostop) return { stop: 'none' }
  return sl === undefined ? {} : { stop: levelOf('sl', sl, '-') }
}

function levelWords(level: Level, sign = ''): string {
  return 'price' in level ? level.price.toFixed() : `${sign}${percentWords(level.away)}`
}

function targetWords({ level, share }: { readonly level: Level; readonly share?: Decimal }): string {
  return share === undefined ? levelWords(level) : `${levelWords(level)}:${percentWords(share)}`
}

function percentWords(share: Decimal): string {
  return `${share.times(100).toFixed()}%`
}
