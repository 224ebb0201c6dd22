import { z } from 'zod'
import { command } from '../services.ts'
import { limitSettings } from '../setting-cards.ts'

export const riskLimits = command({
  name: 'risk limits',
  summary: 'Show your limits of risk',
  group: 'risk',
  access: 'trader',
  effect: 'reads',
  readers: 'only-you',
  input: z.strictObject({}),
  examples: ['/risk limits'],

  run: async (_input, { account, services: { settings } }) => limitSettings(await settings.shown(account.id)),
})
