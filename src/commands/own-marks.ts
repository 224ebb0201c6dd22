import type { Decimal } from '../basics/money.ts'
import { Refusal } from '../basics/refusal.ts'
import type { PriceMark } from '../charts/charts.ts'
import type { Context } from '../chat/command.ts'
import { reaches, roleOf } from '../chat/may-call.ts'
import type { Book } from '../trading/book.ts'
import { stopNow } from '../trading/positions/stop-now.ts'
import type { Services } from './services.ts'

/** The caller's own entries, stops, targets and orders in a market. None in company, where they would tell on the caller, and none of an account that is at another time or source. */
export async function ownMarks(
  marketId: string,
  { account, place, services }: Pick<Context<Services>, 'account' | 'place' | 'services'>,
): Promise<readonly PriceMark[]> {
  if (!place.private || !reaches(roleOf(account), 'trader')) return []
  try {
    return marksOf(await services.trading.book(account.id), marketId)
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

function marksOf({ positions, orders }: Pick<Book, 'positions' | 'orders'>, marketId: string): readonly PriceMark[] {
  const mark = (price: Decimal, label: string, tone: PriceMark['tone']): PriceMark => ({ price: price.toNumber(), label, tone })
  const held = positions.filter((position) => position.marketId === marketId)
  const waiting = orders.filter((order) => order.marketId === marketId && order.type !== 'market')
  return [
    ...held.flatMap((position) => {
      const stop = stopNow(position)
      return [
        mark(position.cost.div(position.quantity), 'Entry', 'neutral'),
        ...(stop === undefined ? [] : [mark(stop, 'Stop', 'bad')]),
        ...position.targets.map(({ price }, index) =>
          mark(price, position.targets.length === 1 ? 'Target' : `Target ${index + 1}`, 'good'),
        ),
      ]
    }),
    ...waiting.map(({ trigger, limit, side }) => mark(trigger ?? limit, side === 'buy' ? 'Buy' : 'Sell', 'neutral')),
  ]
}
