import { z } from 'zod'
import { Refusal } from '../../basics/refusal.ts'
import { fields, text } from '../../basics/reply.ts'
import type { Context } from '../../chat/command.ts'
import { option } from '../../chat/option.ts'
import { amount } from '../inputs.ts'
import { moneyWords } from '../portfolio-words.ts'
import { command, type Services } from '../services.ts'

const OPENING_MAX = '1e9'

export const walletReset = command({
  name: 'wallet reset',
  summary: 'Begin anew with fresh paper money',
  group: 'portfolio',
  access: 'trader',
  effect: 'spends',
  readers: 'only-you',
  input: z.strictObject({
    opening: option(
      amount.refine((value) => value.gt(0) && value.lte(OPENING_MAX), 'expected more than 0 and at most a billion').optional(),
      { about: 'What to begin with, such as 500; else what every account begins with' },
    ),
  }),
  examples: ['/wallet reset', '/wallet reset 500'],

  async confirm(_, context) {
    await checkFree(context)
    const { positions, orders } = await context.services.trading.book(context.account.id)
    return {
      title: 'Begin anew?',
      tone: 'warning',
      blocks: [
        fields({ 'Open positions': String(positions.length), 'Open orders': String(orders.length) }),
        text('This account is closed with all that is in it, and the next one begins with fresh paper money. Its history is kept.'),
      ],
    }
  },

  async run({ opening }, context) {
    await checkFree(context)
    const { asset, epoch, balances } = await context.services.trading.reset(context.account.id, context.origin, opening)
    const free = balances.get(asset)?.available
    return {
      title: 'A new account has begun',
      tone: 'good',
      blocks: [fields({ ...(free === undefined ? {} : { Free: moneyWords(free, asset) }), Account: `paper, number ${epoch}` })],
    }
  },
})

/** Who competes with paper money does not get to begin anew by himself. */
async function checkFree({ account, services: { wallet } }: Context<Services>): Promise<void> {
  if (account.role !== 'admin' && (await wallet.league.isOn()))
    throw new Refusal('not-allowed', 'People compete here, so nobody begins anew by himself.', { hint: 'Ask an admin.' })
}
