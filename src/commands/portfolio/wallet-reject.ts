import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { requestCode } from '../inputs.ts'
import { command } from '../services.ts'
import { requestReply } from '../wallet-cards.ts'

export const walletReject = command({
  name: 'wallet reject',
  summary: 'Turn a deposit or withdrawal down',
  group: 'portfolio',
  access: 'admin',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({ code: option(requestCode, { about: 'The request, such as K7QX2M, from /wallet history all' }) }),
  examples: ['/wallet reject K7QX2M'],

  async run({ code }, { origin, services: { wallet } }) {
    return requestReply(await wallet.decide(code, 'rejected', origin), undefined)
  },
})
