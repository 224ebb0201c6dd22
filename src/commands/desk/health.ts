import { z } from 'zod'
import { fields } from '../../basics/reply.ts'
import { showAge } from '../../basics/show.ts'
import { lookOf } from '../company.ts'
import { command } from '../services.ts'
import { ageWords, sourceWords } from '../source-words.ts'

const MEGABYTE = 1_000_000

export const health = command({
  name: 'health',
  aliases: ['ping'],
  summary: 'Say how the desk is doing',
  group: 'desk',
  access: 'anyone',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({}),
  examples: ['/health'],

  async run(_, context) {
    const { market, health } = context.services
    const { zone } = await lookOf(context)
    const { versions, uptimeMs, memoryBytes, database, bots } = await health.report()
    const { ok, detail, newestPriceAt } = market.status()
    const well = ok && database.answeredMs !== undefined && Object.values(bots).every((state) => state === 'ok')
    const botWords = Object.entries(bots).map(([platform, state]) => `${platform} ${state === 'ok' ? 'ok' : 'DOWN'}`)
    const answered = database.answeredMs === undefined ? 'does not answer' : `answers in ${database.answeredMs.toFixed(1)} ms`
    return {
      title: well ? 'All is well' : 'Something is not well',
      tone: well ? 'good' : 'warning',
      blocks: [
        fields({
          Market: `${sourceWords(market, zone)}: ${ok ? 'ok' : 'NOT OK'}, ${detail}`,
          'Newest price': newestPriceAt === undefined ? 'none yet' : `${ageWords(market, newestPriceAt)} old`,
          Database: `${database.label} ${answered}`,
          ...(botWords.length === 0 ? {} : { Bots: botWords.join(', ') }),
          'Up for': showAge(uptimeMs),
          Memory: `${Math.round(memoryBytes / MEGABYTE)} MB`,
          Version: `Parley ${versions.parley}, Node ${versions.node}`,
        }),
      ],
    }
  },
})
