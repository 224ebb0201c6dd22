import { z } from 'zod'
import { text } from '../../basics/reply.ts'
import { titled } from '../portfolio-words.ts'
import { command } from '../services.ts'

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
    const { trading } = services
    await trading.resume(account.id, origin)
    const { halt } = await trading.book(account.id)
    if (halt === undefined) return { title: titled('Entries are let through again', services), tone: 'good', blocks: [] }
    return {
      title: titled('Entries are still stopped', services),
      tone: 'warning',
      blocks: [text(`${halt.reason} Only the operator can lift that.`)],
    }
  },
})
