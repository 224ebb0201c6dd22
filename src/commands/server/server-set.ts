import { z } from 'zod'
import { settingsIdOf } from '../../accounts/server-settings.ts'
import { LOOK_KEYS } from '../../accounts/setting-list.ts'
import { option } from '../../chat/option.ts'
import { settingKeyText } from '../inputs.ts'
import { managedServer, serverCard } from '../server-card.ts'
import { command } from '../services.ts'

const VALUE_CHARS_MAX = 1000

export const serverSet = command({
  name: 'server set',
  summary: 'Choose how the answers look that all in this server or group read',
  group: 'server',
  forManagers: true,
  access: 'member',
  effect: 'changes',
  readers: 'everyone',
  input: z.strictObject({
    key: option(settingKeyText, { about: 'The setting, such as zone or colours', vocabulary: LOOK_KEYS }),
    value: option(z.array(z.string().max(VALUE_CHARS_MAX)).min(1), { about: 'What it should be, such as Europe/Berlin' }),
  }),
  examples: ['/server set zone Europe/Berlin', '/server set currency EUR'],

  async run({ key, value }, context) {
    const { looks } = context.services
    const server = managedServer(context)
    const { title, value: set } = await looks.set(settingsIdOf(server), { key, value: value.join(' ') }, context.origin)
    return { ...(await serverCard(`${title} here: ${set}`, server, context.services)), tone: 'good' }
  },
})
