import { z } from 'zod'
import { fields } from '../../basics/reply.ts'
import { command } from '../services.ts'

export const version = command({
  name: 'version',
  aliases: ['v'],
  summary: 'Say which version this is',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({}),
  examples: ['/version'],

  async run(_, { services: { health } }) {
    const { versions } = await health.report()
    return { title: `Parley ${versions.parley}`, blocks: [fields({ Node: versions.node })] }
  },
})
