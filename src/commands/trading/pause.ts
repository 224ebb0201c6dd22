import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { titled } from '../portfolio-words.ts'
import { command } from '../services.ts'

export const pause = command({
  name: 'pause',
  aliases: ['stopentry', 'stopbuy'],
  summary: 'Let no entry through until you resume; exits go on',
  group: 'trading',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/pause'],

  async run(_, { account, origin, services }) {
    await services.trading.pause(account.id, origin)
    return {
      title: titled('Entries are paused', services),
      tone: 'warning',
      blocks: [
        text(
          'It stays so, also after a restart, until you say /resume. Stops, targets and closing go on; orders that rest can still fill.',
        ),
      ],
      buttons: [
        { kind: 'run', label: 'Resume', command: 'resume', input: {} },
        { kind: 'run', label: 'Orders', command: 'orders list', input: {} },
      ],
    }
  },
})
