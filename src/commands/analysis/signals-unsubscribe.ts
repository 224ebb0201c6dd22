import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { WhichSubscriptions } from '../../signals/signal-ports.ts'
import { timeframe } from '../inputs.ts'
import { managedServer } from '../server-card.ts'
import { command, type Services } from '../services.ts'
import { anyMarket } from './signal-inputs.ts'
import { heardHere, subscriptionWords } from './subscription-words.ts'

export const signalsUnsubscribe = command({
  name: 'signals unsubscribe',
  aliases: ['unsubscribe'],
  summary: 'Be told of no more signals, or only not of a market or timeframe',
  group: 'analysis',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({
    topic: option(z.enum(['signals']).optional(), { about: 'What to hear no more of: signals', anywhere: true }),
    market: anyMarket,
    timeframe,
  }),
  examples: ['/unsubscribe signals BTC 4h', '/signals unsubscribe'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe }, context) {
    const { services, signal, origin } = context
    const market = name === undefined ? undefined : await services.market.find(name, signal)
    const removed = await services.subscriptions.remove(
      { ...whose(context), ...(market && { marketId: market.id }), ...(timeframe && { timeframe }) },
      origin,
    )
    const left = await heardHere(context)
    const here = left.length === 0 ? 'No signals are told here now.' : `Still told:\n${left.map(subscriptionWords).join('\n')}`
    const title = removed === 0 ? 'There was no such subscription' : `Ended: ${removed} ${removed === 1 ? 'subscription' : 'subscriptions'}`
    return { title, blocks: [text(here)] }
  },
})

/** One's own in private; in company all of the chat, for whoever manages its server. */
function whose(context: Context<Services>): WhichSubscriptions {
  const { account, place } = context
  if (place.private) return { userId: account.id }
  managedServer(context)
  return { platform: place.platform, chatId: place.chatId }
}
