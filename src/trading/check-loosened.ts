import { Decimal } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import { showAmount, showPercent, showPrice } from '../basics/show.ts'
import { readStanding } from './account-facts.ts'
import type { Book } from './book.ts'
import type { Position } from './positions/position.ts'
import { stopNow } from './positions/stop-now.ts'
import type { PositionView } from './trading.ts'
import type { TradingParts } from './trading-parts.ts'

const NOTHING = new Decimal(0)

/** A stop that is lowered or taken away raises what the position may lose, so it is held to the same limit as an entry. Refuses what goes beyond, and says from where on a stop would pass. */
export async function checkLoosened(
  { past, market, gate }: Pick<TradingParts, 'past' | 'market' | 'gate'>,
  book: Book,
  { before, after }: { readonly before: PositionView; readonly after: Position },
): Promise<void> {
  const { value, market: traded } = before
  const stop = stopNow(after) ?? NOTHING
  if (value === undefined || stop.gte(before.stopNow ?? NOTHING)) return
  const [{ standing }, { tradeRisk }, rate] = await Promise.all([
    readStanding({ past, market }, book, undefined),
    gate.defaults(book.userId),
    market.rate(after.quote, book.asset),
  ])
  if (rate === undefined) throw new Refusal('unavailable', `There is no price of ${after.quote} right now, so I cannot weigh that stop.`)
  const most = standing.equity.mul(tradeRisk).div(rate.price)
  const loss = value.minus(stop.mul(after.quantity))
  if (loss.lte(most)) return
  const passes = value.minus(most).div(after.quantity).div(traded.tick).ceil().mul(traded.tick)
  const could = `The position could lose ${showAmount(loss.toDecimalPlaces(2), after.quote)} there`
  throw new Refusal(
    'over-limit',
    `${could}, and one trade may lose ${showPercent(tradeRisk.toNumber()).slice(1)} of equity: ${showAmount(most.toDecimalPlaces(2), after.quote)}.`,
    {
      hint: `A stop from ${showPrice(passes, traded.tick)} on would pass. The limit: /risk limits`,
    },
  )
}
