import { z } from 'zod'
import { option } from '../../chat/option.ts'
import { settingKeyText, settingWords } from '../inputs.ts'
import { command } from '../services.ts'
import { allSettings, limitSettings, oneSetting } from '../setting-cards.ts'

/** The word for all limits of risk together. */
const LIMITS = 'risk'

export const settingsShow = command({
  name: 'settings show',
  aliases: ['show_config', 'settings_get'],
  summary: 'Show your settings',
  group: 'desk',
  access: 'member',
  effect: 'reads',
  readers: 'only-you',
  menu: true,
  input: z.strictObject({
    key: option(settingKeyText.default(''), {
      about: 'One setting, such as zone, or risk for all limits; all settings when left out',
      vocabulary: [LIMITS, ...settingWords],
    }),
  }),
  examples: ['/settings', '/settings show zone', '/settings risk'],
  suggest: { key: async (typed) => settingWords.filter((word) => word.startsWith(typed.toLowerCase())) },

  async run({ key }, { account, services: { settings } }) {
    if (key === LIMITS) return limitSettings(await settings.shown(account.id))
    if (key !== '') return oneSetting(await settings.shownOne(account.id, key))
    return allSettings('Your settings', await settings.shown(account.id))
  },
})
