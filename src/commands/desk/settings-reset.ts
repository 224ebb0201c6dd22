import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { settingKeyText, settingWords } from '../inputs.ts'
import { command } from '../services.ts'
import { allSettings, oneSetting } from '../setting-cards.ts'

export const settingsReset = command({
  name: 'settings reset',
  summary: 'Put one of your settings, or all, back to what is usual',
  group: 'desk',
  access: 'member',
  effect: 'changes',
  readers: 'only-you',
  input: z.strictObject({
    key: option(settingKeyText.default(''), { about: 'The setting, such as zone; all of them when left out', vocabulary: settingWords }),
  }),
  examples: ['/settings reset zone', '/settings reset'],
  suggest: { key: async (typed) => settingWords.filter((word) => word.startsWith(typed.toLowerCase())) },

  async run({ key }, { account, origin, services: { settings } }) {
    const views = await settings.reset(account.id, key === '' ? [] : [key], origin)
    const [only] = key === '' ? [] : views
    return { ...(only === undefined ? allSettings('All your settings are as usual again', views) : oneSetting(only)), tone: 'good' }
  },
})
