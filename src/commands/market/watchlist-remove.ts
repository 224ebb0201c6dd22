import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { marketTexts } from '../inputs.ts'
import { command } from '../services.ts'
import { watchlistReply } from './watchlist-show.ts'

export const watchlistRemove = command({
  name: 'watchlist remove',
  summary: 'Stop following markets',
  group: 'market',
  access: 'member',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    markets: option(marketTexts, {
      about: 'Markets to take off, such as BTC',
    }),
  }),
  examples: ['/watchlist remove BTC'],
  suggest: { markets: (typed, { services: { market } }) => market.like(typed) },

  async run({ markets: names }, context) {
    const { market, watchlists } = context.services
    const markets = await Promise.all(names.map((name) => market.find(name, context.signal)))
    const changed = await watchlists.remove(context.account.id, markets, context.origin)
    const title =
      changed.length === 0 ? 'You followed none of these' : `No longer following ${changed.map(({ symbol }) => symbol).join(', ')}`
    return watchlistReply(title, context)
  },
})
