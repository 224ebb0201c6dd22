import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { command } from '../services.ts'
import { titled } from './trade-words.ts'

export const resume = command({
  name: 'resume',
  summary: 'Let entries through again',
  group: 'trading',
  access: 'trader',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/resume'],

  async run(_, { account, origin, services }) {
    const { trading, market } = services
    await trading.resume(account.id, origin)
    const { halt } = await trading.book(account.id)
    if (halt === undefined) return { title: titled('Entries are let through again', market), tone: 'good', blocks: [] }
    return {
      title: titled('Entries are still stopped', market),
      tone: 'warning',
      blocks: [text(`${halt.reason} Only the operator can lift that.`)],
    }
  },
})
