import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { command } from '../services.ts'

export const walletLeague = command({
  name: 'wallet league',
  summary: 'Say whether people compete here with paper money',
  group: 'portfolio',
  access: 'admin',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ state: option(z.enum(['on', 'off']), { about: 'on: deposits and withdrawals wait for an admin' }) }),
  examples: ['/wallet league on', '/wallet league off'],

  async run({ state }, { origin, services: { wallet } }) {
    await wallet.league.set(state === 'on', origin)
    return {
      title: state === 'on' ? 'People compete here now' : 'People do not compete here any more',
      blocks: [
        text(
          state === 'on'
            ? 'Deposits and withdrawals of paper money wait for an admin: /wallet history all shows them. Nobody begins anew by himself.'
            : 'Everybody moves paper money as he likes.',
        ),
      ],
    }
  },
})
