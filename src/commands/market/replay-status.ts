import { z } from 'zod'
import { lookOf } from '../company.ts'
import { deskTimeCard, practiceCard } from '../practice-cards.ts'
import { command } from '../services.ts'

export const replayStatus = command({
  name: 'replay status',
  summary: 'Show what time it is in your practice',
  group: 'market',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/replay', '/replay status'],

  async run(_, context) {
    const { practice, market } = context.services
    const { zone } = await lookOf(context)
    const status = await practice.status(context.account.id)
    return status === undefined ? deskTimeCard('You are not practising', market, zone) : practiceCard('Your practice', status, zone)
  },
})
