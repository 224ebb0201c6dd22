import type { Context } from '../../chat/command.ts'
import type { Subscription } from '../../signals/signal-ports.ts'
import type { Services } from '../services.ts'

/** "signals of BTC/USDT in 4h from 70 on". */
export function subscriptionWords({
  marketId,
  timeframe,
  minConfidence,
}: Pick<Subscription, 'marketId' | 'timeframe' | 'minConfidence'>): string {
  const market = marketId === undefined ? 'all markets' : marketId.slice(marketId.indexOf(':') + 1)
  return `signals of ${market}${timeframe === undefined ? '' : ` in ${timeframe}`}, from confidence ${minConfidence} on`
}

/** What is told here: a person's own subscriptions in private, those of the chat in company. */
export function heardHere({
  account,
  place,
  services,
}: Pick<Context<Services>, 'account' | 'place' | 'services'>): Promise<readonly Subscription[]> {
  const { platform, chatId } = place
  return services.subscriptions.of(place.private ? { userId: account.id } : { platform, chatId })
}
