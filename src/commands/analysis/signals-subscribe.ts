import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { type Reply, text } from '../../basics/reply.ts'
import type { Timeframe } from '../../basics/timeframe.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import type { Market } from '../../market/market-ports.ts'
import type { Subscription } from '../../signals/signal-ports.ts'
import { timeframe } from '../inputs.ts'
import { managedServer } from '../server-card.ts'
import { command, type Services } from '../services.ts'
import { anyMarket, confidence } from './signal-inputs.ts'
import { heardHere, subscriptionWords } from './subscription-words.ts'

const CONFIDENCE_USUAL = 60

export const signalsSubscribe = command({
  name: 'signals subscribe',
  aliases: ['subscribe'],
  summary: 'Be told of signals here, by market, timeframe and confidence',
  group: 'analysis',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({
    topic: option(z.enum(['signals']).optional(), { about: 'What to be told of: signals', anywhere: true }),
    market: anyMarket,
    timeframe,
    confidence,
  }),
  examples: ['/subscribe signals BTC 4h 70', '/signals subscribe', '/subscribe signals 80'],
  suggest: { market: (typed, { services: { market } }) => market.like(typed) },

  async run({ market: name, timeframe, confidence = CONFIDENCE_USUAL }, context) {
    const { services, signal, origin, callId } = context
    const market = name === undefined ? undefined : await services.market.find(name, signal)
    if (timeframe !== undefined) await checkWatched(timeframe, market, context)
    const subscription: Subscription = {
      id: callId,
      userId: context.account.id,
      ...destinationOf(context),
      ...(market && { marketId: market.id }),
      ...(timeframe && { timeframe }),
      minConfidence: confidence,
    }
    await services.subscriptions.add(subscription, origin)
    return subscribed(subscription, context)
  },
})

/** Throws a `Refusal` for candles that nobody looks at, of which nothing would ever be heard. */
async function checkWatched(timeframe: Timeframe, market: Market | undefined, { services, signal }: Context<Services>): Promise<void> {
  const watched = services.signals.timeframes(market === undefined ? await services.signals.watched(signal) : [market])
  if (watched.includes(timeframe)) return
  throw new Refusal('bad-input', `Candles of ${timeframe} are not looked at for signals.`, {
    hint: `Those that are: ${watched.join(', ')}. For example: /subscribe signals ${market?.base ?? 'BTC'} ${watched.at(-1) ?? '1d'}`,
  })
}

/** A person's own chat, or a channel for whoever manages its server. */
function destinationOf(context: Context<Services>): Pick<Subscription, 'platform' | 'chatId' | 'threadId' | 'serverId'> {
  const { place, services } = context
  const { platform, chatId, threadId } = place
  if (!services.liveCards.isPossible(platform))
    throw new Refusal('not-here', 'Nobody can be called in a terminal.', {
      hint: 'Subscribe in Telegram or Discord; here /signals shows what is open.',
    })
  const where = { platform, chatId, ...(threadId === undefined ? {} : { threadId }) }
  return place.private ? where : { ...where, serverId: managedServer(context).serverId }
}

async function subscribed(subscription: Subscription, context: Context<Services>): Promise<Reply> {
  const heard = await heardHere(context)
  return {
    title: `You hear of ${subscriptionWords(subscription)}`,
    tone: 'good',
    blocks: [
      text('I tell of them when their candle has closed. How the sources have done so far: /record.'),
      ...(heard.length > 1 ? [text(`Here now:\n${heard.map(subscriptionWords).join('\n')}`)] : []),
    ],
    buttons: [
      { kind: 'run', label: 'Open signals', command: 'signals list', input: {} },
      {
        kind: 'run',
        label: 'Stop these',
        command: 'signals unsubscribe',
        input: {
          ...(subscription.marketId === undefined ? {} : { market: subscription.marketId }),
          ...(subscription.timeframe === undefined ? {} : { timeframe: subscription.timeframe }),
        },
      },
    ],
  }
}
