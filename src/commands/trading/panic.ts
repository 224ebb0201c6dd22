import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { titled } from '../portfolio-words.ts'
import { command } from '../services.ts'
import { closedBlocks, closedHead } from './closed-words.ts'
import { cancelledWords } from './order-list.ts'

const LIMIT_MS = 60_000

export const panic = command({
  name: 'panic',
  aliases: ['flatten'],
  summary: 'At once: stop entries, cancel all orders, close all positions',
  group: 'trading',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  menu: true,
  limitMs: LIMIT_MS,
  input: z.strictObject({}),
  examples: ['/panic'],

  async run(_, { account, origin, services, signal }) {
    const { trading, market } = services
    const { cancelled, closed } = await trading.panic(account.id, origin)
    const failed = cancelled.failed.length + closed.failed.length
    return {
      title: titled(
        failed === 0
          ? 'Everything is stopped'
          : `Entries are stopped, but ${failed === 1 ? 'one thing' : `${failed} things`} could not be done`,
        services,
      ),
      tone: failed === 0 ? 'warning' : 'bad',
      blocks: [
        text(`${cancelled.done.length} ${cancelled.done.length === 1 ? 'order' : 'orders'} cancelled. ${closedHead(closed)}.`),
        ...cancelledWords(cancelled),
        ...(await closedBlocks(closed, { market, signal })),
        text('No entry is let through until you say /resume, also after a restart. Closing still works.'),
      ],
      buttons: [
        { kind: 'run', label: 'Positions', command: 'positions list', input: {} },
        { kind: 'run', label: 'Orders', command: 'orders list', input: {} },
      ],
    }
  },
})
