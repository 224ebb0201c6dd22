import type { SettingStore, SettingsOwner } from '../../accounts/account-ports.ts'
import type { LeagueStore } from '../../trading/portfolio/portfolio-ports.ts'

const DESK: SettingsOwner = { kind: 'desk', id: 'desk' }
const KEY = 'league'

/** A setting of the whole desk. */
export function createLeagueStore(settings: SettingStore): LeagueStore {
  return {
    isOn: async () => (await settings.all(DESK)).get(KEY) === true,
    set: (isOn, origin) => settings.put(DESK, { [KEY]: isOn }, origin),
  }
}
