import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { marketTexts } from '../inputs.ts'
import { command } from '../services.ts'
import { watchlistReply } from './watchlist-show.ts'

export const watchlistAdd = command({
  name: 'watchlist add',
  summary: 'Follow markets',
  group: 'market',
  access: 'member',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    markets: option(marketTexts, {
      about: 'Markets to follow, such as BTC ETH',
    }),
  }),
  examples: ['/watchlist add BTC ETH', '/watchlist add eth/btc'],
  suggest: { markets: (typed, { services: { market } }) => market.like(typed) },

  async run({ markets: names }, context) {
    const { market, watchlists } = context.services
    const markets = await Promise.all(names.map((name) => market.find(name, context.signal)))
    const changed = await watchlists.add(context.account.id, markets, context.origin)
    const title =
      changed.length === 0 ? 'You follow all of these already' : `Now following ${changed.map(({ symbol }) => symbol).join(', ')}`
    return watchlistReply(title, context)
  },
})
