import { z } from 'zod'
import { command } from '../services.ts'

export const backtestCancel = command({
  name: 'backtest cancel',
  summary: 'Call off the backtests that you have running',
  group: 'research',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/backtest cancel'],

  async run(_input, { account, services }) {
    const count = services.backtests.cancel(account.id)
    if (count === 0) return { title: 'You have no backtest running.', blocks: [] }
    return { title: count === 1 ? 'Your backtest is called off.' : `Your ${count} backtests are called off.`, blocks: [] }
  },
})
