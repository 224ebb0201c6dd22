import { showDuration } from '../../basics/duration.ts'
import type { Decimal } from '../../basics/money.ts'
import { fields, type Reply, text } from '../../basics/reply.ts'
import { showAmount, showPercent, showPrice } from '../../basics/show.ts'
import type { MarketService } from '../../market/market-service.ts'
import type { Draft, Size } from '../../trading/trading.ts'
import { gainWords, moneyWords, titled } from '../portfolio-words.ts'
import { ageWords } from '../source-words.ts'
import { awayWords, partWords, placeWords, waitsFor } from './trade-words.ts'

const SECOND_MS = 1000
/** Lots and fees alone make it differ by less. */
const CUT_BELOW = 0.9

/** What an order would do, for whoever is to say yes to it. `now` is wall time. */
export function orderCard(draft: Draft, { market, now }: { readonly market: MarketService; readonly now: number }): Reply {
  const { ticket, quote } = draft
  const verb = ticket.side === 'buy' ? 'Buy' : 'Sell'
  const seconds = Math.max(0, Math.round((draft.expiresAt - now) / SECOND_MS))
  return {
    title: titled(`${verb} ${draft.market.symbol}?`, { trading: draft.book, market }),
    tone: 'warning',
    blocks: [
      fields({
        Order: orderWords(draft),
        ...moneyFields(draft),
        ...(ticket.side === 'buy' ? entryFields(draft) : {}),
        'Exposure after': `${partWords(draft.exposureAfter)} of equity`,
        Price: `${showPrice(quote.last, draft.market.tick)} ${draft.market.quote}, ${ageWords(market, quote.at)} old`,
      }),
      text(`Good for ${seconds} s.`),
    ],
  }
}

function orderWords({ orders, quantity, market, ticket }: Draft): string {
  const [first] = orders
  if (first === undefined) return 'nothing'
  const amount = showAmount(quantity, market.base)
  const kind = first.group?.kind
  if (kind === undefined)
    return `${amount} ${placeWords(first, market.tick)}${ticket.postOnly ? ', only if it rests first' : ''}${restWords(ticket.restMs)}`
  if (kind === 'oco')
    return `${amount} ${orders.map((order) => placeWords(order, market.tick)).join(', or ')}; the first one cancels the other`
  const prices = orders.map(waitsFor)
  const last = prices.at(-1) ?? waitsFor(first)
  const line = `${orders.length} orders from ${showPrice(waitsFor(first), market.tick)} to ${showPrice(last, market.tick)}`
  const again = kind === 'grid' ? '; each one that fills is sold one line higher, and so on' : ''
  return `${amount} in ${line}${again}${restWords(ticket.restMs)}`
}

function restWords(restMs: number | undefined): string {
  return restMs === undefined ? '' : `, for ${showDuration(restMs)} at most`
}

function moneyFields({ ticket, market, cost, fee, reserve, slippage, orders }: Draft): Readonly<Record<string, string>> {
  const { quote } = market
  const buys = ticket.side === 'buy'
  return {
    [buys ? 'Cost' : 'Brings']: `about ${moneyWords(cost, quote)}`,
    Fee: `about ${moneyWords(fee, quote)}`,
    ...(buys ? { 'Held at most': moneyWords(reserve, quote) } : {}),
    ...(orders[0]?.type === 'market' ? { 'Expected slippage': partWords(slippage) } : {}),
  }
}

/** A size by risk is cut to what the limits let pass, which is less than was asked for. */
function cutWords(size: Size, riskShare: Decimal): string {
  if (size.kind !== 'risk' || riskShare.gte(size.share.times(CUT_BELOW))) return ''
  return `, less than the ${partWords(size.share)} you said: your limits let no larger position pass`
}

function entryFields({ ticket, market, entry, quantity, stop, targets, usual, risk, riskShare, reward, book }: Draft) {
  const price = (level: Decimal): string => showPrice(level, market.tick)
  const gainAt = (level: Decimal, part: Decimal): string => gainWords(level.minus(entry).times(part), market.quote)
  const { trail, breakEven, keepMs } = ticket
  return {
    Entry: `${price(entry)} ${market.quote}`,
    Stop:
      stop === undefined
        ? 'none, so all of it counts as risk'
        : `${price(stop)} (${awayWords(stop, entry)}, ${gainAt(stop, quantity)})${usual.stop ? ', the usual one' : ''}`,
    ...Object.fromEntries(
      targets.map(({ price: level, share }, index) => [
        targets.length === 1 ? 'Target' : `Target ${index + 1}`,
        `${price(level)} (${awayWords(level, entry)}, ${gainAt(level, quantity.times(share))})${share.eq(1) ? '' : ` for ${partWords(share)}`}${usual.target ? ', the usual one' : ''}`,
      ]),
    ),
    ...(targets.length === 0 ? { Target: 'none' } : {}),
    ...(trail === undefined ? {} : { Trail: `the stop follows ${partWords(trail)} below the peak` }),
    ...(breakEven === undefined ? {} : { 'Break even': `the stop moves to the entry after ${showPercent(breakEven.toNumber())}` }),
    ...(keepMs === undefined ? {} : { 'Kept for': `${showDuration(keepMs)} at most` }),
    Risk: `${moneyWords(risk, book.asset)} (${partWords(riskShare)} of equity)${cutWords(ticket.size, riskShare)}`,
    'Reward to risk': reward === undefined ? 'not known' : `${reward.toFixed(2)}`,
  }
}
