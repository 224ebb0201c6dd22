import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { requestCode } from '../inputs.ts'
import { command } from '../services.ts'
import { requestReply } from '../wallet-cards.ts'

export const walletApprove = command({
  name: 'wallet approve',
  summary: 'Agree to a deposit or withdrawal',
  group: 'portfolio',
  access: 'admin',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ code: option(requestCode, { about: 'The request, such as K7QX2M, from /wallet history all' }) }),
  examples: ['/wallet approve K7QX2M'],

  async run({ code }, { origin, services: { wallet } }) {
    return requestReply(await wallet.decide(code, 'approved', origin), `The money has not moved yet: /wallet complete ${code}`)
  },
})
