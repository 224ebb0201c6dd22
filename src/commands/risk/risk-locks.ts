import { z } from 'zod'
import type { Button } from '../../basics/reply.ts'
import { text } from '../../basics/reply.ts'
import { titled } from '../portfolio-words.ts'
import { lockFields, standingLocks } from '../risk-cards.ts'
import { command } from '../services.ts'

export const riskLocks = command({
  name: 'risk locks',
  aliases: ['locks'],
  summary: 'Show what locks your entries, or is near to it',
  group: 'risk',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/locks', '/risk locks'],

  async run(_input, { account, services }) {
    const { trading, risk } = services
    const { book, standing } = await trading.account(account.id)
    const locks = await risk.locks(account.id, standing)
    const on = locks.filter(({ state }) => state === 'on')
    const buttons = on
      .filter(({ name }) => name !== undefined)
      .map(({ rule, title }): Button => ({ kind: 'run', label: `Lift ${title.toLowerCase()}`, command: 'risk unlock', input: { rule } }))
    const isFree = on.length === 0 && book.halt === undefined
    return {
      title: titled(isFree ? 'Nothing is locked' : 'Entries are locked', services),
      tone: isFree ? 'good' : 'warning',
      blocks: [
        ...standingLocks(locks, book.halt),
        lockFields(locks),
        text('Locks stop entries only: stops, targets, /close and /cancel work as always.'),
      ],
      buttons,
    }
  },
})
