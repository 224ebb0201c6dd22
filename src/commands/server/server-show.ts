import { z } from 'zod'
import { serverCard, serverHere } from '../server-card.ts'
import { command } from '../services.ts'

export const serverShow = command({
  name: 'server show',
  summary: 'Show what is set for this server or group',
  group: 'server',
  access: 'member',
  effect: 'reads',
  readers: 'everyone',
  input: z.strictObject({}),
  examples: ['/server', '/server show'],

  run: (_, context) => serverCard('This server', serverHere(context), context.services),
})
