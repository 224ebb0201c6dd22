import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { requestCode } from '../inputs.ts'
import { command } from '../services.ts'
import { requestReply } from '../wallet-cards.ts'

export const walletComplete = command({
  name: 'wallet complete',
  summary: 'Carry out what was agreed to',
  group: 'portfolio',
  access: 'admin',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ code: option(requestCode, { about: 'The request, such as K7QX2M, from /wallet history all' }) }),
  examples: ['/wallet complete K7QX2M'],

  async run({ code }, { origin, services: { wallet } }) {
    return requestReply(await wallet.complete(code, origin), 'The money has moved.')
  },
})
