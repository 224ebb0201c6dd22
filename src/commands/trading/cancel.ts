import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { titled } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { cancelledWords } from './order-list.ts'
import { codeOrMarket } from './order-options.ts'
import { namesLike } from './trade-words.ts'

export const cancel = command({
  name: 'cancel',
  aliases: [{ word: 'coo', preset: 'all' }],
  summary: 'Take open orders back',
  group: 'trading',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    which: option(codeOrMarket.optional(), { about: 'The code, the market, or all; not needed when there is just one' }),
  }),
  examples: ['/cancel btc', '/cancel all'],
  suggest: {
    which: async (typed, { services: { trading }, account }) => namesLike(typed, (await trading.book(account.id)).orders),
  },

  async run({ which }, { account, origin, services }) {
    const { trading } = services
    const report = await trading.cancel(account.id, which, origin)
    const { done, failed } = report
    const title = done.length === 0 ? 'Nothing was cancelled' : done.length === 1 ? 'Cancelled' : `${done.length} orders cancelled`
    return {
      title: titled(failed.length === 0 ? title : `${title}, ${failed.length} could not be`, services),
      tone: failed.length === 0 ? 'good' : 'warning',
      blocks: cancelledWords(report),
      buttons: [{ kind: 'run', label: 'Orders', command: 'orders list', input: {} }],
    }
  },
})
