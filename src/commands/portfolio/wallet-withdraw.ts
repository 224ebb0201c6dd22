import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { amount } from '../inputs.ts'
import { command } from '../services.ts'
import { movedReply } from '../wallet-cards.ts'

export const walletWithdraw = command({
  name: 'wallet withdraw',
  summary: 'Take paper money out of your account',
  group: 'portfolio',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ amount: option(amount, { about: 'How much, in the currency of your account, such as 500' }) }),
  examples: ['/wallet withdraw 500'],

  async run({ amount: wanted }, { account, origin, services: { wallet } }) {
    return movedReply(await wallet.withdraw(account.id, wanted, origin), { kind: 'withdrawal', amount: wanted })
  },
})
