import { z } from 'zod'
import { fields, text } from '../../basics/reply.ts'
import { showTime } from '../../basics/show.ts'
import { lookOf } from '../company.ts'
import { deskTimeCard } from '../practice-cards.ts'
import { command } from '../services.ts'

export const replayStop = command({
  name: 'replay stop',
  summary: 'End your practice and come back to the present of the desk',
  group: 'market',
  access: 'member',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/replay stop'],

  async run(_, context) {
    const { practice, market } = context.services
    const { zone } = await lookOf(context)
    const status = await practice.stop(context.account.id, context.origin)
    if (status === undefined) return deskTimeCard('You are not practising', market, zone)
    return {
      title: 'Practice ended',
      blocks: [
        fields({ From: showTime(status.from, zone), To: showTime(status.now, zone) }),
        text("From now on you see the desk's own market again."),
      ],
    }
  },
})
