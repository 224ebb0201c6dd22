import { z } from 'zod'
import { settingsIdOf } from '../../accounts/server-settings.ts'
import { LOOK_KEYS } from '../../accounts/setting-list.ts'
import { option } from '../../chat/option.ts'
import { settingKeyText } from '../inputs.ts'
import { managedServer, serverCard } from '../server-card.ts'
import { command } from '../services.ts'

export const serverReset = command({
  name: 'server reset',
  summary: 'Let answers in this server or group look as usual again',
  group: 'server',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({
    key: option(settingKeyText.default(''), { about: 'The setting, such as zone; all of them when left out', vocabulary: LOOK_KEYS }),
  }),
  examples: ['/server reset zone', '/server reset'],

  async run({ key }, context) {
    const server = managedServer(context)
    const views = await context.services.looks.reset(settingsIdOf(server), key === '' ? [] : [key], context.origin)
    const title = views.map(({ title: name, value }) => `${name} here: ${value}`).join(', ')
    return { ...(await serverCard(title, server, context.services)), tone: 'good' }
  },
})
