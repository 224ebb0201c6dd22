import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { option } from '../../chat/option.ts'
import { LOCK_RULES } from '../../risk/locks.ts'
import { command } from '../services.ts'

export const riskUnlock = command({
  name: 'risk unlock',
  aliases: ['unlock'],
  summary: 'Lift a lock before its time; that of a daily loss stays',
  group: 'risk',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    rule: option(z.enum(LOCK_RULES).optional(), { about: `One lock: ${LOCK_RULES.join(', ')}; all of them when left out` }),
  }),
  examples: ['/unlock', '/risk unlock losses-in-row'],

  async run({ rule }, { account, origin, services: { trading, risk } }) {
    const { standing } = await trading.account(account.id)
    const lifted = await risk.unlock(account.id, { rule, standing }, origin)
    if (lifted.length === 0)
      return { title: 'Nothing is locked', blocks: [text('How near the locks are: /locks. A /pause is lifted by /resume.')] }
    return {
      title: `Lifted: ${lifted.map(({ title }) => title.toLowerCase()).join(', ')}`,
      tone: 'warning',
      blocks: [text('It locks again with the next loss, or the next day.')],
    }
  },
})
