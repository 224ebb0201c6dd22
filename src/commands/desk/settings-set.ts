import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { settingKeyText, settingWords } from '../inputs.ts'
import { command } from '../services.ts'
import { oneSetting } from '../setting-cards.ts'

const VALUE_CHARS_MAX = 1000

export const settingsSet = command({
  name: 'settings set',
  summary: 'Change one of your settings',
  group: 'desk',
  access: 'member',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    key: option(settingKeyText, { about: 'The setting, such as zone or quiet-hours', vocabulary: settingWords }),
    value: option(z.array(z.string().max(VALUE_CHARS_MAX)).min(1), { about: 'What it should be, such as Europe/Berlin or 22:00-07:00' }),
  }),
  examples: ['/settings set zone Europe/Berlin', '/settings set quiet-hours 22:00-07:00', '/settings set position-max 15%'],
  suggest: {
    key: async (typed) => settingWords.filter((word) => word.startsWith(typed.toLowerCase())),
  },

  async run({ key, value }, { account, origin, services: { settings } }) {
    return { ...oneSetting(await settings.set(account.id, { key, value: value.join(' ') }, origin)), tone: 'good' }
  },
})
